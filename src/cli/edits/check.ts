import type { Node } from '@tiptap/pm/model'
import { goneNames } from '../../editor/definitions.ts'
import { parseBody, saveBody, type Origin } from '../../editor/document.ts'
import { normalNodes, sameNodes, type Proof } from '../../editor/proof.ts'

/**
 * `refused`: no text was found that could be proved. `another document`: opened again, the saved text is not the edited
 * document. `bytes outside`: something before or behind the edited blocks changed. `undo`: back at the start, the text
 * is not the one that was opened. `invalid`: the edit itself broke the schema. `failed`: something threw.
 */
export type Trouble = 'refused' | 'another document' | 'bytes outside' | 'undo' | 'invalid' | 'failed'

export interface Outcome {
  readonly trouble: Trouble | undefined
  /** `loose`: the same but for what a page hardly shows. */
  readonly proof: Proof | undefined
  readonly body: string
}

/** Saves an edited document and checks, apart from the save's own proof, what must hold. */
export function checkEdit(doc: Node, origin: Origin): Outcome {
  const save = saveBody(doc, origin)
  const { body } = save
  if (save.kind === 'unproven') return { trouble: 'refused', proof: undefined, body }
  const proof = readsAs(body, doc, origin)
  if (proof === undefined) return { trouble: 'another document', proof, body }
  // what goes with a link's address is written where it was used
  const kept = outsideKept(doc, origin, body) || goneNames(doc, origin).size > 0
  return { trouble: kept ? undefined : 'bytes outside', proof, body }
}

/** Whether a text, opened anew, is a document. */
export const readsAs = (body: string, doc: Node, { options }: Origin): Proof | undefined =>
  sameNodes(normalNodes(parseBody(body, options).doc.children), doc.children)

/**
 * The text before the first block that changed and behind the last one is the same; but for a neighbor of these blocks
 * that would be read as something else in its new place if it stood there as it was written.
 */
export function outsideKept(doc: Node, origin: Origin, now: string): boolean {
  const ends = sameEnds(origin.inner.slots, doc.children)
  if (textsKept(ends, origin, now)) return true
  const before = { ends: { ...ends, start: ends.start - 1 }, at: ends.start - 1 }
  const behind = { ends: { ...ends, end: ends.end - 1 }, at: -ends.end }
  return [before, behind].some(
    (less) => textsKept(less.ends, origin, now) && hadToChange(less.at, doc, origin, now),
  )
}

/** Whether a block, counted from the start or from the end, would be another one if it stood there as it was written. */
function hadToChange(at: number, doc: Node, origin: Origin, now: string): boolean {
  const { slots, tail } = parseBody(now, origin.options).origin.inner
  const [own, old] = [slots.at(at), origin.inner.slots.at(at)]
  if (!own || !old?.node.eq(own.node)) return false
  const texts = slots.map((slot) => slot.gap + (slot === own ? old.text : slot.text))
  return readsAs(texts.join('') + tail, doc, origin) === undefined
}

/** The first and the last blocks stand as they stood. */
function textsKept({ start, end }: Ends, { inner, body }: Origin, now: string): boolean {
  const { slots, text } = inner
  if (start < 0 || end < 0) return false
  const upTo = (count: number) =>
    slots.slice(0, count).reduce((sum, slot) => sum + slot.gap.length + slot.text.length, 0)
  const last = slots.length - end
  const before = rawOffset(body, upTo(start))
  const behind = end === 0 ? body.length : rawOffset(body, upTo(last) + (slots[last]?.gap.length ?? 0))
  return (
    text.length >= upTo(last) && now.startsWith(body.slice(0, before)) && now.endsWith(body.slice(behind))
  )
}

/** How many blocks at both ends. */
interface Ends {
  readonly start: number
  readonly end: number
}

/** How many blocks are alike at both ends of a document. */
export function sameEnds(old: readonly { readonly node: Node }[], now: readonly Node[]): Ends {
  const most = Math.min(old.length, now.length)
  const alike = (one?: { readonly node: Node }, other?: Node) => one && other && one.node.eq(other)
  let [start, end] = [0, 0]
  while (start < most && alike(old[start], now[start])) start++
  while (end < most - start && alike(old.at(-1 - end), now.at(-1 - end))) end++
  return { start, end }
}

/** Where a place in a text with `\n` at its lines' ends stands in the text as it was, `\r\n` and `\r` included. */
function rawOffset(raw: string, offset: number): number {
  if (!raw.includes('\r')) return offset
  let at = 0
  for (let left = offset; left > 0; left--) at += raw.startsWith('\r\n', at) ? 2 : 1
  return at
}
