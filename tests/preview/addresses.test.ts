import { expect, it } from 'vitest'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'
import { siteOf } from '../jekyll/texts.ts'

const texts = {
  '_config.yml':
    'paginate: 1\nplugins: [jekyll-paginate, jekyll-feed, jekyll-sitemap, jekyll-redirect-from]\n',
  'index.html': '---\n---\n{% for post in paginator.posts %}{{ post.title }}{% endfor %}',
  'plain/index.html': '<p>No front matter</p>',
  'own.txt': 'Words',
  'picture.png': '',
  '_posts/2026-01-01-a.md': '---\ntitle: First\nredirect_from: /old/\n---\nA\n',
  '_posts/2026-01-02-b.md': '---\ntitle: Second\n---\nB\n',
}

it.each([
  ['2026/01/01/a.html', '_posts/2026-01-01-a.md', '<p>A</p>'],
  ['2026/01/01/a', '_posts/2026-01-01-a.md', '<p>A</p>'],
  ['', 'index.html', 'Second'],
  ['page2/', 'page2/index.html', 'First'],
  ['page2', 'page2/index.html', 'First'],
  ['feed.xml', 'feed.xml', '<title type="html">First</title>'],
  ['sitemap.xml', 'sitemap.xml', '<loc>/2026/01/01/a.html</loc>'],
  ['old/', 'old/index.html', 'href="/2026/01/01/a.html"'],
  ['plain/', 'plain/index.html', '<p>No front matter</p>'],
  ['own.txt', 'own.txt', 'Words'],
])('at the address %j is %j, which is rendered: %s', async (address, path, words) => {
  const files = siteOf(texts)
  const renderer = await openSite(await readSite(files), files)
  expect(await renderer.fileAt(address)).toBe(path)
  expect((await renderer.render(path)).html).toContain(words)
})

it.each(['nothing/', '_posts/2026-01-01-a.md', '_config.yml', 'picture.png'])(
  'there is no page at %j',
  async (address) => {
    const files = siteOf(texts)
    const renderer = await openSite(await readSite(files), files)
    expect(await renderer.fileAt(address)).toBeUndefined()
  },
)
