import type { Node } from '@tiptap/pm/model'
import { itemGap } from './constructs/list.ts'
import type { Inner } from './origin.ts'
import { gapBetween } from './printing.ts'

/** What a container's children are: blocks, the items of a list, or parts of HTML. */
export type Kind = 'blocks' | 'bulletList' | 'orderedList' | 'html'

/** How much of the source a save tries to keep: all, or all but the spelling and the gaps of what was touched. */
export type Care = 'patch' | 'reprint'

/** A piece of a container's new content with the old children that it stands for. */
export interface Part {
  readonly text: string
  readonly first: Node
  readonly last: Node
  /** The old children that it stands for, first and last; undefined: it is new. */
  readonly slots: readonly [number, number] | undefined
  /** It is the same as it was. */
  readonly same: boolean
}

/** A container without children: what stood before the first one and behind the last. */
export const emptied = (old: Inner): string =>
  old.slots.length === 0 ? old.text : (old.slots[0]?.gap ?? '') + old.tail

/** Joins the pieces; between two neighbors that were neighbors stands what stood there. */
export function joinParts(parts: readonly Part[], old: Inner, way: Way): string {
  const { kind } = way
  let text = old.slots[0]?.gap ?? ''
  let slot = -1
  parts.forEach((part, index) => {
    const last = parts[index - 1]
    if (last) text += gapOf(last, part, { old, ...way, slot })
    text += part.text
    slot = part.slots?.[1] ?? slot
  })
  if (old.slots.length === 0) return text + old.text
  const isAdded = kind === 'blocks' && parts.at(-1)?.slots === undefined && slot === old.slots.length - 1
  return text + ((isAdded ? halves(old.tail)?.[1] : undefined) ?? old.tail)
}

/** How parts are joined. */
interface Way {
  readonly kind: Kind
  readonly care: Care
  /** What stood between neighbors stays, also where an item became loose or tight. */
  readonly kept: boolean
  /** Old children before which no empty line may come where none was. */
  readonly close: ReadonlySet<Node>
}

/** Where parts are joined. */
interface Joint extends Way {
  readonly old: Inner
  /** The last old child that stands before it. */
  readonly slot: number
}

/** Empty lines where something new comes between: one is enough before it, the others stand behind it. */
function halves(gap: string): readonly [before: string, behind: string] | undefined {
  const [, first, rest] = /^(\n[ \t]*\n)(\s*)$/.exec(gap) ?? []
  return first === undefined ? undefined : [first, `\n${rest ?? ''}`]
}

/** The same between two blocks; undefined where there is but one empty line. */
const halvesBetween = (gap: string): readonly [string, string] | undefined => {
  const both = halves(gap)
  return both && /\n[^]*\n/.test(both[1]) ? both : undefined
}

/** Between parts of HTML stands what stood there, or what stands between others. */
function htmlGap(last: Part, part: Part, { slots }: Inner): string {
  const [from, to] = [last.slots?.[1], part.slots?.[0]]
  const own = to === undefined || to === 0 ? undefined : slots[to]?.gap
  if (own !== undefined && (from !== undefined || own !== '')) return own
  const near = slots[from === undefined ? 1 : Math.max(1, from)]?.gap
  return near ?? /\s*$/.exec(slots[0]?.gap ?? '')?.[0] ?? ''
}

function gapOf(last: Part, part: Part, joint: Joint): string {
  const { old, kind, care } = joint
  if (kind === 'html') return htmlGap(last, part, old)
  if (part.same && joint.close.has(part.first)) return old.slots[part.slots?.[0] ?? -1]?.gap ?? '\n'
  const kept = keptGap(last, part, joint)
  const touched = !last.same || !part.same || kept?.skipped === true
  if (kept !== undefined && !(touched && care === 'reprint')) return kept.gap
  if (kind !== 'blocks') return itemGap(last.last)
  const gap = gapBetween(last.last, part.first, part.text)
  if (care === 'reprint') return gap
  if (gap === '\n^\n') return signedGap(last, part, old) ?? gap
  if (gap !== '\n\n') return gap
  return habitualGap(last.last, part.first, old) ?? firstHalf(last, part, old) ?? gap
}

/** Before something new behind an old block: the first of the empty lines that stood there. */
function firstHalf(last: Part, part: Part, { slots, tail }: Inner): string | undefined {
  const from = last.slots?.[1]
  if (from === undefined || part.slots !== undefined) return undefined
  const next = slots[from + 1]
  return next ? halvesBetween(next.gap)?.[0] : halves(tail)?.[0]
}

