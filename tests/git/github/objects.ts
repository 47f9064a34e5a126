import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { readHead, readRef, refsBelow } from '../refs.ts'
import { isolated } from '../repositories.ts'

/** A commit as it is written. */
export interface RawCommit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: Who
  readonly committer: Who
  readonly message: string
  readonly signature: string | null
  readonly payload: string | null
}

export interface Who {
  readonly name: string
  readonly email: string
  readonly seconds: number
  readonly zone: string
}

interface TreeLine {
  readonly path: string
  readonly raw: Buffer
  readonly mode: string
  readonly type: string
  readonly sha: string
  readonly size: number | undefined
}

/** What a path shall hold, as GitHub is told; a null `sha` takes it out. */
export interface Edit {
  readonly path: string
  readonly mode: string
  readonly type: string
  readonly sha?: string | null
  readonly content?: string
}

interface GitObject {
  readonly type: string
  readonly bytes: Buffer
}

/** A bare repository and real git. */
export class GitObjects {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  run(args: readonly string[], input?: string | Buffer, env: NodeJS.ProcessEnv = {}): Buffer {
    return execFileSync('git', args, {
      cwd: this.folder,
      env: { ...isolated, ...env },
      ...(input !== undefined && { input }),
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 2 ** 28,
    })
  }

  /** What git prints, or undefined where it fails. */
  line(...args: string[]): string | undefined {
    try {
      return this.run(args).toString().replace(/\n$/, '')
    } catch {
      return undefined
    }
  }

  get head(): string {
    return readHead(this.folder) ?? 'main'
  }

  /** The oid and kind that a ref names. */
  ref(name: string): { sha: string; type: string } | undefined {
    const sha = readRef(this.folder, name)
    const type = sha === undefined ? undefined : this.read([sha]).get(sha)?.type
    return sha === undefined || type === undefined ? undefined : { sha, type }
  }

  branches(): { name: string; sha: string }[] {
    return [...refsBelow(this.folder, 'refs/heads/')].map(([name, sha]) => ({ name, sha }))
  }

  get isEmpty(): boolean {
    return refsBelow(this.folder, 'refs/').size === 0
  }

  /** The objects that are there: those that lie by themselves from their files, the rest from git in one go. */
  read(oids: readonly string[]): Map<string, GitObject> {
    const loose = oids.flatMap((oid) => {
      const object = this.#loose(oid)
      return object ? [[oid, object] as const] : []
    })
    const objects = new Map(loose)
    const packed = oids.filter((oid) => !objects.has(oid))
    return packed.length === 0 ? objects : new Map([...objects, ...this.#packed(packed)])
  }

  #loose(oid: string): GitObject | undefined {
    const file = join(this.folder, 'objects', oid.slice(0, 2), oid.slice(2))
    if (!existsSync(file)) return undefined
    const bytes = inflateSync(readFileSync(file))
    const end = bytes.indexOf(0)
    const [type = ''] = bytes.toString('latin1', 0, end).split(' ')
    return { type, bytes: bytes.subarray(end + 1) }
  }

  #packed(oids: readonly string[]): Map<string, GitObject> {
    const output = this.run(['cat-file', '--batch'], oids.map((oid) => `${oid}\n`).join(''))
    const objects = new Map<string, GitObject>()
    for (let at = 0; at < output.length;) {
      const end = output.indexOf(10, at)
      const [oid = '', type = '', size = ''] = output.subarray(at, end).toString().split(' ')
      const isThere = type !== 'missing'
      if (isThere) objects.set(oid, { type, bytes: output.subarray(end + 1, end + 1 + Number(size)) })
      at = isThere ? end + 2 + Number(size) : end + 1
    }
    return objects
  }

