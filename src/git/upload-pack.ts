import { concat, type Bytes } from './bytes.ts'
import { broken } from './errors.ts'
import { delimiter, flush, packet, PacketReader, readSideBand } from './pkt-line.ts'
import type { FetchRequest } from './remote.ts'
import type { Oid } from './repository.ts'

export const agent = 'agent=galley'

/** Commits as a pack. */
export interface History {
  readonly pack: Bytes
  /** Those at which the host stopped, though more leads up to them. */
  readonly ends: readonly Oid[]
}

/** A command of protocol version 2 (gitprotocol-v2). */
export function command(name: string, lines: readonly string[]): Bytes {
  return concat([packet(`command=${name}`), packet(agent), delimiter, ...lines.map(packet), flush])
}

/** What asks for a pack in the words of version 2. */
export function bodyOfVersion2({ wants, have, shallow, withoutBlobs }: FetchRequest): Bytes {
  return command('fetch', [
    'no-progress',
    'ofs-delta',
    ...(have === undefined ? [] : ['thin-pack', `shallow ${have}`]),
    ...wants.map((oid) => `want ${oid}`),
    ...(have === undefined ? [] : [`have ${have}`]),
    ...(shallow === true ? ['deepen 1'] : []),
    ...(withoutBlobs === true ? ['filter blob:none'] : []),
    'done',
  ])
}

/** What both have in common (where it was not said that we are done), what became shallow, the pack. */
export async function readHistory(packets: PacketReader): Promise<History | 'unknown' | 'apart'> {
  const ends: Oid[] = []
  for (;;) {
    const header = await packets.next()
    if (typeof header === 'string') throw broken('The host sent no pack')
    const name = new TextDecoder().decode(header).trim()
    if (name === 'packfile') return { pack: (await readSideBand(packets)).data, ends }
    const { lines, mark } = await packets.section()
    if (name === 'acknowledgments' && mark === 'flush') return lines.includes('NAK') ? 'unknown' : 'apart'
    if (mark !== 'delimiter') throw broken('The host sent no pack')
    for (const line of lines) if (line.startsWith('shallow ')) ends.push(line.slice('shallow '.length))
  }
}

/** The sections before the pack (what became shallow) tell nothing that we go by. */
export async function skipToPack(packets: PacketReader): Promise<void> {
  for (;;) {
    const header = await packets.next()
    if (typeof header === 'string') throw broken('The host sent no pack')
    if (new TextDecoder().decode(header).trim() === 'packfile') return
    const { mark } = await packets.section()
    if (mark !== 'delimiter') throw broken('The host sent no pack')
  }
}

/** The same in the words of version 0. */
export function bodyOfVersion0({ wants, have, shallow }: FetchRequest): Bytes {
  const capabilities = `side-band-64k ofs-delta no-progress shallow${have === undefined ? '' : ' thin-pack'} ${agent}`
  const [first = '', ...others] = wants
  return concat([
    packet(`want ${first} ${capabilities}`),
    ...others.map((oid) => packet(`want ${oid}`)),
    ...(have === undefined ? [] : [packet(`shallow ${have}`)]),
    ...(shallow === true ? [packet('deepen 1')] : []),
    flush,
    ...(have === undefined ? [] : [packet(`have ${have}`)]),
    packet('done'),
  ])
}

/** First what became shallow, where asked for, up to a flush; then one line, NAK or ACK. */
export async function skipAcknowledgment(packets: PacketReader, { shallow }: FetchRequest): Promise<void> {
  if (shallow === true && (await packets.section()).mark !== 'flush') throw broken('The host sent no pack')
  const line = await packets.next()
  if (typeof line === 'string' || !/^(NAK|ACK)/.test(new TextDecoder().decode(line))) {
    throw broken('The host sent no pack')
  }
}
