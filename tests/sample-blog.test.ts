import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const blog = join(import.meta.dirname, '../public/sample-blog')
const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'))
const read = (file: string): string => readFileSync(join(blog, file), 'utf8')

const files = below(blog)
const posts = files.filter((file) => /(^|\/)_posts\/.*\.md$/.test(file))
const split = (file: string): string[] => read(file).split(/^---\n/m)
const frontMatters = posts.map((file) => split(file)[1] ?? '')
const bodies = posts.map((file) => split(file).slice(2).join('---\n'))
const someMatch = (texts: string[], pattern: RegExp): boolean => texts.some((text) => pattern.test(text))

describe('what the posts show of Markdown, HTML and Liquid', () => {
  it.each([
    ['heading', /^## \w/m],
    ['heading underlined with =', /^\w.*\n===+$/m],
    ['heading underlined with -', /^\w.*\n---+$/m],
    ['heading with an id', /\{#[\w-]+\}$/m],
    ['emphasis with _', /\b_[^_\n]+_\b/],
    ['emphasis with *', /[ (]\*\w[^*\n]*\*[ ,.;]/],
    ['strong', /\*\*\w[^*\n]*\*\*/],
    ['strike', /~~\w.*~~/],
    ['code span', /`[\w.]+`/],
    ['inline link', /[^!]\[[^\]]+\]\(https:/],
    ['reference link', /\[the words\]\[words\]/],
    ['collapsed reference link', /\]\[\]/],
    ['link definition with a title', /^\[words\]: .+ ".+"$/m],
    ['autolink', /<https:[^>]+>/],
    ['e-mail autolink', /<[\w.]+@[\w.]+>/],
    ['link with an attribute list', /\]\([^)]+\)\{:target=/],
    ['post_url', /\]\(\{% post_url [\w-]+ %\}\)/],
    ['post_url with a fragment', /\{% post_url [\w-]+ %\}#/],
    ['post_url into a folder', /\{% post_url recipes\//],
    ['link tag', /\{% link _notes\//],
    ['image below the base address', /!\[[^\]]*\]\(\{\{site\.baseurl\}\}\/assets\/images\//],
    ['image with %20 in its path', /!\[[^\]]*\]\([^)]+%20[^)]+\)/],
    ['image with class and width', /\)\{:class="[^"]+" :height="auto" width="60%"\}/],
    ['caption below an image', /^<center><sup>.+<\/sup><\/center>$/m],
    ['image with a title inside a link', /\[!\[[^\]]*\]\([^)]+ "[^"]+"\)\]\(/],
    ['figure include with parameters', /\{% include figure\.html src="[^"]+" width="[^"]+" alt=/],
    ['tight list', /^- .+\n- /m],
    ['loose list', /^\* .+\n\n\* /m],
    ['nested list', /^ {4}- .+\n {8}- /m],
    ['ordered list', /^1\. .+\n2\. /m],
    ['list within an ordered list', /^\d\. .+(\n.+)*\n {3}[*-] /m],
    ['two paragraphs in a list item', /^1\. {2}.+(\n {4}.+)*\n\n {4}\w/m],
    ['task list', /^- \[x\] .+(\n- \[[x ]\] .+)*\n- \[ \] /m],
    ['definition list', /^\w.+\n: \w/m],
    ['two definitions of one term', /^: .+\n: /m],
    ['quote', /^> \w/m],
    ['quote in a quote', /^> > \w/m],
    ['list in a quote', /^> 1\. /m],
    ['fenced code', /^```js\n/m],
    ['code fenced with tildes', /^~~~ yaml\n/m],
    ['indented code', /\n\n {4}\$ \w/],
    ['highlight tag', /^\{% highlight ruby linenos %\}$/m],
    ['table with alignment', /^\|:-+\|:-+:\|-+:\|$/m],
    ['table with a foot', /^\|=+\|/m],
    ['escaped pipe', /^\|.*\\\|/m],
    ['rule of dashes', /\n\n---\n\n/],
    ['rule of stars', /\n\n\*\*\*\n\n/],
    ['spaced rule', /\n\n\* \* \*\n\n/],
    ['hard break with spaces', /\S {2}\n\S/],
    ['hard break with backslashes', /\\\\\n\S/],
    ['footnote', /\[\^\w+\][\s\S]*^\[\^\w+\]: /m],
    ['footnote of two paragraphs', /^\[\^\w+\]: .+\n {4}.+\n\n {4}\w/m],
    ['abbreviation', /^\*\[HW\]: /m],
    ['formula in a line', /\w \$\$[^$\n]+\$\$/],
    ['formula in a block', /^\$\$\n[^$]+\n\$\$$/m],
    ['details that holds Markdown', /^<details markdown="1">\n<summary>/m],
    ['block of HTML', /^<div class="video-card">/m],
    ['HTML in a line', /<kbd>\w+<\/kbd>/],
    ['HTML comment', /^<!-- .+ -->$/m],
    ['comment of kramdown', /^\{::comment\}/m],
    ['comment of Liquid', /\{% comment %\}/],
    ['contents', /^\* \w+\n\{:toc\}/m],
    ['attribute list before its block', /^\{: \.note\}\n[^\n]/m],
    ['attribute list after its block', /[^\n]\n\{: [.#]\w+\}\n/],
    ['attribute list definition', /^\{:poem: \.verse\}$/m],
    ['attribute list by reference', /^\{: poem\}$/m],
    ['raw', /\{% raw %\}/],
    ['if', /\{% if page\.\w+ %\}/],
    ['for', /\{% for \w+ in site\.data\./],
    ['excerpt separator', /^<!--more-->$/m],
    ['typed quotes', /“[^”]+”/],
    ['quotes to be made smart', /\w's /],
    ['dashes to be made long', / --- /],
    ['ellipsis to be made', /\w\.\.\./],
    ['entity', /&#\d+;[\s\S]*&\w+;|&\w+;[\s\S]*&#\d+;/],
    ['bare ampersand', /\w & \w/],
    ['emoji', /\p{Emoji_Presentation}/u],
    ['Japanese with emphasis', /「\*\*\p{Script=Han}/u],
    ['long post', /(\S+\s+){1500}/],
  ])('%s', (_, pattern) => expect(someMatch(bodies, pattern)).toBe(true))
})

describe('what the posts show of front matter', () => {
  it.each([
    ['tags in a comma string', /^tags: \w+, \w+, \w+$/m],
    ['tags in a string of words', /^tags: \w+ \w+$/m],
    ['tags in brackets', /^tags: \[\w/m],
    ['tags as an indented list', /^tags:\n {2}- /m],
    ['tags as a list at the margin', /^tags:\n- /m],
    ['quoted tags', /^tags: \["/m],
    ['single category', /^category: \w/m],
    ['categories in a string', /^categories: \w/m],
    ['comment of its own', /^# /m],
    ['comment behind a value', /^\w+: \S+ {2,}# /m],
    ['blank line between keys', /\w\]\n\n\w+: /],
    ['title behind other keys', /^tags: .*\n[\s\S]*?\ndate: /m],
    ['title in single quotes', /^title: '/m],
    ['title in double quotes', /^title: "/m],
    ['folded text', /^description: >-$/m],
    ['bare file name of a picture', /^image: [\w-]+\.\w+$/m],
    ['date with time and zone', /^date: [\d-]+ [\d:]+ \+\d{4}$/m],
    ['permalink of its own', /^permalink: \//m],
    ['not published', /^published: false$/m],
    ['number', /^serves: \d+$/m],
    ['yes or no', /^vegetarian: true$/m],
    ['first author', /^author: nell/m],
    ['second author', /^author: tomas/m],
  ])('%s', (_, pattern) => expect(someMatch(frontMatters, pattern)).toBe(true))
})

describe('the files', () => {
  const sizes = new Map(files.map((file) => [file, statSync(join(blog, file)).size]))
  const pictures = files.filter((file) => file.startsWith('assets/images/blog/'))

  it('weigh less than 600 KB together', () =>
    expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(600_000))

  it('include six to eight pictures of less than 80 KB', () => {
    expect(pictures.length).toBeGreaterThanOrEqual(6)
    expect(pictures.filter((file) => (sizes.get(file) ?? 0) >= 80_000)).toEqual([])
  })

  it('include a picture with a blank in its name', () =>
    expect(pictures).toContain('assets/images/blog/springs and neaps.png'))

  it('include two drafts, two notes, a post in a folder and one for a later year', () => {
    expect(files.filter((file) => file.startsWith('_drafts/'))).toHaveLength(2)
    expect(files.filter((file) => file.startsWith('_notes/'))).toHaveLength(2)
    expect(posts).toContain('_posts/logbook/2026-05-17-keiko-takes-the-helm.md')
    expect(posts).toContain('_posts/2027-01-17-the-tides-we-are-waiting-for.md')
  })

  it('include every picture that a post names', () => {
    const named = [...frontMatters.join('\n').matchAll(/^image: (.+)$/gm)].map(
      ([, name]) => `blog/${name ?? ''}`,
    )
    const shown = [...bodies.join('\n').matchAll(/assets\/images\/([^)"\s]+)/g)].map(([, path]) => path ?? '')
    const paths = [...named, ...shown].map((path) => `assets/images/${decodeURIComponent(path)}`)
    expect(paths.filter((path) => !files.includes(path))).toEqual([])
  })
})

const installed = spawnSync('jekyll', ['--version']).status === 0

describe.skipIf(!installed)('built by Jekyll', () => {
  const site = mkdtempSync(join(tmpdir(), 'galley-sample-'))
  const page = (path: string): string => readFileSync(join(site, path), 'utf8')
  let words = ''
  let status: number | null = null

  beforeAll(() => {
    const built = spawnSync('jekyll', [
      'build',
      '-s',
      blog,
      '-d',
      site,
      '--disable-disk-cache',
      '--strict_front_matter',
    ])
    status = built.status
    words = `${String(built.stdout)}\n${String(built.stderr)}`
  })
  afterAll(() => rmSync(site, { recursive: true }))

  it('succeeds and warns of nothing but the post that is not due', () => {
    expect(status).toBe(0)
    const lines = words.split('\n').filter((line) => /warn|error|deprecat|invalid|skipping/i.test(line))
    expect(lines.filter((line) => !line.includes('has a future date'))).toEqual([])
  })

  it.each([
    'index.html',
    '404.html',
    'feed.xml',
    'about/index.html',
    'notes/index.html',
    'notes/what-we-carry/index.html',
    'notes/flours-we-use/index.html',
    'subjects/index.html',
    'assets/css/main.css',
    '2025/02/a-kitchen-that-faces-the-water/index.html',
    '2025/03/how-to-read-a-tide-table/index.html',
    '2025/05/bread-by-the-tide/index.html',
    '2025/06/round-gull-ness-before-breakfast/index.html',
    '2025/10/samphire-and-potato-tart/index.html',
    '2025/12/the-shortest-day-afloat/index.html',
    '2026/02/a-tide-in-forty-lines/index.html',
    '2026/03/the-drowned-wood/index.html',
    '2026/05/keiko-takes-the-helm/index.html',
    'log/outer-light/index.html',
    '2026/11/what-the-gale-left/index.html',
  ])('has %s', (path) => expect(existsSync(join(site, path))).toBe(true))

  it('leaves out drafts, what is not published, and what is not due', () => {
    const due = Date.now() >= Date.parse('2027-01-17T08:00:00Z')
    const built = below(site).join('\n')
    expect(built).not.toMatch(/varnish-or-paint|the-eel-question|an-argument-about-anchors|README/)
    expect(built.includes('the-tides-we-are-waiting-for')).toBe(due)
  })

  it.each([
    ['2025/05/bread-by-the-tide', 'src="/tides/assets/images/blog/estuary-dusk.jpg"'],
    ['2025/05/bread-by-the-tide', 'width="60%"'],
    ['2025/05/bread-by-the-tide', '<li>bread,</li>'],
    ['2025/03/how-to-read-a-tide-table', 'springs%20and%20neaps.png" alt="A month'],
    ['2025/03/how-to-read-a-tide-table', '<ul id="markdown-toc">'],
    ['2025/03/how-to-read-a-tide-table', '<abbr title="high water">HW</abbr>'],
    ['2025/03/how-to-read-a-tide-table', '\\[1 + 2 + 3 + 3 + 2 + 1 = 12\\]'],
    ['2025/03/how-to-read-a-tide-table', '<p class="warning">'],
    ['2025/06/round-gull-ness-before-breakfast', '<figcaption>Gull Ness, from memory.'],
    ['2025/06/round-gull-ness-before-breakfast', 'href="/tides/2025/03/how-to-read-a-tide-table/#words"'],
    ['2025/10/samphire-and-potato-tart', '<span>recipes</span>'],
    ['2025/12/the-shortest-day-afloat', '<p class="verse">'],
    ['2026/02/a-tide-in-forty-lines', '<strong>21 March</strong> at 08:34'],
    ['2026/05/keiko-takes-the-helm', '「<strong>待つ</strong>ことも'],
    ['log/outer-light', '<tfoot>'],
    ['2026/11/what-the-gale-left', '<h2 id="lemon-tart">'],
  ])('%s shows %s', (path, html) => expect(page(`${path}/index.html`)).toContain(html))

  it('leaves no markup standing in any page', () => {
    const shown = below(site)
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file, page(file).replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '')] as const)
    expect(shown.filter(([, html]) => /\{[{%:]|\*\*|\]\(|~~|\[\^/.test(html)).map(([file]) => file)).toEqual(
      [],
    )
  })

  it('links only to pages and files that are there', () => {
    const linked = below(site)
      .filter((file) => file.endsWith('.html'))
      .flatMap((file) => [...page(file).matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, path]) => path ?? ''))
    const target = (path: string): string => path.replace(/^\/tides/, '').replace(/\/$/, '/index.html')
    const broken = [...new Set(linked)].filter(
      (path) => !path.startsWith('/tides/') || !existsSync(join(site, decodeURIComponent(target(path)))),
    )
    expect(broken).toEqual([])
  })
})
