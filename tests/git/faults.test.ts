import { describe, expect, it } from 'vitest'
import { memoryStore, openRepository } from '../../src/git/index.ts'
import type { Http } from '../../src/git/host.ts'
import { makePack } from '../../src/git/pack.ts'
import { commit, git } from './repositories.ts'
import { put, text, useScene } from './scene.ts'
import { startGitServer, type GitAnswer } from './server.ts'

const scene = useScene()

interface Recorded {
  readonly status: number
  readonly type: string
  readonly body: Uint8Array
}

/** Real git's answers, kept so that they can be given again in a thousand broken ways. */
class Recording {
  readonly #byRequest = new Map<string, Promise<Recorded>>()

  /** Asks real git what it was not asked before. */
  readonly http: Http = async (url, init) => respond(await this.#answer(url, init))

  /** The same, but the nth answer is what `damage` makes of it. */
  damaged(nth: number, damage: (answer: Recorded) => Response): Http {
    let count = 0
    return async (url, init) => {
      const isMeant = count++ === nth
      const answer = await this.#answer(url, init)
      return isMeant ? damage(answer) : respond(answer)
    }
  }

  /** With which request each came, but for what a host of version 0 was asked in vain, in words that it does not know. */
  async answers({ version = 2 }: { version?: number; config?: unknown } = {}): Promise<
    [nth: number, answer: Recorded][]
  > {
    const numbered = [...this.#byRequest].map(([key, answer], nth) => ({ key, answer, nth }))
    const meant = numbered.filter(({ key }) => version === 2 || !key.includes('command='))
    return Promise.all(meant.map(async ({ nth, answer }): Promise<[number, Recorded]> => [nth, await answer]))
  }

  async #answer(url: string, init: RequestInit): Promise<Recorded> {
    const key = `${url} ${text(init.body as Uint8Array | undefined) ?? ''}`
    const answer = this.#byRequest.get(key) ?? this.#ask(url, init)
    this.#byRequest.set(key, answer)
    return answer
  }

  async #ask(url: string, init: RequestInit): Promise<Recorded> {
    const response = await fetch(url, init)
    const type = response.headers.get('content-type') ?? ''
    return { status: response.status, type, body: new Uint8Array(await response.arrayBuffer()) }
  }
}

const respond = ({ status, type, body }: Recorded): Response =>
  new Response(new Uint8Array(body), { status, headers: { 'Content-Type': type } })

/** The answer up to a byte, and then its end, or the connection's. */
function cut({ status, type, body }: Recorded, length: number, torn: boolean): Response {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(body.slice(0, length))
      if (torn) controller.error(new TypeError('network error'))
      else controller.close()
    },
  })
  return new Response(stream, { status, headers: { 'Content-Type': type } })
}

/** Syncs and reads; what arrived, or how it failed. */
async function visit(http: Http, store = memoryStore()): Promise<unknown> {
  const repository = await openRepository({ url: `${scene.server.url}/blog.git` }, store, http)
  const result = await repository.sync()
  if (result.kind !== 'synced') return { kind: result.kind, stored: await repository.stored() }
  return { result, list: await repository.list(''), a: text(await repository.read('a.md')) }
}

/** Settles only when it is given up, as a browser's request does. */
const never = async (init: RequestInit): Promise<Response> =>
  new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))

/** The first bytes of an answer, and then nothing, not even its end. */
function first(response: Response, length: number, { signal }: RequestInit): ReadableStream<Uint8Array> {
  const reader = response.body?.getReader()
  let left = length
  return new ReadableStream({
    async pull(controller) {
      const chunk = left > 0 ? await reader?.read() : undefined
      if (chunk?.value) controller.enqueue(chunk.value.subarray(0, left))
      left -= chunk?.value?.length ?? left
      if (left <= 0) await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    },
  })
}

