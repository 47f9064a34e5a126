import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyDelta } from '../../src/git/delta.ts'
import { editTree } from '../../src/git/edit-tree.ts'
import { Inflater } from '../../src/git/inflate.ts'
import { makeDelta } from '../../src/git/make-delta.ts'
import { makeObject, type GitObject } from '../../src/git/object.ts'
import { makePack, readPack } from '../../src/git/pack.ts'
import { commit, git, isolated, makeRepository, temporaryFolder } from './repositories.ts'
import { bytes } from './scene.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const temporary = (): string => mkdtempSync(join(folder.path, 'own-'))

const none = async (): Promise<undefined> => undefined

/** The bytes as a connection brings them, in pieces of at most so many. */
async function* inPieces(bytes: Uint8Array, length = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
const read = async (pack: Uint8Array, external: Parameters<typeof readPack>[1] = none, length?: number) =>
  readPack(inPieces(pack, length), external)

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
    const objects = await read(packOf(repository, oids, ...options))
    expect(objects.map(({ oid }) => oid).sort()).toEqual([...oids].sort())
    for (const { oid, type, bytes } of objects.slice(0, 20)) {
      expect(git(repository, 'cat-file', '-t', oid)).toBe(type)
      expect(createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex')).toBe(oid)
    }
  })

  it.each([1, 2, 7, 19, 20, 21, 64, 1000])('in pieces of %d bytes is the same', async (length) => {
    const pack = packOf(repository, oids, '--delta-base-offset')
    const told: (readonly number[])[] = []
    const objects = await readPack(inPieces(pack, length), none, (come, all) => told.push([come, all]))
    expect(objects.map(({ oid }) => oid).sort()).toEqual([...oids].sort())
    expect(told).toEqual(objects.map((_, i) => [i + 1, objects.length]))
  })

  it('gives up what it reads from when it is broken, and reads no further', async () => {
    let closed = false
    let pieces = 0
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Uint8Array.of(pieces++)
      } finally {
        closed = true
      }
    }
    await expect(readPack(endless(), none)).rejects.toMatchObject({ code: 'broken' })
    expect([closed, pieces]).toEqual([true, 12])
  })

  it('that is thin needs what it builds on', async () => {
    const thin = packOf(repository, ['main', '^main~1'], '--thin', '--revs')
    const old = await read(packOf(repository, oids))
    const external = async (oid: string): Promise<GitObject | undefined> =>
      old.find((object) => object.oid === oid)
    expect((await read(thin, external)).map(({ oid }) => oid)).toContain(git(repository, 'rev-parse', 'main'))
    await expect(read(thin)).rejects.toMatchObject({
      code: 'broken',
      data: { missing: expect.any(String) as string },
    })
  })

  it('is never read when cut off or garbled', async () => {
    const pack = packOf(repository, oids.slice(0, 12), '--delta-base-offset')
    for (let at = 0; at < pack.length; at++) {
      await expect(read(pack.subarray(0, at))).rejects.toMatchObject({ code: 'broken' })
      const garbled = Uint8Array.from(pack)
      garbled[at] = (garbled[at] ?? 0) ^ 1
      await expect(read(garbled)).rejects.toMatchObject({ code: 'broken' })
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
          const result = await read(whole).catch((error: unknown) => error)
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
        const pack = await makePack(objects.map((object) => ({ object })))
        expect((await read(pack)).map(({ oid }) => oid)).toEqual(objects.map(({ oid }) => oid))
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
  it('tells where each stream ends, however it comes', () => {
    const contents = fc.array(fc.uint8Array({ maxLength: 70_000, size: 'max' }), { maxLength: 4 })
    const piece = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(contents, fc.integer({ min: 0, max: 9 }), piece, (contents, level, length) => {
        const streams = contents.map((one) => deflateSync(one, { level }))
        const source = Buffer.concat([...streams, Buffer.from('rest')])
        const inflater = new Inflater()
        let at = 0
        for (const content of contents) {
          inflater.start(content.length)
          let inflated: Uint8Array | undefined
          while (inflated === undefined) {
            const { used, bytes } = inflater.feed(source.subarray(at, at + length))
            at += used
            inflated = bytes
          }
          expect(Buffer.compare(inflated, content)).toBe(0)
        }
        expect(source.subarray(at).toString()).toBe('rest')
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a stream of another length than announced, and an announcement beyond all bounds', () => {
    const source = deflateSync('four')
    const inflater = new Inflater()
    const inflate = (length: number) => {
      inflater.start(length)
      return inflater.feed(source)
    }
    for (const length of [0, 3, 5, 2 ** 40]) expect(() => inflate(length)).toThrow()
    expect(inflate(4)).toEqual({ used: source.length, bytes: bytes('four') })
  })
})

describe('a delta of ours', () => {
  const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 12 })

  it('makes the target of the base, whatever they are', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat({ max: 20 }), { maxLength: 20 }), (parts, order) => {
        const base = Buffer.concat(parts)
        const target = Buffer.concat(order.map((i) => parts[i] ?? Buffer.from(`new ${i}`)))
        expect(Buffer.compare(applyDelta(base, makeDelta(base, target)), target)).toBe(0)
        expect(Buffer.compare(applyDelta(target, makeDelta(target, base)), base)).toBe(0)
      }),
    )
  })

  it('costs what was changed, not what is there', () => {
    const base = Buffer.from(Array.from({ length: 9000 }, (_, i) => `Line ${i}\n`).join(''))
    const target = Buffer.from(
      base.toString().replace('Line 40\n', 'Line forty\n').replace('Line 8000\n', ''),
    )
    const delta = makeDelta(base, target)
    expect(delta.length).toBeLessThan(60)
    expect(Buffer.compare(applyDelta(base, delta), target)).toBe(0)
  })

  it('copies more than one instruction can', () => {
    const base = new Uint8Array(2 ** 24 + 100).map((_, i) => (i * 2654435761) >>> 13)
    expect(Buffer.compare(applyDelta(base, makeDelta(base, base)), base)).toBe(0)
    expect(makeDelta(base, base).length).toBeLessThan(40)
  })

  it('in a pack is what git reads, when git has the base', async () => {
    const lines = Array.from({ length: 500 }, (_, i) => `A line ${i * 7919}\n`)
    const base = makeObject('blob', bytes(lines.join('')))
    const own = makeRepository(temporary(), { 'a.md': lines.join('') })
    lines[250] = 'Another line\n'
    const object = makeObject('blob', bytes(lines.join('')))
    const pack = await makePack([{ object, base }])
    expect(pack.length).toBeLessThan(120)
    execFileSync('git', ['index-pack', '--stdin', '--fix-thin', '--strict'], {
      cwd: own,
      env: isolated,
      input: pack,
    })
    expect(git(own, 'cat-file', 'blob', object.oid)).toBe(lines.join('').trimEnd())
    expect(await read(pack, async () => base)).toEqual([object])
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
