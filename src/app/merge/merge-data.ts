import { DataText } from '../../jekyll/data/data-text.ts'
import type { Steps } from '../../jekyll/data/steps.ts'
import { valueAt } from '../../jekyll/data/steps.ts'
import { isMap, isSame } from '../../jekyll/yaml/values.ts'
import type { DetailConflict } from './merge-details.ts'
import type { PostMerge } from './merge-post.ts'
import { mergeValues, type ValueConflict } from './merge-values.ts'
import { threeWay, type Part } from './three-way.ts'

type Side = 'mine' | 'theirs'

/**
 * Merges two versions of a data file that come from the same one: entry by entry, value by value. What comes out is proved by
 * reading it; where no text can be found that says what was decided, one of the two files stands as a whole, as it is.
 */
export function mergeData(path: string, base: string, mine: string, theirs: string): PostMerge {
  const [old, here, there] = [base, mine, theirs].map((text) => new DataText(path, text))
  if (!old || !here || !there || old.problem || here.problem || there.problem) return whole(mine, theirs)
  const { conflicts } = mergeValues(old.value, here.value, there.value)
  const write = (chosen: readonly Side[]): string | undefined => {
    const { value } = mergeValues(old.value, here.value, there.value, chosen)
    return written(value, old, here, there)
  }
  const sides = ['mine', 'theirs'] as const
  if (sides.some((side) => write(conflicts.map(() => side)) === undefined)) return whole(mine, theirs)
  return {
    details: named(conflicts, here.value, there.value),
    texts: [],
    with: (chosen) => {
      const text = write(chosen)
      if (text === undefined) throw new Error('These choices cannot be written into one file.')
      return text
    },
  }
}

function whole(mine: string, theirs: string): PostMerge {
  const details = mine === theirs ? [] : [{ key: 'All of it', mine, theirs }]
  return { details, texts: [], with: ([side]) => (side === 'theirs' ? theirs : mine) }
}

/** A text that means this value, as near to what both wrote as can be; undefined where none was found. */
function written(value: unknown, base: DataText, mine: DataText, theirs: DataText): string | undefined {
  for (const text of byLines(base.text, mine.text, theirs.text)) {
    const data = theirs.withText(text)
    if (!data.problem && isSame(data.value, value)) return text
  }
  for (const start of [theirs, mine]) {
    const data = toward(start, value, [])
    if (isSame(data.value, value)) return data.text
  }
  return undefined
}

/** Line by line, which keeps how each wrote what they changed, and their comments; where both changed a line, either's. */
function byLines(base: string, mine: string, theirs: string): string[] {
  const pieces = threeWay(linesOf(mine), linesOf(base), linesOf(theirs))
  const join = (side: Side): string =>
    pieces
      .flatMap((piece) => (piece.kind === 'agreed' ? piece.parts : piece[side]))
      .map(({ text, gap }) => text + gap)
      .join('')
  const both = pieces
    .flatMap((piece) => (piece.kind === 'agreed' ? piece.parts : [...piece.theirs, ...piece.mine]))
    .map(({ text, gap }) => text + gap)
    .join('')
  return [join('mine'), join('theirs'), both]
}

const linesOf = (source: string): Part[] =>
  [...source.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)]
    .map(([, text = '', gap = '']) => ({ text, gap }))
    .filter(({ text, gap }) => text + gap !== '')

/** The file changed step by step until it says this, as far as that can be written. */
function toward(data: DataText, wanted: unknown, at: Steps): DataText {
  const now = valueAt(data.value, at)
  if (isSame(now, wanted)) return data
  if (isMap(now) && isMap(wanted) && Object.keys(now).every((key) => Object.hasOwn(wanted, key)))
    return Object.keys(wanted).reduce((next, key) => toward(next, wanted[key], [...at, key]), data)
  if (Array.isArray(now) && Array.isArray(wanted)) return listToward(data, now, wanted, at)
  return data.set(at, wanted)
}

/** What is the same at both ends stays; of what lies between, entries are changed, then added or taken out. */
function listToward(
  data: DataText,
  now: readonly unknown[],
  wanted: readonly unknown[],
  at: Steps,
): DataText {
  const [start, end] = commonEnds(now, wanted)
  const [old, fresh] = [now.length - start - end, wanted.length - start - end]
  let next = data
  for (let index = 0; index < Math.min(old, fresh); index += 1)
    next = toward(next, wanted[start + index], [...at, start + index])
  for (let index = old - 1; index >= fresh; index -= 1) next = next.remove(at, start + index)
  for (let index = old; index < fresh; index += 1)
    next = next.insert(at, start + index, wanted[start + index])
  return next
}

function commonEnds(
  one: readonly unknown[],
  other: readonly unknown[],
): readonly [start: number, end: number] {
  const most = Math.min(one.length, other.length)
  let start = 0
  while (start < most && isSame(one[start], other[start])) start += 1
  let end = 0
  while (end < most - start && isSame(one.at(-1 - end), other.at(-1 - end))) end += 1
  return [start, end]
}

/** Each under a name of its own: what the entry is called, then the field. */
function named(conflicts: readonly ValueConflict[], mine: unknown, theirs: unknown): DetailConflict[] {
  const taken = new Map<string, number>()
  return conflicts.map(({ at, mine: here, theirs: there }) => {
    const name = at.map((step, index) => nameOf(step, at.slice(0, index + 1), [mine, theirs])).join(' › ')
    const count = (taken.get(name) ?? 0) + 1
    taken.set(name, count)
    return { key: count > 1 ? `${name} (${count})` : name, mine: here, theirs: there }
  })
}

const titles = ['title', 'name', 'label', 'id', 'key']

function nameOf(step: string | number, at: Steps, values: readonly unknown[]): string {
  if (typeof step === 'string') return step
  for (const value of values) {
    const entry = valueAt(value, at)
    const title = isMap(entry)
      ? titles.map((key) => entry[key]).find((each) => typeof each === 'string')
      : undefined
    if (typeof title === 'string' && title !== '') return title
  }
  return `Entry ${step + 1}`
}
