import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyDelta } from '../../src/git/delta.ts'
import { editTree } from '../../src/git/edit-tree.ts'
import { Inflater } from '../../src/git/inflate.ts'
import { makeObject, type GitObject } from '../../src/git/object.ts'
import { makePack, readPack } from '../../src/git/pack.ts'
import { commit, git, isolated, makeRepository, temporaryFolder } from './repositories.ts'
import { bytes } from './scene.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const none = async (): Promise<undefined> => undefined
const packOf = (repository: string, oids: readonly string[], ...options: string[]): Uint8Array =>
  execFileSync('git', ['pack-objects', '--stdout', '-q', ...options], {
    cwd: repository,
    env: isolated,
    input: `${oids.join('\n')}\n`,
  })

/** A repository with versions of one text: git packs them as deltas. */
let repository: string
let oids: string[]
beforeAll(() => {
  const lines = Array.from({ length: 400 }, (_, i) => `Line ${i} of a text that is long enough.\n`)
  repository = makeRepository(folder.path, { 'a.md': lines.join('') })
  for (let i = 0; i < 30; i++) {
    lines.splice(i * 7, 3, `Changed ${i}\n`)
    commit(repository, { 'a.md': lines.join(''), [`b/${i}.bin`]: Uint8Array.of(i, 0, 255) })
  }
  oids = git(repository, 'rev-list', '--objects', '--no-object-names', 'main').split('\n')
})

describe('a pack', () => {
  it.each([
    ['with offset deltas', ['--delta-base-offset']],
    ['with reference deltas', []],
    ['without deltas', ['--depth=0']],
  ])('of git %s is read whole', async (_, options) => {
    const objects = await readPack(packOf(repository, oids, ...options), none)
    expect(objects.map(({ oid }) => oid).sort()).toEqual([...oids].sort())
    for (const { oid, type, bytes } of objects.slice(0, 20)) {
      expect(git(repository, 'cat-file', '-t', oid)).toBe(type)
      expect(createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex')).toBe(oid)
    }
  })

  it('that is thin needs what it builds on', async () => {
    const thin = packOf(repository, ['main', '^main~1'], '--thin', '--revs')
    const old = await readPack(packOf(repository, oids), none)
    const external = async (oid: string): Promise<GitObject | undefined> =>
      old.find((object) => object.oid === oid)
    expect((await readPack(thin, external)).map(({ oid }) => oid)).toContain(
      git(repository, 'rev-parse', 'main'),
    )
    await expect(readPack(thin, none)).rejects.toMatchObject({
      code: 'broken',
      data: { missing: expect.any(String) as string },
    })
  })

  it('is never read when cut off or garbled', async () => {
    const pack = packOf(repository, oids.slice(0, 12), '--delta-base-offset')
    for (let at = 0; at < pack.length; at++) {
      await expect(readPack(pack.subarray(0, at), none)).rejects.toMatchObject({ code: 'broken' })
      const garbled = Uint8Array.from(pack)
      garbled[at] = (garbled[at] ?? 0) ^ 1
      await expect(readPack(garbled, none)).rejects.toMatchObject({ code: 'broken' })
    }
  })

  it('with a right trailer and a wrong inside is broken, and nothing else', async () => {
    const pack = packOf(repository, oids.slice(0, 40), '--delta-base-offset').subarray(0, -20)
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: pack.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const wrong = Uint8Array.from(pack)
          wrong[at] = (wrong[at] ?? 0) ^ flip
          const whole = Buffer.concat([wrong, createHash('sha1').update(wrong).digest()])
          const result = await readPack(whole, none).catch((error: unknown) => error)
          expect(Array.isArray(result) || (result as { code?: string }).code === 'broken').toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('of ours is what git reads', async () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(contents, async (contents) => {
        const objects = contents.map((content) => makeObject('blob', content))
        const pack = await makePack(objects)
        expect((await readPack(pack, none)).map(({ oid }) => oid)).toEqual(objects.map(({ oid }) => oid))
        execFileSync('git', ['unpack-objects', '-q', '--strict'], {
          cwd: repository,
          env: isolated,
          input: pack,
        })
        for (const { oid } of objects) expect(git(repository, 'cat-file', '-t', oid)).toBe('blob')
      }),
      { numRuns: 8 },
    )
  })
})

describe('inflating', () => {
  it('tells where each stream ends', () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 70_000, size: 'max' }), { maxLength: 4 })
    fc.assert(
      fc.property(contents, fc.integer({ min: 0, max: 9 }), (contents, level) => {
        const source = Buffer.concat([
          ...contents.map((one) => deflateSync(one, { level })),
          Buffer.from('rest'),
        ])
        const inflater = new Inflater()
        let at = 0
        for (const content of contents) {
          const { bytes, end } = inflater.inflate(source, at, content.length)
          expect(Buffer.compare(bytes, content)).toBe(0)
          at = end
        }
        expect(source.subarray(at).toString()).toBe('rest')
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a stream of another length than announced, and an announcement beyond all bounds', () => {
    const source = deflateSync('four')
    const inflater = new Inflater()
    for (const length of [0, 3, 5, 2 ** 40]) expect(() => inflater.inflate(source, 0, length)).toThrow()
    expect(inflater.inflate(source, 0, 4).bytes).toEqual(bytes('four'))
  })
})

describe('a delta', () => {
  it.each([
    ['of another base', [3, 1, 1, 65]],
    ['that copies what is not there', [4, 9, 0x90, 9]],
    ['that makes too much', [4, 1, 0x90, 4]],
    ['that makes too little', [4, 9, 0x90, 4]],
    ['with the reserved opcode', [4, 1, 0]],
    ['that ends early', [4, 9, 9, 65]],
    ['with an endless size', [255, 255, 255, 255, 255, 255, 255]],
    ['of nothing', []],
  ])('%s is broken', (_, delta) => {
    expect(() => applyDelta(bytes('base'), Uint8Array.from(delta))).toThrow(
      expect.objectContaining({ code: 'broken' }) as Error,
    )
  })
})

describe('editing trees', () => {
  const name = fc.constantFrom('a', 'b', 'a.b', 'a-b', 'a0', 'é', 'A', '\uffee', '\u{1f600}')
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
  const files = fc.dictionary(path, fc.constantFrom('one', 'two', 'three'), {
    maxKeys: 12,
    noNullPrototype: true,
  })

  /** Without files that stand where others need a folder. */
  const possible = (files: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(files).filter(
        ([path]) => !Object.keys(files).some((other) => other.startsWith(`${path}/`)),
      ),
    )

  it('gives the trees that git makes of the same files', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(files.map(possible), files.map(possible), async (before, after) => {
        const branch = `run-${run++}`
        const empty = { '.keep': '' }
        commit(repository, { ...before, ...empty }, { branch })
        const oldRoot = git(repository, 'rev-parse', `${branch}^{tree}`)
        const removed = Object.keys(before).filter((path) => !(path in after))
        const gone = Object.fromEntries(removed.map((path) => [path, null]))
        commit(repository, { ...gone, ...after }, { branch })
        const edits = new Map<string, string | null>(removed.map((path) => [path, null]))
        for (const [path, content] of Object.entries(after))
          edits.set(path, makeObject('blob', bytes(content)).oid)
        const get = async (oid: string): Promise<GitObject> =>
          makeObject(
            'tree',
            execFileSync('git', ['cat-file', 'tree', oid], { cwd: repository, env: isolated }),
          )
        const { root } = await editTree(oldRoot, edits, get)
        expect(root).toBe(git(repository, 'rev-parse', `${branch}^{tree}`))
      }),
      { numRuns: 20 },
    )
  })
})
