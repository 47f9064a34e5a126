import { broken } from './errors.ts'
import { oidPattern, zeroOid } from './object.ts'
import { PacketReader } from './pkt-line.ts'
import type { Ref } from './refs.ts'

/** What a service said of itself: version 2 lists only capabilities, version 0 (and 1) its refs as well. */
export interface Advertisement {
  readonly version: 0 | 2
  readonly capabilities: ReadonlyMap<string, string>
  readonly refs: readonly Ref[]
}

/** Reads the answer to `info/refs`. Throws `broken` unless it is whole. */
export async function readAdvertisement(stream: ReadableStream<Uint8Array>): Promise<Advertisement> {
  const packets = new PacketReader(stream)
  try {
    const lines = await linesAfterService(packets)
    const advertisement = lines[0] === 'version 2' ? version2(lines.slice(1)) : version0(lines)
    if ((advertisement.capabilities.get('object-format') ?? 'sha1') === 'sha1') return advertisement
    throw broken('The repository uses hashes other than SHA-1')
  } finally {
    packets.close()
  }
}

/** The announcement of the service and its flush are there or not: hosts differ. */
async function linesAfterService(packets: PacketReader): Promise<string[]> {
  const first = await packets.section()
  const announced = first.lines[0]?.startsWith('# service=') === true
  const { lines, mark } = announced && first.lines.length === 1 ? await packets.section() : first
  const own = announced && lines === first.lines ? lines.slice(1) : lines
  // of an empty repository some hosts say nothing more than which service they are
  if (mark !== 'flush' || (own.length === 0 && !announced)) throw broken('The advertisement is not whole')
  return own
}

function version2(lines: readonly string[]): Advertisement {
  return { version: 2, capabilities: parseCapabilities(lines), refs: [] }
}

function version0(lines: readonly string[]): Advertisement {
  const refLines = lines.filter((line) => !/^(version 1|shallow .*)$/.test(line))
  const capabilities = parseCapabilities(refLines[0]?.split('\0')[1]?.split(' ') ?? [])
  const listed = refLines.map(parseRef).filter(({ oid }) => oid !== zeroOid)
  // of a tag that is an object of its own, the next line says what it stands for
  const meant = new Map(listed.map(({ name, oid }) => [name, oid]))
  const refs = listed
    .filter(({ name }) => !name.endsWith('^{}'))
    .map((ref) => ({ ...ref, oid: meant.get(`${ref.name}^{}`) ?? ref.oid }))
  return { version: 0, capabilities, refs: refs.map((ref) => withTarget(ref, refLines[0] ?? '')) }
}

function parseRef(line: string): Ref {
  const [, oid, name] = /^(\S+) ([^\0]+)/.exec(line) ?? []
  if (oid === undefined || name === undefined || !oidPattern.test(oid))
    throw broken('The host lists a malformed ref')
  return { name, oid }
}

/** `symref=HEAD:refs/heads/main` among the capabilities of the first line. */
function withTarget(ref: Ref, firstLine: string): Ref {
  const target = / symref=HEAD:(\S+)/.exec(firstLine.replace('\0', ' '))?.[1]
  return ref.name === 'HEAD' && target !== undefined ? { ...ref, target } : ref
}

function parseCapabilities(words: readonly string[]): Map<string, string> {
  return new Map(
    words.map((word) => {
      const [name = '', ...value] = word.split('=')
      return [name, value.join('=')]
    }),
  )
}
