import { describe, expect, it } from 'vitest'
import { importPost, type Made } from '../../src/app/import/import-post.ts'
import { readFiles, textOfPage } from '../../src/app/import/read-files.ts'
import { useBlog } from './blog.ts'

const post = (title: string, tag: string): string =>
  `---\nlayout: post\ntitle: ${title}\ndate: 2020-05-01 10:00:00 +0200\ntags: [${tag}]\n---\n\nWords.\n`
const files = {
  '_config.yml': 'timezone: Europe/Berlin\n',
  '_posts/2020-05-01-fog.md': post('Fog', 'weather'),
  '_posts/2020-06-01-sun.md': post('Sun', 'sky'),
}

const { visit, scene } = useBlog(files)

const fileOf = (name: string, text: string | Uint8Array<ArrayBuffer>): File => new File([text], name)

async function bring(
  file: File,
  { title, draft = false }: { readonly title?: string; readonly draft?: boolean } = {},
): Promise<Made & { readonly text: string | undefined }> {
  const workspace = await visit()
  if (!workspace.site) throw new Error('no site')
  const imported = await readFiles([file], workspace.site)
  if (typeof imported === 'string') throw new Error(imported)
  const made = await importPost(workspace, imported, { title: title ?? imported.title, draft })
  return { ...made, text: await workspace.readText(made.path) }
}

describe('a file of Markdown', () => {
  const own =
    '---\n# mine\ntitle: "Eels"\ndate:   2019-03-04 08:00\nmood: "sour"  # kept\n---\nA *text*\r\nas it is.  \n'

  it('keeps every byte of its text and of its details; what all posts have is added', async () => {
    const { path, text } = await bring(fileOf('2019-03-04-the-eels.md', own))
    expect(path).toBe('_posts/2019-03-04-the-eels.md')
    expect(text).toBe(own.replace('# mine\n', '# mine\nlayout: "post"\n'))
  })

  it('takes another title, and is a draft where that is wanted', async () => {
    const { path, text } = await bring(fileOf('2019-03-04-the-eels.md', own), { title: 'Two', draft: true })
    expect(path).toBe('_drafts/the-eels.md')
    expect(text).toBe(own.replace('# mine\n', '# mine\nlayout: "post"\n').replace('Eels', 'Two'))
  })

  it('without details gives its first heading as the title', async () => {
    const { path, text } = await bring(fileOf('notes_of-mine.txt', '# The *tide*\n\nLow.\n\n## Ebb\n'))
    expect(path).toMatch(/^_posts\/\d{4}-\d\d-\d\d-the-tide\.md$/)
    expect(text).toMatch(/^---\nlayout: post\ntitle: The \*tide\*\ndate: .*\n---\n\nLow\.\n\n## Ebb\n$/)
  })

  it('without details has them as it is said how they are written', async () => {
    scene.make({ ...files, '.galley.yml': 'posts:\n  title: double\n  order: [title, layout]\n' })
    const { text } = await bring(fileOf('tide.txt', '# Tide\n\nLow.\n'))
    expect(text).toMatch(/^---\ntitle: "Tide"\nlayout: post\n/)
  })

  it('without a heading is called as its file', async () => {
    const { text } = await bring(fileOf('notes_of-mine.txt', 'Low.\n'))
    expect(text).toContain('title: Notes of mine\n')
  })

  it('does not take the place of a post', async () => {
    const { path } = await bring(fileOf('2020-05-01-fog.md', own))
    expect(path).toBe('_posts/2020-05-01-fog-2.md')
  })

  it('with details that cannot be read stays as it is', async () => {
    const broken = '---\ntitle: [a\nx: }\n---\n\nText.\n'
    const { text } = await bring(fileOf('a.md', broken))
    expect(text).toBe(broken)
  })

  it('is refused where it is no text, and where there is nothing but pictures', async () => {
    const { site } = await visit()
    if (!site) throw new Error('no site')
    const bytes = new Uint8Array([0xff, 0xfe, 0x41, 0x00, 0xd8])
    expect(await readFiles([fileOf('a.md', bytes)], site)).toBe('not-text')
    expect(await readFiles([fileOf('a.odt', 'x')], site)).toBe('unknown-kind')
    expect(await readFiles([new File(['x'], 'a.png', { type: 'image/png' })], site)).toBe('no-document')
  })

  it('says which of the pictures that it names were not given along', async () => {
    const { site } = await visit()
    if (!site) throw new Error('no site')
    const text =
      '![a](img/a%20b.png) ![b](<c.jpg>) ![c](https://x.org/d.png)\n\n[e]: e.gif\n<img src="f.webp">\n'
    const given = new File(['x'], 'a b.png', { type: 'image/png' })
    const read = await readFiles(
      [fileOf('a.md', text), given, new File(['x'], 'z.png', { type: 'image/png' })],
      site,
    )
    if (typeof read === 'string') throw new Error(read)
    expect(read.pictures).toEqual([given])
    expect(read.missing).toEqual(['c.jpg', 'e.gif', 'f.webp'])
    expect(await read.body(new Map([[given, { src: '/img/a-b.png', ial: '' }]]))).toBe(
      text.replace('img/a%20b.png', '/img/a-b.png').replace('img/a b.png', '/img/a-b.png'),
    )
  })
})

describe('a page', () => {
  it('is read in the letters in which it is written', () => {
    const latin = (text: string): ArrayBuffer => new Uint8Array(Buffer.from(text, 'latin1')).buffer
    expect(textOfPage(latin('<meta charset="windows-1252"><p>Caf\xe9'))).toContain('Café')
    expect(textOfPage(latin('<p>Caf\xe9 bar'))).toContain('Café')
    expect(textOfPage(new TextEncoder().encode('<meta charset=x-none><p>Café').buffer)).toContain('Café')
    expect(textOfPage(new Uint8Array(Buffer.from('\ufeff<p>Café', 'utf16le')).buffer)).toContain('Café')
  })
})
