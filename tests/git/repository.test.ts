import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryStore, openRepository, type Change, type Repository } from '../../src/git/index.ts'
import { checkRepository, commit, git, makeRepository, temporaryFolder } from './repositories.ts'
import { startGitServer, type GitServer } from './server.ts'

const author = { name: 'Ada Lovelace', email: 'ada@example.org' }
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes)
const put = (path: string, content: string): Change => ({ path, bytes: new TextEncoder().encode(content) })

let folder: ReturnType<typeof temporaryFolder>
let server: GitServer

beforeEach(async () => {
  folder = temporaryFolder()
  server = await startGitServer({ root: folder.path })
})
afterEach(async () => {
  await server.stop()
  folder.remove()
})

const open = (): Repository => openRepository({ url: `${server.url}/blog.git` })

describe('a repository', () => {
  it('lists and reads what the branch holds', async () => {
    makeRepository(folder.path, { 'a.md': 'A\n', '_posts/2024-01-01-b.md': 'B\n', 'z/y/x.txt': 'X' })
    const repository = open()
    expect(await repository.sync()).toMatchObject({ kind: 'synced', branch: 'main', changed: [] })
    expect(await repository.list('')).toEqual(['_posts/2024-01-01-b.md', 'a.md', 'z/y/x.txt'])
    expect(await repository.list('z')).toEqual(['z/y/x.txt'])
    expect(text(await repository.read('a.md'))).toBe('A\n')
    expect(await repository.read('none')).toBeUndefined()
    const all = await repository.readAll(['a.md', 'z/y/x.txt', 'none'])
    expect([...all].map(([path, bytes]) => [path, text(bytes)])).toEqual([
      ['a.md', 'A\n'],
      ['z/y/x.txt', 'X'],
    ])
  })

  it('publishes one commit that changes one line', async () => {
    const bare = makeRepository(folder.path, { 'a.md': 'one\ntwo\n', 'b/c.md': 'C\n' })
    const repository = open()
    await repository.sync()
    const result = await repository.publish([put('a.md', 'one\n2\n')], 'Change a', author)
    expect(result).toEqual({
      kind: 'published',
      head: git(bare, 'rev-parse', 'main'),
      branch: 'main',
      changed: [],
    })
    checkRepository(bare)
    expect(git(bare, 'log', '-1', '--format=%an|%ae|%s', '--numstat')).toBe(
      'Ada Lovelace|ada@example.org|Change a\n\n1\t1\ta.md',
    )
    expect(text(await repository.read('a.md'))).toBe('one\n2\n')
  })

  it('knows what somebody else changed', async () => {
    const bare = makeRepository(folder.path, { 'a.md': 'A\n', 'b.md': 'B\n' })
    const repository = openRepository({ url: `${server.url}/blog.git` }, memoryStore())
    await repository.sync()
    commit(bare, { 'a.md': null, 'c/d.md': 'D\n' })
    expect(await repository.sync()).toMatchObject({ changed: ['a.md', 'c/d.md'] })
    expect(text(await repository.read('c/d.md'))).toBe('D\n')
  })
})
