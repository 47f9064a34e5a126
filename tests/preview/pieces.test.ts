import { describe, expect, it } from 'vitest'
import { readSite, type SiteFiles } from '../../src/jekyll/index.ts'
import { openSite, type Piece } from '../../src/preview/index.ts'

const path = '_posts/2026-01-02-b.md'
const texts: Readonly<Record<string, string>> = {
  '_config.yml': 'title: Walks\nbaseurl: /walks\n',
  '_includes/figure.html':
    '<figure><img src="{{ include.src | relative_url }}"><figcaption>{{ include.by }}</figcaption></figure>',
  '_includes/icon.html': '<b>*</b>',
  '_includes/again.html': '{% include again.html %}',
  [path]: '---\ntitle: A walk\nuphill: true\n---\nOld words.\n',
}

const files: SiteFiles = {
  list: () => Promise.resolve(Object.keys(texts)),
  read: (name) => {
    const text = texts[name]
    return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text))
  },
}

async function looks(body: string, pieces: readonly (readonly [Piece['as'], string])[]) {
  const renderer = await openSite(await readSite(files), files)
  const text = `---\ntitle: A walk\nuphill: true\n---\n${body}`
  return renderer.pieces(
    path,
    text,
    pieces.map(([as, source]) => ({ as, source })),
  )
}

describe('pieces of a post', () => {
  it('are what they are on its page', async () => {
    const figure = '{% include figure.html src="a b.png" by=page.title %}'
    const island = '<p class="note">By {{ site.title }}</p>'
    const found = await looks(`${figure}\n\n{{ page.title | upcase }}\n\n${island}\n`, [
      ['block', figure],
      ['words', '{{ page.title | upcase }}'],
      ['block', island],
      ['words', '{% include icon.html %}'],
      ['address', '{{ site.baseurl }}/pictures/{{ page.title | slugify }}.png'],
    ])
    expect(found).toEqual([
      '<figure><img src="/walks/a%20b.png" /><figcaption>A walk</figcaption></figure>\n',
      '<p>A WALK</p>\n',
      '<p class="note">By Walks</p>\n',
      undefined,
      '/walks/pictures/a-walk.png',
    ])
  })

  it('know what was assigned before them, and what a loop around them gives', async () => {
    const body = '{% assign far = "nine miles" %}\n\n{{ far }}\n\n{% for n in (4..6) %}{{ n }} {% endfor %}\n'
    expect(
      await looks(body, [
        ['words', '{{ far }}'],
        ['words', '{{n}}'],
      ]),
    ).toEqual(['<p>nine miles</p>\n', '<p>4</p>\n'])
  })

  it('give the table of contents with the headings that an include brings', async () => {
    const [contents = ''] = await looks('* list\n{:toc}\n\n## One {#a}\n\n{{ "## Two" }}\n', [
      ['block', '* list\n{:toc}'],
    ])
    expect(contents).toMatch(/^<ul id="markdown-toc">[^]*One[^]*Two[^]*<\/ul>$/)
  })

  it('are not known where they are nothing, or something that only the site has', async () => {
    const unknown = '{% its_own tag %}'
    const around = await looks(`${unknown}\n\n{{ page.nothing }}\n`, [
      ['block', unknown],
      ['words', '{{ page.nothing }}'],
    ])
    expect(around).toEqual([undefined, undefined])
    expect(await looks('{% include again.html %}', [['block', '{% include again.html %}']])).toEqual([])
    expect(await looks('{% if %}{% broken', [['words', '{{ page.title }}']])).toEqual([])
  })
})
