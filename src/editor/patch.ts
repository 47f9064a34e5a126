import { diffArrays } from 'diff/lib/diff/array.js'

/** `text` stands in the new text where `from` to `to` stood in the old one. */
export interface Hunk {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Words, runs of blanks, and signs one by one. */
const token = /[\p{L}\p{N}]+|[ \t]+|[^]/gu

/** More changes than this in one block are not worth carrying over one by one. */
const manyChanges = 600

/** The differences between two texts, as small as they are; undefined where they have hardly anything in common. */
export function hunksBetween(old: string, now: string): Hunk[] | undefined {
  if (old === now) return []
  const start = commonStart(old, now)
  const end = commonEnd(old, now, start)
  const [one, other] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  if (one === '' || other === '') return [{ from: start, to: start + one.length, text: other }]
  return hunksOfWords(one, other)?.map((hunk) =>
    refined(old, { ...hunk, from: hunk.from + start, to: hunk.to + start }),
  )
}

function commonStart(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  let at = 0
  while (at < length && one[at] === other[at]) at++
  return at
}

function commonEnd(one: string, other: string, start: number): number {
  const length = Math.min(one.length, other.length) - start
  let count = 0
  while (count < length && one.at(-1 - count) === other.at(-1 - count)) count++
  return count
}

function hunksOfWords(old: string, now: string): Hunk[] | undefined {
  const parts = diffArrays(old.match(token) ?? [], now.match(token) ?? [], { maxEditLength: manyChanges })
  if (parts === undefined) return undefined
  const hunks: Hunk[] = []
  let at = 0
  let open: Hunk | undefined
  for (const { added, removed, value } of parts) {
    const text = value.join('')
    if (!added && !removed) {
      if (open) hunks.push(open)
      open = undefined
      at += text.length
      continue
    }
    open ??= { from: at, to: at, text: '' }
    if (removed) open = { ...open, to: (at += text.length) }
    else open = { ...open, text: open.text + text }
  }
  return open ? [...hunks, open] : hunks
}

/** Without the characters at its ends that do not change. */
function refined(old: string, { from, to, text }: Hunk): Hunk {
  const before = old.slice(from, to)
  const start = commonStart(before, text)
  const end = commonEnd(before, text, start)
  return { from: from + start, to: to - end, text: text.slice(start, text.length - end) }
}

/**
 * Carries the difference between two canonical prints over to the source: `base` and `now` are prints of the old and
 * the new node, `source` is what the old node was written as. Gives what may be meant, the closest to the source first:
 * all its spellings kept; those beside the edits in canonical form; only its blanks and line ends kept. Nothing where
 * the texts have too little in common.
 */
export function* carryOver(base: string, now: string, source: string): Generator<string, void, undefined> {
  if (base === source) {
    yield now
    return
  }
  const found = hunksBetween(base, now)
  const spellings = hunksBetween(base, source)
  if (found === undefined || spellings === undefined) return
  const edits = found.map((edit) => besideSpellings(base, edit, spellings))
  const given = new Set<string>()
  const kept = spellings.filter(
    (spelling) => !edits.some((edit) => overlap(edit, spelling) || isOfGap(spelling, edit, base)),
  )
  const blanks = kept.filter(({ from, to, text }) => isBlank(base.slice(from, to) + text))
  for (const some of [kept, awayFrom(edits, kept), blanks]) {
    for (const sourceFirst of breaksBehind(edits, some) ? [true, false] : [false, true]) {
      const text = merge(base, edits, some, sourceFirst)
      if (!given.has(text)) yield text
      given.add(text)
    }
  }
}

/** More characters than these are not looked at for another place. */
const farthest = 40

/**
 * What is put into `a b` so that it becomes `a x b` is `x ` behind the first blank or ` x` before it: the place that is
 * not within another spelling, if there is one.
 */
function besideSpellings(base: string, edit: Hunk, spellings: readonly Hunk[]): Hunk {
  const isFree = (hunk: Hunk) => !spellings.some((spelling) => overlap(hunk, spelling))
  const lines = withIndentation(base, edit, spellings)
  if (lines !== edit || isFree(edit)) return lines
  for (const shift of [shiftedLeft, shiftedRight]) {
    let hunk: Hunk | undefined = edit
    for (let steps = 0; hunk && steps < farthest; steps++) {
      if (isFree(hunk)) return hunk
      hunk = shift(base, hunk)
    }
  }
  return edit
}

/** Lines that are deleted go with the blanks before the first of them, which only the source has, not with those behind. */
function withIndentation(base: string, edit: Hunk, spellings: readonly Hunk[]): Hunk {
  let hunk: Hunk | undefined =
    edit.text === '' && base.slice(edit.from, edit.to).includes('\n') ? edit : undefined
  for (let steps = 0; hunk && steps < 3 && base[hunk.from] !== '\n'; steps++) hunk = shiftedLeft(base, hunk)
  if (!hunk || base[hunk.from] !== '\n') return edit
  const start = hunk.from + 1
  const isIndented = spellings.some(
    ({ from, to, text }) => from === start && to === start && /^[ \t]+$/.test(text),
  )
  return isIndented ? hunk : edit
}

/** An insertion or a deletion that comes to the same, one character before. */
function shiftedLeft(base: string, { from, to, text }: Hunk): Hunk | undefined {
  const char = base[from - 1]
  if (char === undefined || (from < to && text !== '')) return undefined
  if (char !== (from === to ? text.at(-1) : base[to - 1])) return undefined
  return { from: from - 1, to: to - 1, text: text === '' ? '' : char + text.slice(0, -1) }
}

/** The same, one character behind. */
function shiftedRight(base: string, { from, to, text }: Hunk): Hunk | undefined {
  const char = base[to]
  if (char === undefined || (from < to && text !== '')) return undefined
  if (char !== (from === to ? text[0] : base[from])) return undefined
  return { from: from + 1, to: to + 1, text: text === '' ? '' : text.slice(1) + char }
}

/** Whether a blank that was typed would come to stand at the end of a line, which goes on behind it in the source. */
const breaksBehind = (edits: readonly Hunk[], spellings: readonly Hunk[]): boolean =>
  edits.some(
    ({ from, text }) =>
      /[ \t]$/.test(text) &&
      spellings.some((spelling) => spelling.from === from && /^\s*\n/.test(spelling.text)),
  )

const isBlank = (text: string): boolean => text.trim() === ''

/** The spellings that are not the nearest to an edit on either side; blanks stay. */
function awayFrom(edits: readonly Hunk[], spellings: readonly Hunk[]): Hunk[] {
  const signs = spellings.filter(({ text }) => !isBlank(text))
  const nearest = edits.flatMap((edit) => [
    signs.findLast(({ to }) => to <= edit.from),
    signs.find(({ from }) => from >= edit.to),
  ])
  return spellings.filter((spelling) => !nearest.includes(spelling))
}

/** Both kinds of changes in one text; `sourceFirst` settles what comes first where both insert at one place. */
function merge(
  base: string,
  edits: readonly Hunk[],
  spellings: readonly Hunk[],
  sourceFirst: boolean,
): string {
  const all = [
    ...edits.map((hunk) => ({ hunk, rank: sourceFirst ? 1 : 0 })),
    ...spellings.map((hunk) => ({ hunk, rank: sourceFirst ? 0 : 1 })),
  ]
  all.sort((one, other) => order(one.hunk, other.hunk) || one.rank - other.rank)
  return apply(
    base,
    all.map(({ hunk }) => hunk),
  )
}

const overlap = (one: Hunk, other: Hunk): boolean => one.from < other.to && other.from < one.to

/** More empty lines of a gap that is gone. */
const isOfGap = ({ from, to, text }: Hunk, edit: Hunk, base: string): boolean =>
  from === to &&
  (from === edit.from || from === edit.to) &&
  isBlank(text) &&
  base.slice(edit.from, edit.to).includes('\n\n') &&
  !edit.text.includes('\n\n')

/** By place; at one place insertions come before replacements. */
const order = (one: Hunk, other: Hunk): number => one.from - other.from || one.to - other.to

function apply(text: string, hunks: readonly Hunk[]): string {
  let result = ''
  let at = 0
  for (const hunk of hunks) {
    result += text.slice(at, hunk.from) + hunk.text
    at = Math.max(at, hunk.to)
  }
  return result + text.slice(at)
}
