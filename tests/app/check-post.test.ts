import { describe, expect, it } from 'vitest'
import { checkPost, type Advice } from '../../src/app/check-post.ts'
import { parsePost, readSite } from '../../src/jekyll/index.ts'
import { siteOf } from '../jekyll/texts.ts'

const now = Date.UTC(2026, 4, 10, 12)
const path = '_posts/2026-05-01-fog.md'
const blog = {
  '_config.yml': 'timezone: Europe/Berlin\npermalink: /:title/\n',
  '_posts/2026-04-01-sun.md': '---\ntitle: Sun\ntags: [weather, north sea]\n---\n',
  '_posts/2026-04-02-rain.md': '---\ntitle: Rain\ntags: [weather]\n---\n',
  'pages/about.md': '---\n---\n',
  'img/boat.jpg': '',
  'img/chart.pdf': '',
}

async function check(
  head: string,
  body = '',
  texts: Readonly<Record<string, string>> = {},
): Promise<Advice[]> {
  const site = await readSite(siteOf({ ...blog, ...texts }))
  return checkPost(parsePost(path, `---\n${head}---\n\n${body}`, site), site, now)
}

const codes = (found: readonly Advice[]): string[] =>
  found.map(({ code, about }) => `${code} ${about}`.trim())
const of = async (body: string): Promise<string[]> => codes(await check('title: Fog\n', body))

describe('a look before it goes out', () => {
  it('finds nothing in a sound post', async () => {
    const body =
      '# Noon\n\n## Dusk\n\n![a boat](/img/boat.jpg) [b](#noon) [c]({% post_url 2026-04-01-sun %}) ' +
      '[d]({% link pages/about.md %}) [e](https://example.org/x.pdf) [f](/img/chart.pdf) [g](/tags/#weather)\n\n' +
      '{% if a %}{{ b }}{% else %}{% raw %}{% if %}{% endraw %}{% endif %}\n\n## X {#own}\n\n[h](#own)\n'
    expect(
      codes(await check('title: Fog\ndate: 2026-05-01 10:00:00 +0200\ntags: [weather]\n', body)),
    ).toEqual([])
  })

  it('misses a title where the others have one', async () => {
    expect(codes(await check('date: 2026-05-01\n'))).toEqual(['no-title'])
    expect(codes(await check('title: ""\n'))).toEqual(['no-title'])
  })

  it('sees that a date is to come, and sets it to now', async () => {
    const [advice] = await check('title: Fog # the first\ndate: 2026-06-01 10:00:00 +0200\n')
    expect(advice?.code).toBe('future')
    expect(advice?.mended).toBe('---\ntitle: Fog # the first\ndate: 2026-05-10 14:00:00 +0200\n---\n\n')
    const [day] = await check('title: Fog\ndate: 2026-06-01\n')
    expect(day?.mended).toBe('---\ntitle: Fog\ndate: 2026-05-10\n---\n\n')
    expect(await check('title: Fog\ndate: 2026-06-01\n', '', { '_config.yml': 'future: true\n' })).toEqual([])
  })

  it('sees that another post has the address', async () => {
    const [advice] = await check('title: Fog\nslug: sun\n')
    expect([advice?.code, advice?.other]).toEqual(['address-taken', 'Sun'])
    expect(advice?.mended).toBe('---\ntitle: Fog\nslug: sun-2\n---\n\n')
  })

  it('knows a tag that is another one but for a letter, and writes that one', async () => {
    const [advice, other] = await check('title: Fog\ntags: [wether, north-sea, sun]\n')
    expect([advice?.about, advice?.other, other?.other]).toEqual(['wether', 'weather', 'north sea'])
    expect(advice?.mended).toBe('---\ntitle: Fog\ntags: [weather, north-sea, sun]\n---\n\n')
    expect(await check('title: Fog\ntags: [sea, weather]\n')).toEqual([])
  })

  it('looks after pictures', async () => {
    const found = await check(
      'title: Fog\n',
      '![a](/img/ship.jpg) ![](/img/boat.jpg) ![b]({{ page.x }}.png) ![](img/boat.jpg)\n',
    )
    expect(codes(found)).toEqual(['missing-picture /img/ship.jpg', 'no-words /img/boat.jpg'])
    expect(found[1]?.count).toBe(2)
  })

  it('follows links within the blog', async () => {
    expect(await of('[a](#noon)\n')).toEqual(['broken-link #noon'])
    expect(await of('[a]({% post_url 2026-04-09-no %})\n')).toEqual([
      'broken-link {% post_url 2026-04-09-no %}',
    ])
    expect(await of('[a]({% link no.md %})\n')).toEqual(['broken-link {% link no.md %}'])
    expect(await of('[a](/img/no.pdf)\n')).toEqual(['broken-link /img/no.pdf'])
    expect(await of('[a](/about) [b](/2026/x.html)\n')).toEqual([])
  })

  it('sees headings that jump', async () => {
    expect(await of('# One\n\n### Two *three* ###\n\n## Four\n')).toEqual(['heading-jump Two *three*'])
    const [advice] = await check('title: Fog\n', '# One\n\n### Two ###\n\n##### Three\n')
    expect([advice?.count, advice?.mended]).toEqual([
      2,
      '---\ntitle: Fog\n---\n\n# One\n\n## Two ###\n\n##### Three\n',
    ])
  })

  it('sees tags that are not closed, or never opened', async () => {
    expect(await of('{% if a %}\n\nx\n')).toEqual(['open-tag if'])
    expect(await of('x {% endfor %}\n')).toEqual(['open-tag endfor'])
    expect(await of('{% for a in b %}{% if c %}{% endfor %}{% endif %}\n')).toEqual(['open-tag endfor'])
    expect(await of('{% raw %}{% if a %}{% endraw %}\n')).toEqual([])
  })
})
