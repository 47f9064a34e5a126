import { describe, expect, it } from 'vitest'
import { makeData, planData } from '../../src/app/data/new-data.ts'
import { importPost } from '../../src/app/import/import-post.ts'
import { readFiles } from '../../src/app/import/read-files.ts'
import { Renaming } from '../../src/app/life/renaming.ts'
import { makeText } from '../../src/app/life/new-text.ts'
import type { Workspace } from '../../src/app/workspace.svelte.ts'
import { checkPath } from '../../src/git/path.ts'
import { gif } from '../gif.ts'
import { useBlog } from './blog.ts'

/** Names that lead elsewhere on some system. */
const names = [
  '../../../etc/passwd',
  '..',
  '.',
  '/etc/passwd',
  '..\\..\\windows\\win.ini',
  'C:\\boot.ini',
  'c:boot',
  '.git/hooks/pre-push',
  '.git',
  '.GIT',
  'git~1',
  '.g\u200cit',
  '.git. ',
  'a\0b',
  'a\nb',
  '\ud800',
  '\u202egpj.exe',
  '%2e%2e%2fetc',
  'm\u00fcll',
  'mu\u0308ll',
  '__proto__',
  ' ',
  '',
  'x'.repeat(5000),
]
/** As they may stand in somebody's settings. */
const elsewhere = ['../outside', '/etc', '.git/hooks', '..\\x', 'a/../../b', '.git']

const files = {
  '_config.yml': 'collections: {walks: {output: true}}\n',
  '_posts/2020-05-01-fog.md': '---\nlayout: post\ntitle: Fog\n---\n\nWords.\n',
  '_walks/one.md': '---\ntitle: One\n---\nOne\n',
  'about.md': '---\ntitle: About\n---\nAbout\n',
  '_data/rows.yml': '- a: 1\n',
}
const { visit, scene } = useBlog(files)

/** Every path that this device would publish is one that may be written, and in the folder where it belongs. */
function expectInside(workspace: Workspace, folder: RegExp): void {
  const paths = [...workspace.works.all.keys()]
  expect(paths.length).toBeGreaterThan(0)
  for (const path of paths) {
    expect(path).toMatch(folder)
    expect(() => checkPath(path), path).not.toThrow()
  }
}

describe('a name that leads elsewhere, as', () => {
  it('the title of a post, a draft, a page, a document', async () => {
    const workspace = await visit()
    for (const title of names)
      for (const kind of ['post', 'draft', 'page', '_walks'] as const)
        await makeText(workspace, { title, kind }, (path) => workspace.postFiles.freePath(path))
    expectInside(workspace, /^(?:_posts\/\d{4}-\d\d-\d\d-|_drafts\/|_walks\/)?[^/\\]+\.md$/)
  })

  it('the name of a file that a post is made of', async () => {
    const workspace = await visit()
    if (!workspace.site) throw new Error('no site')
    for (const name of names)
      for (const file of [
        `2026-01-01-${name}.md`,
        `${name}.md`,
        `${name}/2026-01-01-x.md`,
        `2026-01-01-x.${name}.md`,
      ])
        for (const draft of [true, false]) {
          const imported = await readFiles([new File(['---\ntitle: T\n---\nT\n'], file)], workspace.site)
          if (typeof imported !== 'string') await importPost(workspace, imported, { title: 'T', draft })
        }
    expectInside(workspace, /^(?:_posts\/\d{4}-\d\d-\d\d-|_drafts\/)[^/\\]+\.md$/)
  })

  it('the name of new data', async () => {
    const workspace = await visit()
    for (const name of names) await makeData(workspace, { name, shape: 'entries', fields: [name] })
    expectInside(workspace, /^_data\/[^/\\]+\.yml$/)
    expect(planData({ name: 'x', shape: 'fields', fields: names }, [], '_data').text).not.toContain('\0')
  })

  it('the new address of a post and of a page', async () => {
    const workspace = await visit()
    for (const path of ['_posts/2020-05-01-fog.md', 'about.md', '_walks/one.md']) {
      const renaming = await Renaming.begin(workspace, path)
      expect(renaming).toBeDefined()
      for (const name of names) {
        const proposed = renaming?.propose(name)
        if (!proposed) continue
        expect(() => checkPath(proposed.path), proposed.path).not.toThrow()
        expect(proposed.path).toMatch(/^(?:_posts\/\d{4}-\d\d-\d\d-|_walks\/)?[^/\\]+\.md$/)
        expect(proposed.address).toMatch(/^\/(?!\/)[^\\]*$/)
      }
    }
  })

  it('a folder in the blog’s settings', async () => {
    for (const folder of elsewhere) {
      const said = JSON.stringify(folder)
      scene.make({
        ...files,
        '_config.yml': `collections_dir: ${said}\ndata_dir: ${said}\ncollections: {${said}: {output: true}}\n`,
        'admin/config.yml': `media_folder: ${said}\npublic_folder: ${said}\ncollections:\n- {name: posts, folder: ${said}, fields: []}\n`,
        '.galley.yml': `posts:\n  pictures: {folder: ${said}}\n  folder: ${said}\n`,
      })
      const workspace = await visit()
      for (const kind of ['post', 'draft', 'page', `_${folder}`] as const)
        await makeText(workspace, { title: 'T', kind }, (path) => workspace.postFiles.freePath(path))
      await makeData(workspace, { name: 'x', shape: 'entries', fields: ['a'] }).catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'bad-path' }),
      )
      const picture = new File([gif(200)], '../../x.gif', { type: 'image/gif' })
      expect(await workspace.addPicture(picture)).not.toHaveProperty('code')
      expectInside(workspace, /./)
    }
  })
})
