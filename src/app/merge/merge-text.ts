import { parse } from '../../kramdown/index.ts'
import { threeWay, type Part, type Piece } from './three-way.ts'

/** A paragraph (or another block) that both changed: how it stands here, how it was, and how it stands there. */
export interface TextConflict {
  readonly mine: string
  readonly base: string
  readonly theirs: string
}

/** A text that two have changed, merged by its blocks. */
export interface TextMerge {
  readonly conflicts: readonly TextConflict[]
  /** The text once every conflict, in their order, is replaced by what was chosen for it. */
  with(chosen: readonly string[]): string
}

/**
 * Merges two versions of a post's text that come from the same one: each block as either of them has changed it. What
 * both changed, or what would not come out as the same blocks, is a conflict; nothing is merged inside a block.
 */
export function mergeText(base: string, mine: string, theirs: string): TextMerge {
  const settled = mine === base ? theirs : theirs === base || theirs === mine ? mine : undefined
  if (settled !== undefined) return { conflicts: [], with: () => settled }
  const merge = mergeOf(threeWay(partsOf(mine), partsOf(base), partsOf(theirs)), lineEndOf(theirs))
  const result = merge.with(merge.conflicts.map(({ mine }) => mine))
  return isSound(result, merge.blocks) ? merge : wholly({ base, mine, theirs })
}

const wholly = (conflict: TextConflict): TextMerge => ({
  conflicts: [conflict],
  with: ([chosen = conflict.mine]) => chosen,
})

function mergeOf(pieces: readonly Piece[], end: string): TextMerge & { readonly blocks: readonly string[] } {
  const conflicts = pieces.flatMap((piece) =>
    piece.kind === 'conflict'
      ? [{ mine: textOf(piece.mine, end), base: textOf(piece.base, end), theirs: textOf(piece.theirs, end) }]
      : [],
  )
  const gapAfter = (piece: Piece & { kind: 'conflict' }): Omit<Part, 'text'> =>
    piece.mine.at(-1) ?? piece.theirs.at(-1) ?? { gap: end }
  const assemble = (chosen: readonly string[]): string => {
    let next = 0
    const parts = pieces.flatMap((piece): readonly Part[] => {
      if (piece.kind === 'agreed') return piece.parts
      const text = (chosen[next++] ?? '').replace(/[\r\n]+$/, '')
      return text === '' ? [] : [{ ...gapAfter(piece), text }]
    })
    return joined(parts, end)
  }
  const blocks = pieces.flatMap((piece) =>
    (piece.kind === 'agreed' ? piece.parts : piece.mine).map(({ text }) => text),
  )
  return { conflicts, with: assemble, blocks }
}

/** The blocks of a text, each with the blank lines behind it. What stands before the first belongs to it. */
function partsOf(source: string): Part[] {
  const starts = parse(source, { liquid: true })
    .children.filter(({ type }) => type !== 'blank' && type !== 'markup')
    .map(({ span }) => lineStart(source, span[0]))
  const cuts = [...new Set([0, ...starts.slice(1)])]
  const parts = cuts.map((from, at) => partOf(source.slice(from, cuts[at + 1])))
  return parts
    .map((part, at) => ({ ...part, followedBy: parts[at + 1]?.text }))
    .filter(({ text, gap }) => text + gap !== '')
}

/** Blanks at the end of its last line may be a line break, and stay with the block. */
function partOf(source: string): Part {
  const text = source.replace(/(?:[ \t]*(?:\r\n?|\n))+$/, '')
  return { text, gap: source.slice(text.length) }
}

const lineStart = (source: string, at: number): number =>
  Math.max(source.lastIndexOf('\n', at - 1), source.lastIndexOf('\r', at - 1)) + 1

/** Parts that did not stand beside one another before are kept apart by at least one empty line. */
function joined(parts: readonly Part[], end: string): string {
  return parts.map((part, at) => part.text + gapBetween(part, parts[at + 1], end)).join('')
}

function gapBetween({ gap, followedBy }: Part, next: Part | undefined, end: string): string {
  if (next === undefined) return followedBy === undefined ? gap : end
  return next.text === followedBy || /\n.*\n|\r(?!\n).*\r/.test(gap) ? gap : end + end
}

const textOf = (parts: readonly Part[], end: string): string => joined(parts, end).replace(/[\r\n]+$/, '')

const lineEndOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

const isSound = (text: string, blocks: readonly string[]): boolean => {
  const read = partsOf(text).map((part) => part.text)
  return read.length === blocks.length && read.every((block, at) => block === blocks[at])
}
