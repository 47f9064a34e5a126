import { broken } from './errors.ts'
import { PacketReader, readSideBand } from './pkt-line.ts'

/** What the host made of a push: taken, or refused with its words. */
export type PushReport = { readonly kind: 'taken' } | Refused

export interface Refused {
  readonly kind: 'refused'
  readonly message: string
}

/** Reads the answer to a push (report-status of gitprotocol-pack). Throws `broken` unless it is whole. */
export async function readReport(
  stream: ReadableStream<Uint8Array>,
  ref: string,
  sideBand: boolean,
): Promise<PushReport> {
  const packets = new PacketReader(stream)
  try {
    if (!sideBand) return judge((await packets.section()).lines, ref, '')
    const { data, words } = await readSideBand(packets)
    const { lines } = await new PacketReader(new Blob([data]).stream()).section()
    return judge(lines, ref, words)
  } finally {
    packets.close()
  }
}

function judge(lines: readonly string[], ref: string, words: string): PushReport {
  const unpacked = lines.find((line) => line.startsWith('unpack '))?.slice(7)
  if (unpacked === undefined) throw broken('The host does not say what it made of the push')
  if (unpacked === 'ok' && lines.includes(`ok ${ref}`)) return { kind: 'taken' }
  const reason = lines.find((line) => line.startsWith(`ng ${ref} `))?.slice(ref.length + 4)
  return { kind: 'refused', message: spoken(words, reason ?? unpacked) }
}

/** A hook's words, line by line, or where there are none Git's reason. Colors and control characters are not for showing. */
function spoken(words: string, reason: string): string {
  const lines = `${words}\n${reason.endsWith('hook declined') ? '' : reason}`
    .replace(/\p{Cc}\[[0-9;]*[A-Za-z]/gu, '')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\t/g, ' ').replace(/\p{Cc}|\p{Cf}/gu, ''))
    .map((line) => line.replace(/^remote:\s?/, '').trimEnd())
  const told = lines.filter((line) => line !== '' && !line.startsWith('error: hook declined to update '))
  return told.length > 0 ? told.join('\n') : reason
}
