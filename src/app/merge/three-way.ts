import { diff3MergeRegions } from 'node-diff3'

/** A part of a text that is taken or left as a whole: a paragraph, a line. */
export interface Part {
  /** By which it is compared. */
  readonly text: string
  /** What stands behind it. */
  readonly gap: string
  /** The text of the part that follows it; undefined for the last one. */
  readonly followedBy?: string | undefined
}

/** What both sides agree on (or only one of them changed), or what they changed both, each in another way. */
export type Piece =
  | { readonly kind: 'agreed'; readonly parts: readonly Part[] }
  | {
      readonly kind: 'conflict'
      readonly mine: readonly Part[]
      readonly base: readonly Part[]
      readonly theirs: readonly Part[]
    }

type Side = 'a' | 'o' | 'b'
/** What `diff3MergeRegions` gives: the package's own types say nothing. */
type Region =
  | {
      readonly stable: true
      readonly buffer: Side
      readonly bufferStart: number
      readonly bufferLength: number
    }
  | {
      readonly stable: false
      readonly aStart: number
      readonly aLength: number
      readonly oStart: number
      readonly oLength: number
      readonly bStart: number
      readonly bLength: number
    }

/** The pieces of three versions of a text, in their order. */
export function threeWay(mine: readonly Part[], base: readonly Part[], theirs: readonly Part[]): Piece[] {
  const sides = { a: mine, o: base, b: theirs }
  const textsOf = (parts: readonly Part[]): string[] => parts.map(({ text }) => text)
  const regions = diff3MergeRegions(textsOf(mine), textsOf(base), textsOf(theirs)) as readonly Region[]
  return regions.flatMap((region) => {
    if (!region.stable) return settle(...unstable(region, mine, base, theirs))
    const { buffer, bufferStart, bufferLength } = region
    return [agreed(sides[buffer].slice(bufferStart, bufferStart + bufferLength))]
  })
}

type Three = [mine: readonly Part[], base: readonly Part[], theirs: readonly Part[]]

function unstable(
  region: Region & { stable: false },
  mine: readonly Part[],
  base: readonly Part[],
  theirs: readonly Part[],
): Three {
  const { aStart, aLength, oStart, oLength, bStart, bLength } = region
  return [
    mine.slice(aStart, aStart + aLength),
    base.slice(oStart, oStart + oLength),
    theirs.slice(bStart, bStart + bLength),
  ]
}

/** Neighbors that were changed by one side each look like one change of both: such are looked at one by one. */
function settle(...[mine, base, theirs]: Three): Piece[] {
  const { length } = base
  if (mine.length === length && theirs.length === length)
    return base.map((_, at) => decide(one(mine, at), one(base, at), one(theirs, at)))
  if (theirs.length === length && mine.length > length) return added(mine, base, theirs)
  if (mine.length === length && theirs.length > length) return added(theirs, base, mine).map(turned)
  return [decide(mine, base, theirs)]
}

const one = (parts: readonly Part[], at: number): readonly Part[] => parts.slice(at, at + 1)

/** One side did nothing but add parts before or behind those that the other changed. */
function added(...[longer, base, other]: Three): Piece[] {
  const { length } = base
  if (length > 0 && same(longer.slice(0, length), base))
    return [...settle(base, base, other), agreed(longer.slice(length))]
  if (length > 0 && same(longer.slice(-length), base))
    return [agreed(longer.slice(0, -length)), ...settle(base, base, other)]
  return [decide(longer, base, other)]
}

const turned = (piece: Piece): Piece =>
  piece.kind === 'agreed' ? piece : { ...piece, mine: piece.theirs, theirs: piece.mine }

function decide(...[mine, base, theirs]: Three): Piece {
  if (same(mine, theirs) || same(base, theirs)) return agreed(mine)
  if (same(base, mine)) return agreed(theirs)
  return { kind: 'conflict', mine, base, theirs }
}

const agreed = (parts: readonly Part[]): Piece => ({ kind: 'agreed', parts })

const same = (one: readonly Part[], other: readonly Part[]): boolean =>
  one.length === other.length && one.every(({ text }, at) => text === other[at]?.text)