describe.each([
  ['partial', {}],
  ['plain', { config: { 'uploadpack.allowFilter': 'false' } }],
  ['version 0', { version: 0 as const }],
])('a %s fetch', (_, options) => {
  it('whose answer is cut, wherever, is not finished, and nothing of it stays', async () => {
    scene.make({ 'a.md': 'A\n', 'b.md': 'B\n' })
    scene.serve(options)
    const recording = new Recording()
    const whole = await visit(recording.http)
    for (const [nth, { body }] of await recording.answers(options)) {
      for (let length = 0; length < body.length; length++) {
        const torn = length % 2 === 0
        const store = memoryStore()
        const damaged = recording.damaged(nth, (answer) => cut(answer, length, torn))
        const result = await visit(damaged, store).catch((error: unknown) => error)
        const where = `answer ${nth} cut at ${length}`
        // the answer for the text comes after the sync, which stands
        if (result instanceof Error)
          expect(result, where).toMatchObject({ code: torn ? 'offline' : 'broken' })
        else expect(result, where).toEqual({ kind: torn ? 'offline' : 'broken', stored: undefined })
        if (length % 50 === 0) expect(await visit(recording.http, store), where).toEqual(whole)
      }
    }
  })

  it('whose pack is garbled is not finished', async () => {
    scene.make({ 'a.md': 'A\n', 'b.md': 'B\n' })
    scene.serve(options)
    const recording = new Recording()
    const whole = await visit(recording.http)
    for (const [nth, { body }] of await recording.answers(options)) {
      const start = Buffer.from(body).indexOf('PACK')
      for (let at = start; at >= 0 && at < body.length; at++) {
        const garble = (answer: Recorded): Response => {
          const copy = Uint8Array.from(answer.body)
          copy[at] = (copy[at] ?? 0) ^ 0x10
          return respond({ ...answer, body: copy })
        }
        const result = await visit(recording.damaged(nth, garble)).catch((error: unknown) => error)
        const failed = result instanceof Error ? result : (result as { kind?: string }).kind
        if (failed instanceof Error) expect(failed).toMatchObject({ code: 'broken' })
        else if (failed !== 'broken') expect(result, `answer ${nth} garbled at ${at}`).toEqual(whole)
      }
    }
  })
})

