import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { openRecovery, type Work } from '../../src/recovery/index.ts'

const work = (path: string, content: Work['content'] = 'text'): Work => ({
  path,
  content,
  base: null,
  changedAt: 1,
})

let name = ''
beforeEach(() => {
  name = `recovery-${crypto.randomUUID()}`
})

describe('recovery', () => {
  it('keeps works for the next time, in the order of their paths', async () => {
    const before = await openRecovery(name)
    await before.update('blog', [work('b.md'), work('a.png', new Uint8Array([1, 2])), work('c.md', null)])
    const after = await openRecovery(name)
    expect(await after.works('blog')).toEqual([
      work('a.png', new Uint8Array([1, 2])),
      work('b.md'),
      work('c.md', null),
    ])
  })

  it('keeps blogs apart, also where one address starts like the other', async () => {
    const recovery = await openRecovery(name)
    await recovery.update('blog', [work('a.md')])
    await recovery.update('blog2', [work('b.md')])
    expect((await recovery.works('blog')).map(({ path }) => path)).toEqual(['a.md'])
  })

  it('saves and drops in one step, the later content wins', async () => {
    const recovery = await openRecovery(name)
    await recovery.update('blog', [work('old.md'), work('kept.md', 'first')])
    await recovery.update('blog', [work('new.md'), work('kept.md', 'second')], ['old.md'])
    expect(await recovery.works('blog')).toEqual([work('kept.md', 'second'), work('new.md')])
  })

  it('writes nothing at all where one work cannot be stored', async () => {
    const recovery = await openRecovery(name)
    const unstorable = { ...work('bad.md'), unproven: () => 'a function cannot be stored' }
    await expect(recovery.update('blog', [work('good.md'), unstorable])).rejects.toThrow()
    expect(await recovery.works('blog')).toEqual([])
  })

  it('remembers settings', async () => {
    const recovery = await openRecovery(name)
    expect(await recovery.settings()).toEqual({})
    await recovery.remember({ author: { name: 'Ada', email: 'ada@example.org' } })
    expect((await (await openRecovery(name)).settings()).author?.name).toBe('Ada')
  })
})
