import { parseBody, saveBody, type Node, type Origin } from '../../src/editor/document.ts'
import { normalNodes } from '../../src/editor/proof.ts'
import { looseForm } from '../../src/editor/normal.ts'
import { randomEdits, randomOf } from './random-edits.ts'

export interface Outcome {
  readonly problem: 'unproven' | 'another document' | 'bytes outside' | undefined
  readonly proof: 'exact' | 'loose' | undefined
  readonly body: string
}

/** Saves an edited document and checks, apart from the save's own proof, what must hold. */
function checkEdit(doc: Node, origin: Origin): Outcome {
  const save = saveBody(doc, origin)
  if (save.kind === 'unproven') return { problem: 'unproven', proof: undefined, body: save.body }
  const { body, proof } = save
  if (!sameDocument(parseBody(body).doc, doc)) return { problem: 'another document', proof, body }
  const kept = outsideKept(doc, origin, body) || definitions(doc) < definitions(origin.doc)
  return { problem: kept ? undefined : 'bytes outside', proof, body }
}

/** What goes with a definition is written where it was used. */
const definitions = (doc: Node): number => doc.children.filter(({ attrs }) => attrs.kind === 'address').length

function sameDocument(read: Node, wanted: Node): boolean {
  const [one, other] = [normalNodes(read.children), normalNodes(wanted.children)]
  return (
    one.length === other.length &&
    one.every((node, index) => other[index] && looseForm(node).eq(looseForm(other[index])))
  )
}

/** The text before the first block that changed and behind the last one is the same. */
function outsideKept(doc: Node, { inner, body }: Origin, now: string): boolean {
  const { slots, text } = inner
  const plain = (one: string) => one.replace(/\r\n?/g, '\n')
  let [start, end] = [0, 0]
  while (start < slots.length && start < doc.childCount && slots[start]?.node.eq(doc.child(start))) start++
  while (
    end < slots.length - start &&
    end < doc.childCount - start &&
    slots.at(-1 - end)?.node.eq(doc.child(doc.childCount - 1 - end))
  )
    end++
  const upTo = (count: number) =>
    slots.slice(0, count).reduce((sum, slot) => sum + slot.gap.length + slot.text.length, 0)
  const last = slots.length - end
  const behind = end === 0 ? '' : text.slice(upTo(last) + (slots[last]?.gap.length ?? 0))
  return (
    plain(body).startsWith(text.slice(0, upTo(start))) &&
    plain(now).startsWith(text.slice(0, upTo(start))) &&
    plain(now).endsWith(behind)
  )
}

export interface Trial extends Outcome {
  readonly edit: string
  readonly doc: Node
}

/** Random edits of one body, each on the document as it was opened (or, `chained`, on the last one's result). */
export function* tryEdits(source: string, seed: number, count: number, chained = false): Generator<Trial> {
  const { doc, origin } = parseBody(source)
  const random = randomOf(seed)
  let current = doc
  for (let made = 0, tried = 0; made < count && tried < count * 20; tried++) {
    const edit = randomEdits[Math.floor(random() * randomEdits.length)]
    const changed = edit?.apply(current, random)
    if (!edit || !changed) continue
    made++
    yield { edit: edit.name, doc: changed, ...checkEdit(changed, origin) }
    if (chained) current = changed
  }
}
