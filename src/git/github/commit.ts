import { encode } from '../bytes.ts'
import { makeObject, type GitObject } from '../object.ts'
import type { Oid } from '../repository.ts'
import { listOf, objectOf, oidOf, textOf, type Json } from './json.ts'

interface Who {
  readonly name: string
  readonly email: string
  /** ISO 8601; universal time where the host does not tell the zone. */
  readonly date: string
}

/** A commit as GitHub tells of it. */
export interface ToldCommit {
  readonly oid: Oid
  readonly tree: Oid
  readonly parents: readonly Oid[]
  readonly author: Who
  readonly committer: Who
  /** Without the line end that most end in. */
  readonly message: string
  readonly signature: string
  /** What was signed: the commit without its signature. */
  readonly payload: string
}

/** The fields of a commit in GraphQL, which alone tells time zones. */
export const commitFields =
  'tree{oid}parents(first:100){nodes{oid}}author{name email date}committer{name email date}message ' +
  'signature{signature payload}'

const whoIn = (value: unknown): Who => {
  const { name, email, date } = objectOf(value)
  return { name: textOf(name), email: textOf(email), date: textOf(date) }
}

export function commitInQuery(oid: Oid, commit: Json): ToldCommit {
  const { signature, payload } = objectOf(commit.signature)
  return {
    ...commitIn(oid, commit, { signature, payload }),
    tree: oidOf(objectOf(commit.tree).oid),
    parents: listOf(objectOf(commit.parents).nodes).map((node) => oidOf(objectOf(node).oid)),
  }
}

/** Of REST's answers. */
export function commitInJson(value: unknown): ToldCommit {
  const commit = objectOf(value)
  return {
    ...commitIn(oidOf(commit.sha), commit, objectOf(commit.verification)),
    tree: oidOf(objectOf(commit.tree).sha),
    parents: listOf(commit.parents).map((parent) => oidOf(objectOf(parent).sha)),
  }
}

function commitIn(
  oid: Oid,
  commit: Json,
  { signature, payload }: Json,
): Omit<ToldCommit, 'tree' | 'parents'> {
  return {
    oid,
    author: whoIn(commit.author),
    committer: whoIn(commit.committer),
    message: textOf(commit.message),
    signature: textOf(signature),
    payload: textOf(payload),
  }
}

/** The commit's bytes, found by trying what its oid is that of; undefined where it has something in it that is not told. */
export function rebuildCommit(told: ToldCommit): GitObject | undefined {
  for (const text of told.payload === '' ? unsigned(told) : signed(told)) {
    const object = makeObject('commit', encode(text))
    if (object.oid === told.oid) return object
  }
  return undefined
}

/** What is told, in a commit's words. */
export function tellCommit(told: ToldCommit): string {
  return textWith(told, zonesOf(told.author.date)[0], zonesOf(told.committer.date)[0], `${told.message}\n`)
}

/** GitHub's own signatures end in a line end, Git's do not; some programs write the encoding last. */
function* signed({ payload, signature }: ToldCommit): Generator<string> {
  const end = signature.trimEnd()
  for (const text of [signature, end, `${end}\n`]) {
    const header = `\ngpgsig ${text.replaceAll('\n', '\n ')}`
    for (const whole of [payload, `${payload}\n`]) {
      yield whole.replace('\n\n', () => `${header}\n\n`)
      yield whole.replace(/\nencoding .*\n\n/, (encoding) => header + encoding)
    }
  }
}

/** Most have the same zone twice. */
function* unsigned(told: ToldCommit): Generator<string> {
  const { author, committer, message } = told
  const [zones, others] = [zonesOf(author.date), zonesOf(committer.date)]
  const messages = [`${message}\n`, message, `${message}\n\n`]
  for (const zone of zones) for (const text of messages) yield textWith(told, zone, zone, text)
  for (const zone of zones)
    for (const other of others)
      if (zone !== other) for (const text of messages) yield textWith(told, zone, other, text)
}

function textWith(told: ToldCommit, zone = '+0000', other = zone, message: string): string {
  return [
    `tree ${told.tree}`,
    ...told.parents.map((parent) => `parent ${parent}`),
    `author ${written(told.author)} ${zone}`,
    `committer ${written(told.committer)} ${other}`,
    '',
    message,
  ].join('\n')
}

const written = ({ name, email, date }: Who): string =>
  `${name} <${email}> ${Math.floor(Date.parse(date) / 1000) || 0}`.replaceAll('\n', ' ')

/** The zone that a date names; all there are in quarters of an hour where it names none. */
function zonesOf(date: string): readonly string[] {
  const [, sign = '', hours = '', minutes = ''] = /([+-])(\d\d):?(\d\d)$/.exec(date) ?? []
  return sign === '' ? everyZone : [sign + hours + minutes]
}

const zoneOf = (quarters: number): string => {
  const minutes = Math.abs(quarters) * 15
  const digits = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${quarters < 0 ? '-' : '+'}${digits(minutes / 60)}${digits(minutes % 60)}`
}

/** From 14 hours ahead to 12 behind; universal time first. */
const everyZone = [0, ...Array.from({ length: 105 }, (_, at) => at - 48).filter((at) => at !== 0)].map(zoneOf)