describe('an answer that is not Git’s', () => {
  const answer = (status: number, body = 'x', type = 'text/plain'): GitAnswer => ({
    status,
    headers: { 'Content-Type': type, Location: 'http://127.0.0.1:9/' },
    body: Buffer.from(body),
  })

  it.each([
    [answer(401), 'unauthorized'],
    [answer(403), 'unauthorized'],
    [answer(404), 'not-found'],
    [answer(410), 'not-found'],
    [answer(301), 'not-found'],
    [answer(302), 'not-found'],
    [answer(429), 'busy'],
    [answer(500), 'broken'],
    [answer(503, '<html>', 'text/html'), 'busy'],
    [answer(200, '<!doctype html><p>Hello', 'text/html'), 'not-found'],
    [answer(200, '', 'application/x-git-upload-pack-advertisement'), 'broken'],
    [answer(200, '<html>', 'application/x-git-upload-pack-advertisement'), 'broken'],
    [answer(200, '0000', 'application/x-git-upload-pack-advertisement'), 'broken'],
    [answer(200, '0000000', 'application/x-git-upload-pack-advertisement'), 'broken'],
    [answer(200, '0013ERR go away\n\n', 'application/x-git-upload-pack-advertisement'), 'broken'],
    [answer(200, '0003', 'application/x-git-upload-pack-advertisement'), 'broken'],
  ])('%o is %s', async (faulty, kind) => {
    const bare = scene.make({ 'a.md': 'A\n' })
    const repository = await scene.open()
    scene.serve({ fault: () => faulty })
    expect(await repository.sync()).toMatchObject({ kind })
    expect(await repository.stored()).toBeUndefined()
    scene.serve({})
    expect(await repository.sync()).toMatchObject({ kind: 'synced', head: git(bare, 'rev-parse', 'main') })
    scene.serve({ fault: (real, { method }) => (method === 'POST' ? faulty : real) })
    const expected = kind === 'not-found' && faulty.status === 200 ? 'broken' : kind
    expect(await repository.sync()).toMatchObject({ kind: expected })
    expect(await repository.list('')).toEqual(['a.md'])
  })

  it('or none at all: offline, and what is known still serves', async () => {
    scene.make({ 'a.md': 'A\n', 'b.md': 'B\n' })
    const repository = await scene.visit()
    await repository.read('a.md')
    scene.serve({ fault: () => 'drop' })
    expect(await repository.sync()).toEqual({ kind: 'offline' })
    expect(await repository.publish([put('a.md', 'x')], 'x')).toEqual({ kind: 'offline' })
    expect(text(await repository.read('a.md'))).toBe('A\n')
    await expect(repository.read('b.md')).rejects.toMatchObject({ code: 'offline' })
    scene.serve({})
    expect(text(await repository.read('b.md'))).toBe('B\n')
  })

  it('or silence: offline once its patience ends, wherever it fell silent', async () => {
    scene.make({ 'a.md': 'A\n', 'b.md': 'B\n' })
    const url = `${scene.server.url}/blog.git`
    const recording = new Recording()
    await (await openRepository({ url }, memoryStore(), recording.http)).sync()
    const asked = (await recording.answers()).length
    for (let nth = 0; nth < 2 * asked; nth++) {
      let step = 0
      const isSilent = (): boolean => step++ === nth
      const http: Http = async (address, init) => {
        if (isSilent()) return never(init)
        const answer = await recording.http(address, init)
        return isSilent() ? new Response(first(answer, 30, init), answer) : answer
      }
      const repository = await openRepository({ url, patience: 200 }, memoryStore(), http)
      expect([nth, await repository.sync()]).toEqual([nth, { kind: 'offline' }])
      expect(await repository.stored()).toBeUndefined()
      expect(await repository.sync()).toMatchObject({ kind: 'synced' })
    }
  })

  it.each([
    [429, '120', { kind: 'busy', after: 120 }],
    [429, '', { kind: 'busy' }],
    [503, 'Wed, 21 Oct 2015 07:28:00 GMT', { kind: 'busy', after: 0 }],
    [403, '3', { kind: 'busy', after: 3 }],
  ])('of %d and %j: it asks for patience', async (status, retry, expected) => {
    scene.make({ 'a.md': 'A\n' })
    const repository = await scene.visit()
    const headers: Record<string, string> = retry === '' ? {} : { 'Retry-After': retry }
    scene.serve({ fault: () => ({ status, headers, body: new Uint8Array() }) })
    expect(await repository.sync()).toEqual(expected)
    expect(await repository.publish([put('a.md', 'x')], 'x')).toEqual(expected)
    expect(text(await (scene.serve({}), repository.read('a.md')))).toBe('A\n')
  })

  it('that sends us elsewhere: where to is said, and no credentials go there', async () => {
    scene.make({ 'a.md': 'A\n' })
    const there = await startGitServer({ root: scene.folder })
    const Location = `${there.url}/blog.git/info/refs?service=git-upload-pack`
    const repository = await scene.open()
    await repository.signIn({ username: 'ada', password: 'secret' })
    scene.serve({ fault: () => ({ status: 301, headers: { Location }, body: new Uint8Array() }) })
    const seen: (string | undefined)[] = []
    there.options = { ...there.options, before: ({ authorization }) => seen.push(authorization) }
    expect(await repository.sync()).toEqual({ kind: 'moved', url: `${there.url}/blog.git` })
    expect([...new Set(seen)]).toEqual([undefined])
    await there.stop()
  })

  it('is an address without a repository', async () => {
    expect(await (await scene.open()).sync()).toEqual({ kind: 'not-found' })
  })

  it.each(['ftp://example.org/blog', 'blog.git', ''])('%j is no address', async (url) => {
    await expect(openRepository({ url })).rejects.toMatchObject({ code: 'bad-address' })
  })
})

it('a push whose answer is cut, wherever, is found to have arrived', async () => {
  const bare = scene.make({ 'a.md': 'A\n' })
  const repository = await scene.visit()
  let length = 0
  let size = 1
  scene.serve({
    fault: (answer, { method, path }) => {
      if (method !== 'POST' || !path.endsWith('/git-receive-pack')) return answer
      size = answer.body.length
      return { ...answer, body: answer.body.subarray(0, length), torn: length % 2 === 0 }
    },
  })
  for (let count = 2; length < size; length += 7, count++) {
    expect(await repository.publish([put('a.md', `${length}\n`)], 'x')).toMatchObject({ kind: 'published' })
    expect(git(bare, 'rev-list', '--count', 'main')).toBe(String(count))
  }
})

