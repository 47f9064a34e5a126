import { lineEnd, type Splice, applySplices } from './splice.ts'
import type { SequenceItem, SequenceNode } from './nodes.ts'
import { columnOf, contentEnd, type PatchContext, type Slot, styleLike } from './slots.ts'
import { type PrintStyle, printItem, printValue } from './print.ts'
import { isSame } from './values.ts'

type Patch = (context: PatchContext, slot: Slot, value: unknown) => Splice[]

/** One item of the list as it shall be: from an old item (perhaps changed inside), or new. */
interface Piece {
  readonly text: string
  /** The index of the old item that it comes from. */
  readonly old: number | undefined
}

const mostComparisons = 250_000

/** The list's items one by one: those that stay keep their text and what stands between them. */
export function patchList(
  context: PatchContext,
  node: SequenceNode,
  list: readonly unknown[],
  patch: Patch,
): Splice[] | undefined {
  if (node.items.length === 0 || node.items.length * list.length > mostComparisons) return undefined
  const style = styleLike(node, context)
  const origins = matchItems(
    node.items.map((item) => context.values.get(item.node)),
    list,
  )
  const pieces = list.map((value, index) => makePiece(context, node, style, value, origins[index], patch))
  return node.flow ? [joinFlow(context.text, node, pieces)] : [joinBlock(context, node, pieces)]
}

/** For each new value the index of the old one that it comes from: the same one, or the one that it replaces. */
function matchItems(old: readonly unknown[], list: readonly unknown[]): (number | undefined)[] {
  const same = longestCommon(old, list)
  const origins = list.map((_, index) => same.get(index))
  let next = 0
  return origins.map((origin, index) => {
    if (origin !== undefined) {
      next = origin + 1
      return origin
    }
    const limit = origins.slice(index).find((later) => later !== undefined) ?? old.length
    return next < limit ? next++ : undefined
  })
}

/** The longest common subsequence, as new index → old index. */
function longestCommon(old: readonly unknown[], list: readonly unknown[]): Map<number, number> {
  const lengths = old.map(() => new Array<number>(list.length + 1).fill(0))
  lengths.push(new Array<number>(list.length + 1).fill(0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = list.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? []
      row[j] = isSame(old[i], list[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  return walkCommon(old, list, at)
}

function walkCommon(
  old: readonly unknown[],
  list: readonly unknown[],
  at: (i: number, j: number) => number,
): Map<number, number> {
  const pairs = new Map<number, number>()
  let i = 0
  let j = 0
  while (i < old.length && j < list.length) {
    if (isSame(old[i], list[j])) pairs.set(j++, i++)
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return pairs
}

function makePiece(
  context: PatchContext,
  node: SequenceNode,
  style: PrintStyle,
  value: unknown,
  old: number | undefined,
  patch: Patch,
): Piece {
  const item = old === undefined ? undefined : node.items[old]
  if (item === undefined) return { text: printNew(context, node, style, value), old }
  const to = node.flow ? item.node.span[1] : endOf(context.text, item)
  const place = { inFlow: node.flow, indent: columnOf(context.text, item.from) }
  const splices = patch(context, { at: item.slot, node: item.node, place }, value)
  const moved = splices.map((splice) => ({
    ...splice,
    from: splice.from - item.from,
    to: splice.to - item.from,
  }))
  return { text: applySplices(context.text.slice(item.from, to), moved), old }
}

function printNew(context: PatchContext, node: SequenceNode, style: PrintStyle, value: unknown): string {
  if (node.flow) return printValue(value, { inFlow: true, indent: 0 }, style)
  return `-${printItem(value, columnOf(context.text, node.items[0]?.from ?? node.span[0]), style)}`
}

function joinFlow(text: string, node: SequenceNode, pieces: readonly Piece[]): Splice {
  const { items } = node
  const from = items[0]?.from ?? node.span[0]
  const to = items.at(-1)?.node.span[1] ?? node.span[1]
  const between = (index: number): string => text.slice(items[index]?.node.span[1], items[index + 1]?.from)
  const usual = items.length > 1 && /^\s*,\s*$/.test(between(0)) ? between(0) : ', '
  return { from, to, text: joinPieces(pieces, between, usual) }
}

function joinBlock({ text, style }: PatchContext, node: SequenceNode, pieces: readonly Piece[]): Splice {
  const { items } = node
  const from = items[0]?.from ?? node.span[0]
  const last = items.at(-1)
  const between = (index: number): string => text.slice(endOf(text, items[index]), items[index + 1]?.from)
  const usual = style.eol + ' '.repeat(columnOf(text, from))
  return {
    from,
    to: last === undefined ? node.span[1] : endOf(text, last),
    text: joinPieces(pieces, between, usual),
  }
}

/** Where the last line of a block list's item ends, with its comment. */
const endOf = (text: string, item: SequenceItem | undefined): number =>
  item === undefined ? text.length : lineEnd(text, contentEnd(text, item.node))

/** Pieces with what stood between them where both stood side by side, else with the usual. */
function joinPieces(pieces: readonly Piece[], between: (index: number) => string, usual: string): string {
  return pieces
    .map((piece, index) => {
      const next = pieces[index + 1]
      if (next === undefined) return piece.text
      const together = piece.old !== undefined && next.old === piece.old + 1
      return piece.text + (together ? between(piece.old) : usual)
    })
    .join('')
}