  tree(oid: string, recursive: boolean): TreeLine[] | undefined {
    const args = ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), oid]
    try {
      return split(this.run(args)).map(readLine)
    } catch {
      return undefined
    }
  }

  commit(oid: string): RawCommit | undefined {
    const object = this.read([oid]).get(oid)
    return object?.type === 'commit' ? readCommit(object.bytes) : undefined
  }

  write(type: 'blob' | 'commit', bytes: Buffer): string {
    return this.run(['hash-object', '-w', '-t', type, '--stdin'], bytes).toString().trim()
  }

  /** One tree of these lines. */
  makeTree(edits: readonly Edit[]): string {
    const lines = edits.map(({ mode, type, sha, path }) => `${mode} ${type} ${sha ?? ''}\t${path}\0`)
    return this.run(['mktree', '-z', '--missing'], lines.join('')).toString().trim()
  }

  /** A tree with edits at any depth. */
  editTree(base: string | undefined, edits: readonly Edit[]): string {
    const index = join(this.folder, `index-${process.pid}-${Math.random()}`)
    const env = { GIT_INDEX_FILE: index }
    try {
      if (base !== undefined) this.run(['read-tree', base], '', env)
      const zero = '0'.repeat(40)
      const lines = edits.map(
        ({ path, mode, sha }) => `${sha === null ? '0' : mode} ${sha ?? zero}\t${path}\0`,
      )
      this.run(['update-index', '-z', '--add', '--replace', '--index-info'], lines.join(''), env)
      return this.run(['write-tree', '--missing-ok'], '', env).toString().trim()
    } finally {
      rmSync(index, { force: true })
    }
  }

  moveRef(name: string, to: string, from: string): boolean {
    return this.line('update-ref', name, to, from) !== undefined
  }
}

function split(output: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0, at)
    parts.push(output.subarray(at, end))
    at = end + 1
  }
  return parts
}

function readLine(line: Buffer): TreeLine {
  const tab = line.indexOf(9)
  const [mode = '', type = '', sha = '', size = ''] = line.subarray(0, tab).toString().split(/ +/)
  const raw = line.subarray(tab + 1)
  return { path: raw.toString(), raw, mode, type, sha, size: /^\d+$/.test(size) ? Number(size) : undefined }
}

function readCommit(bytes: Buffer): RawCommit {
  const end = bytes.indexOf('\n\n')
  const header = bytes.subarray(0, end).toString()
  const encoding = /^encoding (.*)$/m.exec(header)?.[1]
  const text = bytes.toString(encoding?.startsWith('ISO-8859') === true ? 'latin1' : 'utf8')
  const signature = /^gpgsig ((?:.*)(?:\n .*)*)/m.exec(header)?.[1]?.replaceAll('\n ', '\n') ?? null
  const payload = signature === null ? null : text.replace(/\ngpgsig .*(?:\n .*)*/, '')
  const value = (key: string): string => new RegExp(`^${key} (.*)$`, 'm').exec(text)?.[1] ?? ''
  return {
    tree: value('tree'),
    parents: [...header.matchAll(/^parent (.*)$/gm)].map(([, oid = '']) => oid),
    author: readWho(value('author')),
    committer: readWho(value('committer')),
    message: text.slice(text.indexOf('\n\n') + 2).replace(/\n$/, ''),
    signature,
    payload,
  }
}

function readWho(value: string): Who {
  const [, name = '', email = '', seconds = '0', zone = '+0000'] =
    /^(.*?) ?<(.*)> (\d+) (.*)$/.exec(value) ?? []
  return { name, email, seconds: Number(seconds), zone }
}

/** ISO 8601 in the zone itself, as GraphQL tells it. */
export function dateOf({ seconds, zone }: Who): string {
  const minutes = Number(zone.slice(0, 3)) * 60 + Number(`${zone.slice(0, 1)}${zone.slice(3)}`)
  const there = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19)
  return zone === '+0000' ? `${there}Z` : `${there}${zone.slice(0, 3)}:${zone.slice(3)}`
}

/** The same in universal time, as REST tells it. */
export const utcOf = ({ seconds }: Who): string => new Date(seconds * 1000).toISOString().replace('.000', '')
