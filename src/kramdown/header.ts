import type { Blocks, BlockConstruct } from './blocks.ts'
import { matchAt, stripEnd, stripStart, testAt } from './characters.ts'
import { attributesOf } from './draft.ts'
import { lineEnd } from './lines.ts'

/*
 * Headers (kramdown's manual, “Headers”).
 *
 *   ## Two *levels* ## {#id}      A text {#id}
 *   ^ level      content  ^ id    =============
 */

const ATX = /(#{1,6})[\t ]*(?=[^ \t])/y
const ATX_GFM = /(#{1,6})[\t ]+(?=[^ \t\n])/y
const SETEXT = / {0,3}(?=[^ \t\n])[^\n]*\n([-=])[-=]*[ \t\f\v]*\n/y
const UNDERLINE = /[-=]+[ \t\f\v]*\n/y
const ID = /[ \t]+\{#([\p{Alphabetic}_:][-\p{Alphabetic}\p{M}\p{Nd}\p{Pc}.:\u00b7]*)\}$/u

type Level = 1 | 2 | 3 | 4 | 5 | 6
const LEVELS: readonly Level[] = [1, 2, 3, 4, 5, 6]

interface Found {
  readonly level: Level
  readonly setext: boolean
  /** The content's range in the view: id and closing `#` may still be at its end. */
  readonly from: number
  readonly to: number
  readonly end: number
}

function addHeader(blocks: Blocks, found: Found): boolean {
  const { text, view, parsing } = blocks
  let to = stripEnd(text, found.from, found.to)
  const id = ID.exec(text.slice(found.from, to))
  if (id) to = found.from + id.index
  if (!found.setext) to = stripClosing(text, found.from, to, parsing.gfm)
  const from = found.setext ? stripStart(text, found.from, to) : found.from
  if (to <= from) return false
  const { level, setext, end } = found
  const own = { level, setext, id: id?.[1], rawText: view.raw.slice(from, to) }
  const element = blocks.add('header', end, own)
  if (id?.[1] !== undefined) attributesOf(element).set('id', id[1])
  if (parsing.footnotes.size > 0) parsing.footnotesWithHeaders = true
  parsing.contents.set(element, { view, from, to })
  return true
}

/** Where a header's text ends when the `#`s at its end are taken off; with GFM only those behind a blank. */
function stripClosing(text: string, from: number, to: number, gfm: boolean): number {
  let hashes = to
  while (hashes > from && text[hashes - 1] === '#') hashes -= 1
  if (text[hashes - 1] === '\\' && hashes > from) hashes += 1
  if (hashes >= to) return to
  const end = stripEnd(text, from, hashes)
  return gfm && end === hashes ? to : end
}

/** `# Text`. GFM wants a blank behind the `#`; without GFM an empty line must stand before, and the text may begin on the next line. */
export const atxHeader: BlockConstruct = {
  first: '#',
  parse(blocks) {
    const { text, at, parsing } = blocks
    const interrupts = parsing.gfm && parsing.settings.gfmQuirks.includes('paragraph_end')
    if (!interrupts && !blocks.afterBoundary()) return false
    const match = matchAt(parsing.gfm ? ATX_GFM : ATX, text, at)
    const level = LEVELS[(match?.[1]?.length ?? 0) - 1]
    if (!match || level === undefined) return false
    const from = at + match[0].length
    const to = lineEnd(text, text[from] === '\n' ? from + 1 : from)
    return addHeader(blocks, { level, setext: false, from, to, end: to + 1 })
  },
}

/** A line that is underlined with `=` or `-`, behind an empty line. */
export const setextHeader: BlockConstruct = {
  parse(blocks) {
    const { text, at } = blocks
    const to = lineEnd(text, at)
    if (!testAt(UNDERLINE, text, to + 1) || !blocks.afterBoundary()) return false
    const match = matchAt(SETEXT, text, at)
    if (!match) return false
    const level = match[1] === '=' ? 1 : 2
    return addHeader(blocks, { level, setext: true, from: at, to, end: at + match[0].length })
  },
}
