import type { Node } from '@tiptap/pm/model'
import type { Inner, Origin } from './origin.ts'
import { exactly, readAlone } from './proof.ts'

/** A text and the document that it was proved to be. */
interface Proved {
  readonly text: string
  readonly doc: Node
}

/** By the text that was opened. */
const latest = new WeakMap<Inner, Proved>()

/** Remembers what was proved, so that the next proof need not read all of it again. */
export function rememberProof(text: string, doc: Node, origin: Origin): void {
  latest.set(origin.inner, { text, doc })
}

/**
 * Proves a text that differs from the last one proved within some paragraphs or headings by reading these and their
 * neighbors alone. False: it cannot be said so, and all must be read. kramdown reads blocks one after the other, so that
 * what stands before and behind unchanged blocks between empty lines stays what it was; not where something that opens or
 * closes over blocks (HTML, fences, Liquid, formulas) or a definition is near.
 */
export function provesNearby(text: string, doc: Node, origin: Origin): boolean {
  const last = latest.get(origin.inner) ?? { text: origin.inner.text, doc: origin.doc }
  const { head, tail } = sharedBlocks(last.doc.children, doc.children)
  const window = windowAround(last.text, text)
  if (!window || isHazardous(window.old) || isHazardous(window.now)) return false
  const old = readWindow(window.old, origin)
  const from = placeOf(old, last.doc.children, head, last.doc.childCount - tail)
  if (from === undefined) return false
  const before = last.doc.children.slice(from, head)
  const behind = last.doc.children.slice(last.doc.childCount - tail, from + old.length)
  if ((before.length === 0 && window.start > 0) || (behind.length === 0 && !window.toEnd)) return false
  const changed = doc.children.slice(head, doc.childCount - tail)
  const wanted = [...before, ...changed, ...behind]
  return changed.every(isProse) && wanted.every(isPlain) && exactly(readWindow(window.now, origin), wanted)
}

/** The last window that was read, which is the next one's old text while one types on: by the text that was opened. */
const windows = new WeakMap<Inner, { text: string; definitions: Origin['definitions']; nodes: Node[] }>()

function readWindow(text: string, origin: Origin): readonly Node[] {
  const { inner, definitions } = origin
  const last = windows.get(inner)
  if (last?.text === text && last.definitions === definitions) return last.nodes
  const nodes = readAlone(text, origin)
  windows.set(inner, { text, definitions, nodes })
  return nodes
}

/** How many blocks two documents share at their ends. */
function sharedBlocks(old: readonly Node[], now: readonly Node[]): { head: number; tail: number } {
  const most = Math.min(old.length, now.length)
  let [head, tail] = [0, 0]
  while (head < most && old[head] === now[head]) head++
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  return { head, tail }
}

interface Window {
  readonly old: string
  readonly now: string
  readonly start: number
  /** It reaches to the texts' end. */
  readonly toEnd: boolean
}

/** What differs between two texts, with at least one block on either side; between empty lines. */
function windowAround(old: string, now: string): Window | undefined {
  const most = Math.min(old.length, now.length)
  const head = mostOf(most, (count) => old.startsWith(now.slice(0, count)))
  const tail = mostOf(most - head, (count) => count === 0 || old.endsWith(now.slice(-count)))
  const start = gapBefore(old, gapBefore(old, head))
  const end = gapBehind(old, gapBehind(old, old.length - tail))
  if (end - start > longest) return undefined
  const shift = now.length - old.length
  return { old: old.slice(start, end), now: now.slice(start, end + shift), start, toEnd: end === old.length }
}

const longest = 20_000

/** The greatest number, `most` at most, of which something holds that holds of all smaller ones. */
function mostOf(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}

function gapBefore(text: string, at: number): number {
  const gap = at < 3 ? -1 : text.lastIndexOf('\n\n', at - 3)
  return gap === -1 ? 0 : gap + 2
}

function gapBehind(text: string, at: number): number {
  const gap = text.indexOf('\n\n', at)
  return gap === -1 ? text.length : gap + 2
}

/** What may open or close something over blocks, or defines something. */
const isHazardous = (text: string): boolean =>
  /[<{}]|(?<!^|^ {0,3}|> ?)>|\$\$|^ {0,3}(?:```|~~~)|\]:|\[\^|^(?: {4}|\t)/m.test(text)

const isProse = ({ type, content }: Node): boolean =>
  content.size > 0 && (type.name === 'paragraph' || type.name === 'heading')

const plain = new Set(['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'rule', 'table'])
const isPlain = ({ type, content }: Node): boolean =>
  plain.has(type.name) && (content.size > 0 || type.name === 'rule')

/** Where in a document blocks that were read stand, around its changed blocks; undefined where they do not. */
function placeOf(
  read: readonly Node[],
  blocks: readonly Node[],
  start: number,
  end: number,
): number | undefined {
  for (let from = start; from >= 0 && start - from < read.length + 1; from--) {
    if (from + read.length < end) continue
    const here = blocks.slice(from, from + read.length)
    if (here.length === read.length && here.every(isPlain) && exactly(read, here)) return from
  }
  return undefined
}
