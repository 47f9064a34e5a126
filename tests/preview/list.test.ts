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

it('is found among many pages, and is found there at once the next time', async () => {
  const pages = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`notes/${at}.html`, `---\n---\nNote ${at}`]),
  )
  const texts: Record<string, string> = {
    '_config.yml': '',
    'index.md': '---\n---\nWelcome.',
    ...pages,
    'words.html':
      '---\n---\n{% for post in site.posts %}<a href="{{ post.url }}">{{ post.title }}</a>{% endfor %}',
    '_posts/2026-01-01-a.md': post('A'),
  }
  const reads: (readonly string[])[] = []
  let batch: string[] = []
  const files: SiteFiles = {
    ...filesOf(texts),
    read: async (path) => {
      if (batch.push(path) === 1) reads.push(batch)
      await Promise.resolve().then(() => (batch = []))
      return new TextEncoder().encode(texts[path] ?? '')
    },
  }
  const renderer = await openSite(await readSite(files), files, { now: Date.parse('2026-06-01') })
  const found = await renderer.renderList('_posts/2026-01-01-a.md', post('A'))
  expect(found.url).toBe('/words.html')
  // all of them at once
  expect(reads.filter((paths) => paths.some((path) => path.startsWith('notes/')))).toHaveLength(1)
  expect((await renderer.renderList('_posts/2026-01-01-a.md', post('A'))).url).toBe('/words.html')
})
