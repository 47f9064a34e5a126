import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relink, relinkRelative } from '../../../src/app/life/relink.ts'
import { readSite, type Site } from '../../../src/jekyll/index.ts'
import { siteOf } from '../../jekyll/texts.ts'

const was = { path: '_posts/2026-05-01-fog.md', address: '/2026/05/01/fog.html' }
const now = { path: '_posts/2026-05-01-mist.md', address: '/2026/05/01/mist.html' }
const site = (config = ''): Promise<Site> =>
  readSite(
    siteOf({
      '_config.yml': `url: https://tides.example\n${config}`,
      [was.path]: '---\n---\n',
      '_posts/2026-05-02-sun.md': '---\n---\n',
    }),
  )
const of = async (text: string, config?: string): Promise<string> =>
  relink(text, was, now, await site(config), true).text

describe('links follow a post that moves', () => {
  it.each([
    ['{% post_url 2026-05-01-fog %}', '{% post_url 2026-05-01-mist %}'],
    ['{%- post_url /2026-05-01-fog -%}', '{%- post_url /2026-05-01-mist -%}'],
    ['{% link _posts/2026-05-01-fog.md %}', '{% link _posts/2026-05-01-mist.md %}'],
    ['[a](/2026/05/01/fog.html)', '[a](/2026/05/01/mist.html)'],
    ['[a](/2026/05/01/fog.html#noon "t")', '[a](/2026/05/01/mist.html#noon "t")'],
    ['[a](/2026/05/01/fog)', '[a](/2026/05/01/mist)'],
    ['[a](https://tides.example/2026/05/01/fog.html)', '[a](https://tides.example/2026/05/01/mist.html)'],
    ['[a]({{ site.baseurl }}/2026/05/01/fog.html)', '[a]({{ site.baseurl }}/2026/05/01/mist.html)'],
    ["{{ '/2026/05/01/fog.html' | relative_url }}", "{{ '/2026/05/01/mist.html' | relative_url }}"],
    ['<a href="/2026/05/01/fog.html">', '<a href="/2026/05/01/mist.html">'],
    ['[a]: /2026/05/01/fog.html\n', '[a]: /2026/05/01/mist.html\n'],
    ['<https://tides.example/2026/05/01/fog.html>', '<https://tides.example/2026/05/01/mist.html>'],
  ])('%s', async (before, after) => expect(await of(before)).toBe(after))

  it('knows the part of the address that the whole site has', async () => {
    const text = '[a](/notes/2026/05/01/fog.html) [b](https://tides.example/notes/2026/05/01/fog.html)'
    expect(await of(text, 'baseurl: /notes\n')).toBe(text.replaceAll('fog', 'mist'))
  })

  it.each([
    '`/2026/05/01/fog.html`',
    '```\n[a](/2026/05/01/fog.html)\n```\n',
    '[a](/2026/05/01/foggy.html)',
    '[a](https://other.example/2026/05/01/fog.html)',
    '[a](/x/2026/05/01/fog.html)',
    '{% post_url 2026-05-01-foggy %}',
    'fog',
  ])('leaves %s', async (text) => expect(await of(text)).toBe(text))

  it('relative ones too', async () => {
    const known = await site()
    const [fog, sun] = [known.posts[1], known.posts[0]]
    if (!fog || !sun) throw new Error('no posts')
    const text = '[a](../01/fog.html#x) [b](fog.html) [c](../../05/01/fog)'
    const { posts } = await readSite(siteOf({ '_config.yml': '', [now.path]: '---\n---\n' }))
    const [mist] = posts
    if (!mist) throw new Error('no post')
    const { text: after } = relinkRelative(text, sun, fog, mist, known)
    expect(after).toBe('[a](../01/mist.html#x) [b](fog.html) [c](../01/mist.html)')
  })

  it('and changes nothing else in any text', async () => {
    const known = await site()
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '/2026/05/01/fog',
            '.html',
            ' ',
            '(',
            ')',
            '`',
            '\n',
            '"',
            'a',
            '#',
            '{% link ',
            was.path,
            ' %}',
            '\r\n',
          ),
        ),
        (parts) => {
          const text = parts.join('')
          const there = relink(text, was, now, known, true)
          expect(there.text.replaceAll('mist', 'fog')).toBe(text)
        },
      ),
    )
  })
})
