import { sha1 } from '@noble/hashes/legacy.js'
import { decode, encode, toHex } from './bytes.ts'
import { broken } from './errors.ts'
import type { Author, CommitInfo, Oid } from './repository.ts'

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag'

/** An object as Git hashes it, without its header. */
export interface GitObject {
  readonly oid: Oid
  readonly type: ObjectType
  readonly bytes: Uint8Array
}

/** Gives an object that is at hand. */
export type Find = (oid: Oid) => Promise<GitObject | undefined>

export const oidPattern = /^[0-9a-f]{40}$/
/** What stands for "no object" in a push. */
export const zeroOid: Oid = '0'.repeat(40)

export function makeObject(type: ObjectType, bytes: Uint8Array): GitObject {
  const header = encode(`${type} ${bytes.length}\0`)
  return { oid: toHex(sha1.create().update(header).update(bytes).digest()), type, bytes }
}

export const checksum = (bytes: Uint8Array): Uint8Array => sha1(bytes)

export interface Commit {
  readonly tree: Oid
  readonly parents: readonly Oid[]
}

/** The fields of a commit that we go by; throws `broken` where they are missing. */
export function parseCommit(object: GitObject): Commit {
  const header = decode(object.bytes).split('\n\n', 1)[0] ?? ''
  const values = (key: string): string[] =>
    header.split('\n').flatMap((line) => (line.startsWith(`${key} `) ? [line.slice(key.length + 1)] : []))
  const tree = values('tree')[0]
  if (object.type !== 'commit' || !tree || !oidPattern.test(tree)) throw broken(`${object.oid} is no commit`)
  return { tree, parents: values('parent') }
}

/** Who made a commit, when and why; what is not as Git writes it comes out empty. */
export function readCommitInfo({ oid, bytes }: GitObject): CommitInfo {
  const text = decode(bytes)
  const [header = ''] = text.split('\n\n', 1)
  const [, name = '', email = '', seconds = '0'] = /^author (.*?) ?<(.*?)> (\d+)/m.exec(header) ?? []
  return { oid, name, email, date: Number(seconds) * 1000, message: text.slice(header.length + 2).trim() }
}

/** `+0130`: what to add to universal time, the way Git writes it. */
function timezone(date: Date): string {
  const minutes = -date.getTimezoneOffset()
  const digits = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${digits(Math.abs(minutes) / 60)}${digits(Math.abs(minutes) % 60)}`
}

/** As Git cleans names: no character that would end the field, none of its "crud" at the ends. */
function cleanName(text: string): string {
  return text.replace(/[<>\p{Cc}]/gu, '').replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, '')
}

function signature(author: Author, date: Date): string {
  const email = cleanName(author.email)
  const name = cleanName(author.name) || email || 'Unknown'
  return `${name} <${email}> ${Math.floor(date.getTime() / 1000)} ${timezone(date)}`
}

/** A commit object: author and committer are the same, the message ends in one line end. */
export function makeCommit(commit: Commit, author: Author, message: string, date: Date): GitObject {
  const who = signature(author, date)
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    `${message.replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()}\n`,
  ]
  return makeObject('commit', encode(lines.join('\n')))
}

export const isFolder = (mode: string): boolean => /^0?40000$/.test(mode)
export const isSymlink = (mode: string): boolean => mode === '120000'
export const isSubmodule = (mode: string): boolean => mode === '160000'
