import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openRepository } from '../../../src/git/index.ts'
import type { Http } from '../../../src/git/host.ts'
import { git } from '../../git/repositories.ts'
import { bytes, put, text, useScene } from '../../git/scene.ts'
import { name, page, passingTo, startHost, startRelay } from './host.ts'

const scene = useScene()
const ada = { username: 'ada', password: 'lovelace' }

/** The browser's part: it says from which page a request comes. */
const fromPage: Http = (url, init) =>
  fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), Origin: page } })

/** A blog at a host that wants a password, behind a relay; as an author's device opens it. */
async function openThroughRelay() {
  const bare = scene.make({ '_posts/2026-01-01-a.md': 'a\n', 'b.png': new Uint8Array(300_000).fill(7) })
  scene.serve({ credentials: ada })
  const relay = await startRelay(await startHost(passingTo(scene.server.url)))
  const settings = { url: `https://${name}/blog.git`, relay: relay.address }
  const repository = await openRepository(settings, undefined, fromPage)
  return { repository, bare, relay }
}

describe('a blog behind the relay', () => {
  it('is opened, read and published to, as if nothing stood between', async () => {
    const { repository, bare } = await openThroughRelay()
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    await repository.signIn(ada)
    expect((await repository.sync()).kind).toBe('synced')
    expect(text(await repository.read('_posts/2026-01-01-a.md'))).toBe('a\n')
    expect((await repository.read('b.png'))?.length).toBe(300_000)
    const picture = randomBytes(2_000_000)
    const changes = [put('_posts/2026-01-01-a.md', 'b\n'), { path: 'c.jpg', bytes: picture }]
    const published = await repository.publish(changes, 'Through the relay', {
      name: 'Ada',
      email: 'ada@example.org',
    })
    expect(published.kind).toBe('published')
    expect(git(bare, 'show', 'main:_posts/2026-01-01-a.md')).toBe('b')
    expect(git(bare, 'cat-file', '-s', 'main:c.jpg')).toBe('2000000')
  })

  it('says what a hook of the host says', async () => {
    const { repository } = await openThroughRelay()
    await repository.signIn(ada)
    await repository.sync()
    scene.serve({
      credentials: ada,
      config: { 'receive.denyCreates': 'true', 'transfer.hideRefs': 'refs/heads/main' },
    })
    const published = await repository.publish([put('a.md', 'x\n')], 'No', {
      name: 'Ada',
      email: 'a@example.org',
    })
    expect(['refused', 'gone', 'broken']).toContain(published.kind)
  })
})

/** Bytes that do not get smaller. */
function randomBytes(length: number): Uint8Array {
  const parts = Array.from({ length: length / 32 }, (_, i) =>
    createHash('sha256')
      .update(bytes(String(i)))
      .digest(),
  )
  return new Uint8Array(Buffer.concat(parts))
}
