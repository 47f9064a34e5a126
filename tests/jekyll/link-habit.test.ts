import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type Entry,
  learnConventions,
  linkedPost,
  permalinkOf,
  readSite,
  writeLink,
} from '../../src/jekyll/index.ts'
import { siteIn, siteOf } from './texts.ts'

/** A site whose post `a` writes a link as given; how that site links from `a` to `c`. */
async function written(link: string, config = ''): Promise<string | undefined> {
  const files = {
    '_config.yml': `permalink: pretty\n${config}`,
    '_posts/2020-01-03-a.md': `---\ntitle: A\n---\nSee [b](${link}) and [more](https://elsewhere.example/).`,
    '_posts/2020-01-02-b.md': '---\ntitle: B\n---\n',
    '_posts/2020-01-01-c.md': '---\ntitle: C\n---\n',
  }
  const site = await readSite(siteOf(files))
  const [a, b, c] = site.posts
  if (!a || !b || !c) return undefined
  const address = writeLink(learnConventions(site).link, c, a, site)
  expect(linkedPost(address, a, site)?.path).toBe(c.path)
  if (/2020.0?1.0?2|\.\.\//.test(link)) expect(linkedPost(link, a, site)?.path).toBe(b.path)
  return address
}

describe('links between posts are written as the site writes them', () => {
  it.each([
    ['/2020/01/02/b/', '/2020/01/01/c/'],
    ['/2020/01/02/b', '/2020/01/01/c'],
    ['/2020/01/02/b/#part', '/2020/01/01/c/'],
    ['{% post_url 2020-01-02-b %}', '{% post_url 2020-01-01-c %}'],
    ['{%- post_url 2020-01-02-b -%}', '{%- post_url 2020-01-01-c -%}'],
    ['{{ site.baseurl }}{% post_url 2020-01-02-b %}', '{{ site.baseurl }}{% post_url 2020-01-01-c %}'],
    ['{% link _posts/2020-01-02-b.md %}', '{% link _posts/2020-01-01-c.md %}'],
    ['{{site.baseurl}}/2020/01/02/b/', '{{site.baseurl}}/2020/01/01/c/'],
    ['{{ "/2020/01/02/b/" | relative_url }}', '{{ "/2020/01/01/c/" | relative_url }}'],
    ['../../02/b/', '../../01/c/'],
    ['/about/', '/2020/01/01/c/'],
    ['{{ site.url }}/about/', '{{ site.url }}/2020/01/01/c/'],
  ])('%s', async (link, wanted) => {
    expect(await written(link)).toBe(wanted)
  })

  it('with the site’s own host, and where nothing is linked with its folder', async () => {
    const host = 'url: https://tides.example\n'
    expect(await written('https://tides.example/2020/01/02/b/', host)).toBe(
      'https://tides.example/2020/01/01/c/',
    )
    expect(await written('https://x.example/', 'baseurl: /blog\n')).toBe('{{ site.baseurl }}/2020/01/01/c/')
  })
})

/** How these sites link to their own posts, by our own reading of them. */
const sites: Readonly<Record<string, string>> = {
  'Homebrew+brew.sh': 'https://brew.sh/…',
  'benbalter+benbalter.github.com': 'https://ben.balter.com/…',
  'jekyll+jekyll': '{% link … %}',
  'rrgweb+rrgweb.github.io': '{{ site.url }}/…',
}

describe('on real sites', () => {
  const corpus = process.env.GALLEY_CORPUS ?? ''
  it.skipIf(!existsSync(corpus)).each(Object.entries(sites))('%s: %s', async (name, wanted) => {
    const site = await readSite(siteIn(join(corpus, name)))
    const { link } = learnConventions(site)
    const slash = link.names === 'address' ? '/' : ''
    expect(`${link.before}${slash}…${link.after}`).toBe(wanted)
  })

  it.skipIf(!existsSync(corpus))('every link that is written leads to its post', async () => {
    for (const name of Object.keys(sites)) {
      const site = await readSite(siteIn(join(corpus, name)))
      const { link } = learnConventions(site)
      const [from, ...others] = site.posts
      const addressOf = (entry: Entry | undefined) => entry && permalinkOf(entry, site)
      for (const to of others)
        if (from)
          expect(addressOf(linkedPost(writeLink(link, to, from, site), from, site))).toBe(addressOf(to))
    }
  })
})
