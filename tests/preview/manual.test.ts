import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPlugins } from '../../src/preview/plugins/index.ts'
import { filesBelow } from '../jekyll/texts.ts'

/**
 * Jekyll's manual of Liquid, line by line. Each entry names the text by which a page of a test site uses it, which is compared
 * with real Jekyll's page; or it says why it is not done.
 */
type Entry = RegExp | { readonly not: string }

const filter = (name: string): RegExp => new RegExp(`\\|\\s*${name}\\b`)
const tag = (name: string): RegExp => new RegExp(`\\{%-?\\s*${name}\\b`)
const named = (names: string, of: (name: string) => RegExp): [string, RegExp][] =>
  names.split(' ').map((name) => [name, of(name)])
const variables = (names: string): [string, RegExp][] =>
  names.split(' ').map((name) => [name, new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`)])

const manual: readonly (readonly [entry: string, Entry])[] = [
  // Variables
  ...variables(
    'site page layout content paginator jekyll.version jekyll.environment site.time site.pages site.posts site.related_posts site.static_files site.html_pages site.html_files site.collections site.data site.documents site.categories site.tags site.url site.title',
  ),
  ...variables(
    'page.content page.title page.excerpt page.url page.date page.id page.categories page.collection page.tags page.dir page.name page.path page.next page.previous',
  ),
  ...variables(
    'paginator.page paginator.per_page paginator.posts paginator.total_posts paginator.total_pages paginator.previous_page paginator.previous_page_path paginator.next_page paginator.next_page_path',
  ),
  [
    'theme.root, .authors, .description, .version, .dependencies, .metadata',
    { not: 'They come from the gemspec of a gem that is installed where the site is built.' },
  ],
  [
    'site.related_posts with --lsi',
    { not: 'It is an option of the command, which no repository shows; GitHub Pages has it off.' },
  ],
  // Static files and collections
  ...named('path name basename extname', (name) => new RegExp(`\\bf(?:ile)?\\.${name}\\b`)),
  ...named(
    'label docs files relative_directory output',
    (name) => new RegExp(`\\bc(?:ollection)?\\.${name}\\b`),
  ),
  [
    'modified_time of a static file',
    { not: 'It is when the file was copied to the machine that builds the site.' },
  ],
  ['directory of a collection', { not: 'It is a path of the machine that builds the site.' }],
  // Tags
  ...named(
    'include include_relative include_cached highlight link post_url raw comment if unless case for tablerow cycle assign capture increment decrement ifchanged break continue elsif else when',
    tag,
  ),
  ['highlight linenos', /\{% highlight \w+ linenos/],
  ['include with a name from Liquid', /\{% include \{\{/],
  ['include with parameters', /\{% include [\w.]+ \w+=/],
  ['tags without blanks around them', /\{%-[^]*?-%\}/],
  [
    'render, echo, liquid and # as tags',
    { not: 'They are of Liquid 5; Jekyll 4.3 asks for Liquid 4, in which they are unknown.' },
  ],
  // Jekyll's filters
  ...named(
    'relative_url absolute_url date_to_xmlschema date_to_rfc822 date_to_string date_to_long_string where where_exp find find_exp group_by group_by_exp xml_escape cgi_escape uri_escape number_of_words array_to_sentence_string markdownify smartify slugify jsonify normalize_whitespace sort to_integer push pop shift unshift inspect',
    filter,
  ),
  [
    'sassify, scssify',
    {
      not: 'They are compared in sass-filters.test.ts, by what they mean: each converter breaks its lines in another way.',
    },
  ],
  ['sample', { not: 'Chance: the preview takes the first ones, so that it stands still.' }],
  ['date_to_string with an ordinal', /date_to_(?:long_)?string:\s*"ordinal"/],
  ['number_of_words in Chinese, Japanese and Korean', /number_of_words:\s*"(?:cjk|auto)"/],
  ...named('raw pretty ascii latin none', (mode) => new RegExp(`slugify:\\s*["']${mode}["']`)).map(
    ([mode, entry]): [string, RegExp] => [`slugify: ${mode}`, entry],
  ),
  // Liquid's filters
  ...named(
    'abs append at_least at_most capitalize ceil compact concat date default divided_by downcase escape escape_once first floor join last lstrip map minus modulo newline_to_br plus prepend remove remove_first replace replace_first reverse round rstrip size slice sort_natural split strip strip_html strip_newlines times truncate truncatewords uniq upcase url_decode url_encode',
    filter,
  ),
]

/** What GitHub Pages allows that a page shows. */
const plugins =
  'jekyll-seo-tag jekyll-feed jekyll-sitemap jekyll-paginate jekyll-redirect-from jekyll-relative-links jekyll-optional-front-matter jekyll-titles-from-headings jekyll-default-layout jekyll-readme-index jekyll-mentions jemoji jekyll-avatar jekyll-gist jekyll-github-metadata jekyll-include-cache'

const sites = join(import.meta.dirname, 'sites')
const texts = filesBelow(sites)
  .filter((path) => /\.(?:html|md|markdown|txt|yml|json)$/.test(path))
  .map((path) => [path, readFileSync(join(sites, path), 'utf8')] as const)

describe('the manual of Jekyll:', () => {
  it.each(manual.filter(([, entry]) => entry instanceof RegExp))(
    '%s stands on a page of a test site',
    (_, entry) => {
      const pages = texts.filter(([, text]) => entry instanceof RegExp && entry.test(text))
      expect(pages.map(([path]) => path)).not.toEqual([])
    },
  )

  it.each(manual.filter(([, entry]) => !(entry instanceof RegExp)))(
    '%s is left out for a reason',
    (_, entry) => {
      expect(entry).toHaveProperty('not', expect.stringMatching(/\.$/))
    },
  )

  it.each(plugins.split(' '))('%s is known', async (name) => {
    expect((await loadPlugins([name])).map((plugin) => plugin.name)).toEqual([name])
  })
})