/** The sign that keeps two apart, with the empty lines that stood around what was between them. */
function signedGap(last: Part, part: Part, { slots }: Inner): string | undefined {
  const [from, to] = [last.slots?.[1], part.slots?.[0]]
  if (from === undefined || to === undefined || to <= from) return undefined
  const [before, behind] = [slots[from + 1]?.gap ?? '', slots[to]?.gap ?? '']
  if (!isEmptyLines(before) || !isEmptyLines(behind)) return undefined
  if (to === from + 1) return before.replace(/\n[ \t]*\n/, '\n^\n')
  return `${before.replace(/[ \t]+$/, '')}^${behind}`
}

const isEmptyLines = (gap: string): boolean => /^\n[ \t]*\n\s*$/.test(gap)

const definitions = new Set(['footnote', 'linkDefinition', 'abbreviation', 'styleDefinition'])

/** Between two notes, addresses and the like stands what stands between others of the post. */
function habitualGap({ type }: Node, other: Node, { slots }: Inner): string | undefined {
  if (type !== other.type || !definitions.has(type.name)) return undefined
  const index = slots.findLastIndex(({ node }, at) => node.type === type && slots[at - 1]?.node.type === type)
  return index === -1 ? undefined : slots[index]?.gap
}

/** The gap that stood there; of those around deleted children the larger one. */
function keptGap(last: Part, part: Part, joint: Joint): { gap: string; skipped: boolean } | undefined {
  const { old, kind } = joint
  const [from, to] = [last.slots?.[1], part.slots?.[0]]
  if (from === undefined && to !== undefined)
    return kind === 'blocks' ? blankGap(joint, to, last, part) : undefined
  if (from !== undefined && to === undefined)
    return kind === 'blocks' ? undefined : itemGapAt(joint, from + 1, last)
  if (from === undefined || to === undefined || to <= from) return undefined
  if (
    kind === 'blocks' &&
    !(last.same && part.same && to === from + 1) &&
    !areAsBefore(last, part, old) &&
    gapBetween(last.last, part.first, part.text) !== '\n\n'
  )
    return undefined
  const gaps = old.slots.slice(from + 1, to + 1).map(({ gap }) => gap)
  const largest = gaps.reduce((best, gap) => (lines(gap) > lines(best) ? gap : best), gaps.at(-1) ?? '')
  if (kind !== 'blocks')
    return looseChanged(last, joint)
      ? undefined
      : { gap: gaps.at(-1) === '' ? largest : (gaps.at(-1) ?? largest), skipped: gaps.length > 1 }
  return isSafe(largest, last, part, old) ? { gap: largest, skipped: gaps.length > 1 } : undefined
}

/** Neighbors that were neighbors, of the kinds that they were: what kept them apart still does. */
const areAsBefore = (last: Part, part: Part, old: Inner): boolean => {
  const [from, to] = [last.slots?.[1] ?? -1, part.slots?.[0] ?? -1]
  const [before, after] = [old.slots[from]?.node, old.slots[to]?.node]
  return to === from + 1 && before?.type === last.last.type && after?.type === part.first.type
}

/** Without an empty line two blocks stay apart only if they are of the kinds that they were. */
function isSafe(gap: string, last: Part, part: Part, old: Inner): boolean {
  if (/\n[ \t]*\n/.test(gap) || (last.same && part.same)) return true
  const before = old.slots[last.slots?.[1] ?? -1]?.node
  const after = old.slots[part.slots?.[0] ?? -1]?.node
  return before?.type === last.last.type && after?.type === part.first.type
}

const lines = (gap: string): number => gap.split('\n').length

/** Before an old block, behind a new one: the gap that stood before the old one, where it keeps the two apart. */
function blankGap(
  { old, slot }: Joint,
  to: number,
  last: Part,
  part: Part,
): { gap: string; skipped: boolean } | undefined {
  const whole = to === 0 ? undefined : old.slots[to]?.gap
  const gap = whole !== undefined && slot === to - 1 ? (halvesBetween(whole)?.[1] ?? whole) : whole
  const wanted = gapBetween(last.last, part.first, part.text)
  return gap !== undefined && /\n[ \t]*\n/.test(gap) && wanted === '\n\n' ? { gap, skipped: true } : undefined
}

function itemGapAt(joint: Joint, index: number, last: Part): { gap: string; skipped: boolean } | undefined {
  const gap = joint.old.slots[index]?.gap
  return gap === undefined || looseChanged(last, joint) ? undefined : { gap, skipped: false }
}

/** Whether an item became loose or tight. */
function looseChanged({ last, slots }: Part, { old, kept }: Joint): boolean {
  if (kept) return false
  const before = old.slots[slots?.[1] ?? -1]?.node
  return before !== undefined && before.attrs.loose !== last.attrs.loose
}