describe('signing in', () => {
  const credentials = { username: 'ada', password: 'pässword:1' }

  it('opens what is locked, with the right password only', async () => {
    scene.make({ 'a.md': 'A\n' })
    scene.serve({ credentials })
    const repository = await scene.open()
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    await repository.signIn({ ...credentials, password: 'wrong' })
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    await repository.signIn(credentials)
    expect(await repository.sync()).toMatchObject({ kind: 'synced' })
    expect(await repository.publish([put('a.md', 'B\n')], 'x')).toMatchObject({ kind: 'published' })
    await repository.signIn(null)
    expect(await repository.sync()).toEqual({ kind: 'unauthorized' })
    expect(await repository.publish([put('a.md', 'C\n')], 'x')).toEqual({ kind: 'unauthorized' })
  })

  it('is possible in the address, which is not how the repository is named', async () => {
    scene.make({ 'a.md': 'A\n' })
    scene.serve({ credentials })
    const seen: string[] = []
    const address = new URL(`${scene.server.url}/blog.git/`)
    address.username = 'ada'
    address.password = encodeURIComponent('pässword:1')
    const repository = await openRepository({ url: address.href }, memoryStore(), (url, init) => {
      seen.push(url)
      return fetch(url, init)
    })
    expect(await repository.sync()).toMatchObject({ kind: 'synced' })
    expect(seen.filter((url) => url.includes('ada') || url.includes('word'))).toEqual([])
  })

  it('is never told to another address', async () => {
    scene.make({ 'a.md': 'A\n' })
    const seen: string[] = []
    const repository = await openRepository(
      { url: `${scene.server.url}/blog.git` },
      memoryStore(),
      (url, init) => {
        expect(init.credentials).toBe('omit')
        const told = 'Authorization' in (init.headers ?? {})
        seen.push(`${new URL(url).origin} ${init.redirect ?? ''} ${told ? 'told' : 'not told'}`)
        return fetch(url, init)
      },
    )
    await repository.signIn(credentials)
    scene.serve({
      fault: () => ({ status: 307, headers: { Location: 'http://127.0.0.1:9/' }, body: new Uint8Array() }),
    })
    expect(await repository.sync()).toEqual({ kind: 'not-found' })
    expect([...new Set(seen)]).toEqual([
      `${scene.server.url} manual told`,
      `${scene.server.url} follow not told`,
    ])
  })
})

/** A host that answers every wish for single files as it pleases. */
describe('a host that gives no single files', () => {
  const line = (content: Uint8Array): Uint8Array =>
    Buffer.concat([Buffer.from((content.length + 4).toString(16).padStart(4, '0')), content])

  it.each([
    [
      'but an empty pack',
      async () => [
        line(Buffer.from('packfile\n')),
        line(Buffer.concat([Buffer.of(1), await makePack([])])),
        Buffer.from('0000'),
      ],
    ],
    ['and says so', async () => [line(Buffer.from('ERR upload-pack: not our ref\n'))]],
    [
      'and says so late',
      async () => [line(Buffer.from('packfile\n')), line(Buffer.from('\u0003not allowed'))],
    ],
  ])('%s, gives all of them', async (_, parts) => {
    scene.make({ 'a.md': 'A\n', 'b.md': 'B\n' })
    const body = Buffer.concat(await parts())
    const repository = await scene.visit()
    scene.serve({
      fault: (answer, request) => (request.body.includes('deepen') ? answer : { ...answer, body }),
    })
    expect(text(await repository.read('a.md'))).toBe('A\n')
    scene.serve({ fault: () => 'drop' })
    expect(text(await repository.read('b.md'))).toBe('B\n')
  })
})

describe('a device that lost a part of what it kept', () => {
  it.each([1, 2])('(segment %d) gets it again', async (lost) => {
    const bare = scene.make({ 'a.md': 'A\n', 'b/c.md': 'C\n' })
    const store = memoryStore()
    const first = await scene.visit({ store })
    await first.readAll(['a.md', 'b/c.md'])
    const damaged = {
      ...store,
      bytes: async (segment: number) => (segment === lost ? undefined : store.bytes(segment)),
    }
    const repository = await scene.open({ store: damaged })
    expect(await repository.sync()).toMatchObject({ kind: 'synced' })
    expect(text(await repository.read('b/c.md'))).toBe('C\n')
    commit(bare, { 'a.md': 'A2\n' })
    const later = await scene.open({ store: damaged })
    expect(await later.sync()).toMatchObject({ kind: 'synced' })
    expect(text(await later.read('a.md'))).toBe('A2\n')
    expect(text(await later.read('b/c.md'))).toBe('C\n')
  })
})
