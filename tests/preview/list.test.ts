import { expect, it } from 'vitest'
import { readSite, type SiteFiles } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'

const list =
  '---\n---\n{% for post in paginator.posts %}<a href="{{ post.url }}">{{ post.excerpt }}</a>{% endfor %}'

function filesOf(texts: Readonly<Record<string, string>>): SiteFiles {
  return {
    list: () => Promise.resolve(Object.keys(texts)),
    read: (path) => {
      const text = texts[path]
      return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text))
    },
  }
}

async function listOf(texts: Readonly<Record<string, string>>, path: string, text: string) {
  const files = filesOf(texts)
  const renderer = await openSite(await readSite(files), files, { now: Date.parse('2026-06-01') })
  await renderer.render(path, text)
  return renderer.renderList(path, `${text}More.\n`)
}

const post = (title: string): string => `---\ntitle: ${title}\n---\n${title} begins. `

it('is the page of a pagination that has the post, with what is typed', async () => {
  const texts = {
    '_config.yml': 'paginate: 1\nplugins: [jekyll-paginate]\n',
    'index.html': list,
    '_posts/2026-01-01-a.md': post('A'),
    '_posts/2026-01-02-b.md': post('B'),
  }
  const found = await listOf(texts, '_posts/2026-01-01-a.md', post('A'))
  expect(found.url).toBe('/page2/')
  expect(found.post).toBe('/2026/01/01/a.html')
  expect(found.html).toContain('<p>A begins. More.</p>')
  expect((await listOf(texts, '_drafts/c.md', post('C'))).html).toContain('<p>C begins. More.</p>')
})

it('is the page that leads to the post, wherever it stands; none where the blog has none', async () => {
  const all =
    '---\n---\n{% for post in site.posts %}<a href="{{ post.url }}">{{ post.title }}</a>{% endfor %}'
  const texts = {
    '_config.yml': '',
    'index.md': '---\n---\nWelcome.',
    'blog/index.html': all,
    '_posts/2026-01-01-a.md': post('A'),
  }
  expect((await listOf(texts, '_posts/2026-01-01-a.md', post('A'))).url).toBe('/blog/')
  const bare = { '_config.yml': '', '_posts/2026-01-01-a.md': post('A') }
  expect(await listOf(bare, '_posts/2026-01-01-a.md', post('A'))).toMatchObject({ html: '', url: '' })
})
