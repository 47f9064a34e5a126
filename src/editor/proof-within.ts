import type { Node } from '@tiptap/pm/model'
import type { Kind } from './gaps.ts'
import { normalForm } from './normal.ts'
import type { Origin } from './origin.ts'
import { proves, readAlone, sameNodes, type Proof } from './proof.ts'
import { schema } from './schema.ts'

/** Proves a text that stands in a container of a kind: items are read as a list, parts of HTML between tags. */
export function provesWithin(
  text: string,
  nodes: readonly Node[],
  kind: Kind,
  origin: Origin,
): Proof | undefined {
  if (kind === 'blocks') return proves(text, nodes, origin)
  if (kind === 'html') return provesParts(text, nodes, origin)
  const read = readAlone(text, origin)
  return read.length === 1 ? sameItems(read[0]?.children ?? [], nodes) : undefined
}

/** The first text that is proved exactly; where there is none, the first that is proved at all. */
export function firstProved(
  texts: Iterable<string>,
  prove: (text: string) => Proof | undefined,
): string | undefined {
  let loose: string | undefined
  for (const text of texts) {
    const proof = prove(text)
    if (proof === 'exact') return text
    if (proof === 'loose') loose ??= text
  }
  return loose
}

/** Items by themselves: their looseness comes from their neighbors, so it is not compared. */
const sameItems = (read: readonly Node[], wanted: readonly Node[]): Proof | undefined =>
  sameNodes(read.map(tight), wanted.map(normalForm).map(tight))

const tight = (item: Node): Node => item.type.create({ ...item.attrs, loose: false }, item.content)

/** Parts of HTML can be read only within HTML. */
const rawTag = '<div markdown="0">'
const provesParts = (text: string, nodes: readonly Node[], origin: Origin): Proof | undefined =>
  proves(`${rawTag}\n${text}\n</div>`, [schema.node('htmlGroup', { html: rawTag }, [...nodes])], origin)
