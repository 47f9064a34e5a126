import { afterEach, describe, expect, it } from 'vitest'
import {
  connectRepository,
  GitError,
  openRepository,
  type Progress,
  type Repository,
} from '../../src/git/index.ts'
import { serveRepository, type Line } from '../../src/git/rpc.ts'
import { git } from './repositories.ts'
import { ada, bytes, put, text, useScene } from './scene.ts'

const scene = useScene()
const ports: MessagePort[] = []
afterEach(() => ports.splice(0).forEach((port) => port.close()))

/** Both ends of a line between threads, and all that went back over it. */
function lines(): { page: Line; worker: Line; heard: unknown[] } {
  const { port1, port2 } = new MessageChannel()
  const heard: unknown[] = []
  port1.addEventListener('message', ({ data }) => heard.push(data))
  port1.start()
  port2.start()
  ports.push(port1, port2)
  return { page: port1, worker: port2, heard }
}

function connect(): { repository: Repository; heard: unknown[]; told: Progress[] } {
  const { page, worker, heard } = lines()
  const told: Progress[] = []
  serveRepository(worker, (settings, onProgress) =>
    openRepository(settings, undefined, undefined, onProgress),
  )
  const settings = { url: `${scene.server.url}/blog.git` }
  return { repository: connectRepository(page, settings, (progress) => told.push(progress)), heard, told }
}

describe('a repository in a worker', () => {
  it('is the same as one in the page', async () => {
    const bare = scene.make({ 'a.md': 'A\n', 'b.md': 'B\n' })
    const { repository } = connect()
    expect(await repository.stored()).toBeUndefined()
    expect(await repository.sync()).toMatchObject({ kind: 'synced' })
    expect(await repository.stored()).toMatchObject({ branch: 'main' })
    expect(await repository.list('')).toEqual(['a.md', 'b.md'])
    expect(text(await repository.read('a.md'))).toBe('A\n')
    expect(await repository.read('none')).toBeUndefined()
    const all = await repository.readAll(['a.md', 'b.md'])
    expect([...all.values()].map(text)).toEqual(['A\n', 'B\n'])
    expect(await repository.oid('a.md')).toBe(git(bare, 'rev-parse', 'main:a.md'))
    const content = bytes('C\n')
    expect(await repository.publish([{ path: 'c.md', bytes: content }], 'C', ada)).toMatchObject({
      kind: 'published',
    })
    expect(content).toEqual(bytes('C\n'))
    expect(text(await repository.read('a.md'))).toBe('A\n')
    expect(git(bare, 'log', '-1', '--format=%an %s')).toBe('Ada Lovelace C')
    await repository.forget()
    expect(await repository.stored()).toBeUndefined()
  })

  it('tells how far a long request is', async () => {
    scene.make(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.md`, `${i}\n`])))
    const { repository, told } = connect()
    await repository.sync()
    expect(told.at(-1)).toEqual({ task: 'files', done: 2, total: 2 })
    await repository.readAll(await repository.list(''))
    expect(told.at(-1)).toEqual({ task: 'texts', done: 300, total: 300 })
    expect(told.length).toBeLessThan(300)
  })

  it('brings pictures one after the other, and not the one that nobody wants any more', async () => {
    scene.make({ 'a.png': 'A', 'b.png': 'B', 'c.png': 'C' })
    const { repository } = connect()
    await repository.sync()
    const before = scene.server.requests.length
    const given = new AbortController()
    const all = Promise.allSettled([
      repository.read('a.png'),
      repository.read('b.png', given.signal),
      repository.read('c.png'),
    ])
    given.abort()
    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(scene.server.requests.length - before).toBe(2)
    expect(text(await repository.read('b.png'))).toBe('B')
  })

  it('keeps an error’s code and data', async () => {
    scene.make({ 'a.md': 'A\n' })
    const { repository } = connect()
    await repository.sync()
    const error: unknown = await repository.publish([put('../a', 'x')], 'x').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(GitError)
    expect(error).toMatchObject({ code: 'bad-path', data: { path: '../a' } })
  })

  it('tells why it could not be opened', async () => {
    const { page, worker } = lines()
    serveRepository(worker, (settings) => openRepository(settings))
    const repository = connectRepository(page, { url: 'nowhere' })
    await expect(repository.sync()).rejects.toMatchObject({ code: 'bad-address' })
    await expect(repository.list('')).rejects.toMatchObject({ code: 'bad-address' })
  })

  it('never sends credentials back', async () => {
    scene.make({ 'a.md': 'A\n' })
    scene.serve({ credentials: { username: 'ada', password: 'secret-word' } })
    const { repository, heard } = connect()
    await repository.signIn({ username: 'ada', password: 'secret-word' })
    expect(await repository.sync()).toMatchObject({ kind: 'synced' })
    await repository.signIn({ username: 'ada', password: 'secret-word-2' })
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    scene.serve({ fault: () => 'drop' })
    expect(await repository.sync()).toEqual({ kind: 'offline' })
    const encoded = Buffer.from('ada:secret-word').toString('base64').slice(0, -2)
    expect(JSON.stringify(heard)).not.toMatch(new RegExp(`secret|${encoded}`))
  })

  it('tells how far it is where it then stands still', async () => {
    const { page, worker } = lines()
    const told: number[] = []
    serveRepository(worker, (_, onProgress) => {
      for (const done of [1, 2, 3]) onProgress({ task: 'sending', done, total: 10 })
      return new Promise(() => undefined)
    })
    connectRepository(page, { url: scene.server.url }, ({ done }) => told.push(done))
    await expect.poll(() => told).toEqual([1, 3])
  })

  it('that dies fails what is under way', async () => {
    const { page, worker } = lines()
    const failures: ((event: Event) => void)[] = []
    const mortal: Line = {
      postMessage: (message, transfer) => page.postMessage(message, transfer),
      addEventListener: (type, listener) =>
        type === 'error' ? failures.push(listener) : page.addEventListener(type, listener),
    }
    serveRepository(worker, () => new Promise(() => undefined))
    const repository = connectRepository(mortal, { url: scene.server.url })
    const calls = [repository.sync(), repository.list('')]
    failures.forEach((fail) => fail(new Event('error')))
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'worker-failed' })
  })
})
