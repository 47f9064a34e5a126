import { diffArrays } from 'diff/lib/diff/array.js'
import type { Node } from '@tiptap/pm/model'
import { normalNodes } from './proof.ts'
import type { Origin } from './origin.ts'

/**
 * Where a position of a document stands in the body, whose lines all end with `\n`. `origin` is that of a body which is
 * read as the document. The block is the right one; the place in it is found by its words, and is that of the letter.
 */
export function offsetAt(doc: Node, pos: number, origin: Origin): number {
  const place = doc.resolve(Math.min(Math.max(pos, 0), doc.content.size))
  const index = Math.min(place.index(0), doc.childCount - 1)
  const slot = slotFor(doc, index, origin)
  if (slot === undefined) return 0
  const { node, start } = blockAt(doc, index)
  const seen = seenText(node)
  const runs = runsOf(seen.text, slot.text)
  return slot.from + across(runs, indexOf(seen, pos - start), 'seen', 'source')
}

/** The position of an offset of the body, as `offsetAt` has it the other way round. */
export function positionAt(doc: Node, offset: number, origin: Origin): number {
  const slots = slotsOf(origin)
  const found = slots.findLastIndex(({ from }) => from <= offset)
  const slot = slots[Math.max(0, found)]
  if (slot === undefined) return 0
  const { node, start } = blockAt(doc, indexFor(doc, Math.max(0, found), origin))
  const seen = seenText(node)
  const index = across(runsOf(seen.text, slot.text), offset - slot.from, 'source', 'seen')
  return start + (seen.positions[Math.min(index, seen.positions.length - 1)] ?? 0)
}

interface SlotAt {
  readonly from: number
  readonly text: string
}

function slotsOf({ inner }: Origin): SlotAt[] {
  let at = 0
  return inner.slots.map(({ gap, text }) => {
    const from = at + gap.length
    at = from + text.length
    return { from, text }
  })
}

const slotFor = (doc: Node, index: number, origin: Origin): SlotAt | undefined => {
  const slots = slotsOf(origin)
  if (slots.length === doc.childCount) return slots[index]
  const written = normalNodes(doc.children.slice(0, index)).length
  return slots[Math.min(written, slots.length - 1)]
}

/** Which block stands for a slot: empty paragraphs leave nothing in the body. */
function indexFor(doc: Node, slot: number, origin: Origin): number {
  if (origin.inner.slots.length === doc.childCount) return slot
  const written = doc.children.map((node) => normalNodes([node]).length)
  let count = 0
  const index = written.findIndex((blocks) => (count += blocks) > slot)
  return index < 0 ? doc.childCount - 1 : index
}

function blockAt(doc: Node, index: number): { node: Node; start: number } {
  let start = 0
  for (let before = 0; before < index; before++) start += doc.child(before).nodeSize
  return { node: doc.child(index), start }
}

/** What of a block is read, and the position of each of its letters, counted from before the block. */
interface Seen {
  readonly text: string
  readonly positions: readonly number[]
}

/** Text blocks end with a line's end; what is one thing in the document has its source as its letters. */
function seenText(block: Node): Seen {
  const positions: number[] = []
  let text = ''
  const add = (words: string, pos: number, step: 0 | 1): void => {
    text += words
    for (let index = 0; index < words.length; index++) positions.push(pos + index * step)
  }
  const visit = (node: Node, pos: number): void => {
    if (node.isText) add(node.text ?? '', pos, 1)
    else if (node.isLeaf) add(sourceOf(node), pos, 0)
    else {
      node.forEach((child, offset) => visit(child, pos + 1 + offset))
      if (node.isTextblock) add('\n', pos + node.nodeSize - 1, 0)
    }
  }
  visit(block, 0)
  return { text, positions }
}

const sourceOf = ({ attrs }: Node): string =>
  String(attrs.source ?? attrs.tex ?? attrs.alt ?? attrs.name ?? ' ')

const indexOf = ({ positions }: Seen, pos: number): number => {
  const index = positions.findIndex((at) => at >= pos)
  return index < 0 ? positions.length : index
}

/** A run of letters that stands in both texts. */
interface Run {
  readonly seen: number
  readonly source: number
  readonly length: number
}

/** More differences than these are not looked for; every place is then the block's beginning. */
const most = 4000

function runsOf(seen: string, source: string): readonly Run[] {
  const [one, other] = [wordsOf(seen), wordsOf(withoutAddresses(source))]
  const changes = diffArrays(one, other, { comparator: sameWord, maxEditLength: most }) ?? []
  const runs: Run[] = []
  let [first, second] = [0, 0]
  for (const { added, removed, count } of changes) {
    for (let index = 0; !added && !removed && index < count; index++) {
      const [left, right] = [one[first + index], other[second + index]]
      if (left && right) runs.push({ seen: left.at, source: right.at, length: left.word.length })
    }
    if (!added) first += count
    if (!removed) second += count
  }
  return runs
}

interface Word {
  readonly word: string
  readonly at: number
}

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}]+|[^\s\0]/gu)].map(({ 0: word, index }) => ({ word, at: index }))

const sameWord = (one: Word, other: Word): boolean => one.word === other.word

/** Addresses often say what the words beside them say. */
const withoutAddresses = (source: string): string =>
  source.replace(/\]\([^()\s]*/g, (address) => '\0'.repeat(address.length))

/** The place in one text that stands for a place in the other. */
function across(
  runs: readonly Run[],
  offset: number,
  from: 'seen' | 'source',
  to: 'seen' | 'source',
): number {
  const run = runs.findLast((one) => one[from] <= offset) ?? runs[0]
  return run ? run[to] + Math.min(Math.max(0, offset - run[from]), run.length) : 0
}
