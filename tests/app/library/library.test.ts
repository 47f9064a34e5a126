import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { Library } from '../../../src/app/library/library.ts'
import { Workspace } from '../../../src/app/workspace.svelte.ts'
import { openRecovery, type Recovery } from '../../../src/recovery/index.ts'
import { gif } from '../../gif.ts'
import { git as gitIn } from '../../git/repositories.ts'
import { ada, useScene } from '../../git/scene.ts'

const files = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\nimage: quay.gif\n---\n\n![The quay](/assets/quay.gif)\n',
  '_includes/head.html': '<link rel="icon" href="/icon.svg">',
  'about.md': '---\ntitle: About\n---\n\n[Tides](/docs/tides.pdf)\n',
  'assets/quay.gif': 'the quay',
  'assets/gull.gif': 'a gull',
  'docs/tides.pdf': 'tides',
  'icon.svg': '<svg/>',
  '_drafts/.hidden/secret.png': 'x',
}
const scene = useScene()
let recovery: Recovery
beforeEach(async () => {
  recovery = await openRecovery(`library-${crypto.randomUUID()}`)
  scene.make(files)
})

async function visit(): Promise<[Library, Workspace]> {
  const repository = await scene.open()
  const workspace = new Workspace({ name: 'blog', url: `${scene.server.url}/blog.git` }, repository, recovery)
  expect(await workspace.sync()).toBeUndefined()
  await workspace.load()
  return [new Library(workspace), workspace]
}
const changed = (): string[] =>
  gitIn(scene.bare, 'show', '--name-status', '-M', '--format=', 'HEAD').split('\n').sort()
const publish = async (workspace: Workspace): Promise<void> =>
  expect(await workspace.publication.publish('Files', ada)).toEqual({ kind: 'published' })

describe('the library', () => {
  it('has the pictures and the files that the site shows, and knows which texts name them', async () => {
    const [library] = await visit()
    expect(library.files().map(({ path, isPicture }) => [path, isPicture])).toEqual([
      ['assets/gull.gif', true],
      ['assets/quay.gif', true],
      ['docs/tides.pdf', false],
      ['icon.svg', true],
    ])
    const uses = await library.uses()
    expect([...uses].map(([path, found]) => [path, found.map(({ title, opens }) => [title, opens])])).toEqual(
      [
        ['icon.svg', [['_includes/head.html', false]]],
        ['assets/quay.gif', [['Fog', true]]],
        ['docs/tides.pdf', [['About', true]]],
      ],
    )
  })

  it('gives a file another name, and the texts follow in one commit; undo leaves nothing behind', async () => {
    const [library, workspace] = await visit()
    const renamed = await library.rename('assets/quay.gif', 'assets/pier.gif')
    if ('refused' in renamed) throw new Error(renamed.refused)
    expect(library.files().map(({ path, change }) => [path, change])).toContainEqual([
      'assets/pier.gif',
      'moved',
    ])
    await renamed.undo()
    expect(workspace.works.all.size).toBe(0)

    await library.rename('assets/quay.gif', 'assets/pier.gif')
    await publish(workspace)
    expect(changed()).toEqual(['M\t_posts/2026-05-01-fog.md', 'R100\tassets/quay.gif\tassets/pier.gif'])
    expect(gitIn(scene.bare, 'show', 'HEAD:_posts/2026-05-01-fog.md')).toBe(
      files['_posts/2026-05-01-fog.md'].replaceAll('quay.gif', 'pier.gif').trimEnd(),
    )
  })

  it('moves nothing that a text names without its folder, and nothing onto another file', async () => {
    const [library, workspace] = await visit()
    expect(await library.rename('assets/quay.gif', 'docs/quay.gif')).toEqual({
      refused: 'unclear',
      paths: ['_posts/2026-05-01-fog.md'],
    })
    expect(await library.rename('assets/quay.gif', 'assets/gull.gif')).toEqual({ refused: 'taken' })
    expect(await library.rename('assets/gone.gif', 'assets/new.gif')).toEqual({ refused: 'gone' })
    expect(workspace.works.all.size).toBe(0)
  })

  it('puts another picture in the place of one; of another kind it gets the ending of its own', async () => {
    const [library, workspace] = await visit()
    const picture = new File([gif(300)], 'new.gif', { type: 'image/gif' })
    expect(await library.replace('assets/quay.gif', picture)).toMatchObject({ path: 'assets/quay.gif' })
    expect(await library.replace('icon.svg', picture)).toMatchObject({ path: 'icon.gif' })
    await publish(workspace)
    expect(changed()).toEqual(['A\ticon.gif', 'D\ticon.svg', 'M\t_includes/head.html', 'M\tassets/quay.gif'])
  })

  it('deletes a file, and puts it back', async () => {
    const [library, workspace] = await visit()
    const undo = await library.remove('assets/gull.gif')
    expect(library.files()).toContainEqual(
      expect.objectContaining({ path: 'assets/gull.gif', change: 'deleted' }),
    )
    await undo()
    expect(workspace.works.all.size).toBe(0)
    await library.remove('assets/gull.gif')
    await publish(workspace)
    expect(changed()).toEqual(['D\tassets/gull.gif'])
  })
})
