import { beforeEach, describe, expect, it } from 'vitest'
import { memoryStore, type Repository } from '../../src/git/index.ts'
import { GitError } from '../../src/git/errors.ts'
import { git } from './repositories.ts'
import { ada, put, useScene } from './scene.ts'

const files = {
  '_posts/fog.md': 'Fog.\n',
  '_posts/sun.md': 'Sun.\n',
  'a/b/c.md': 'C.\n',
  'readme.md': 'R.\n',
}
const scene = useScene()
beforeEach(() => scene.make(files))

async function seen(repository: Repository) {
  const paths = await repository.list('')
  const oids = await Promise.all(paths.map((path) => repository.oid(path)))
  return { paths, oids, tip: await repository.stored(), latest: await repository.latest() }
}

describe('a blog with our own change on it', () => {
  it.each([
    ['a text', [put('_posts/fog.md', 'Thick fog.\n')]],
    ['texts in several folders', [put('a/b/c.md', 'D.\n'), put('readme.md', 'S.\n')]],
    ['a new file', [put('_posts/rain.md', 'Rain.\n')]],
    ['a file that is gone', [{ path: 'a/b/c.md', bytes: null }]],
    [
      'files before, between and behind',
      ['a-', 'a/c', 'a/b/d.md', 'z', 'é', '\u{1F4A7}', '\uFB01'].map((path) => put(path, path)),
    ],
    ['a name in another place', [{ path: 'readme.md', bytes: null }, put('a/z/readme.md', 'R.\n')]],
  ])('is what anybody else reads there: %s', async (_, changes) => {
    const store = memoryStore()
    const repository = await scene.visit({ store })
    await repository.publish(changes, 'One', ada)
    const one = await seen(repository)
    expect(one).toEqual(await seen(await scene.visit()))
    expect(await seen(await scene.open({ store }))).toEqual(one)
    await repository.publish([put('_posts/sun.md', 'Sun again.\n')], 'Two', ada)
    expect(await seen(repository)).toEqual(await seen(await scene.visit()))
    expect(git(scene.bare, 'rev-list', '--count', 'main')).toBe('3')
  })

  it('is published even where the device has no room left to note it', async () => {
    const store = memoryStore()
    const repository = await scene.visit({ store })
    const save = store.save.bind(store)
    store.save = (segments, step) =>
      step?.tip ? Promise.reject(new GitError('full', 'No room')) : save(segments, step)
    const answer = await repository.publish([put('readme.md', 'S.\n')], 'One', ada)
    expect(answer).toMatchObject({ kind: 'published', head: git(scene.bare, 'rev-parse', 'main') })
  })
})
