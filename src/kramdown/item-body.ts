import { readAttributeList } from './attribute-list.ts'
import type { Blocks } from './blocks.ts'
import { matchAt, skipSpace, SPACE, TAB, testAt } from './characters.ts'
import type { Draft } from './draft.ts'
import { startsBlockTag } from './html-tag.ts'
import {
  blankEnd,
  blockAttributeList,
  braceEnd,
  END_OF_BLOCK,
  isBlankAt,
  lineEnd,
  LIST_ITEM,
  RULE,
} from './lines.ts'
import { isTagLine } from './liquid.ts'
import { wholeContent } from './paragraph.ts'
import type { Span } from './tree.ts'
import type { View } from './view.ts'
import { ViewBuilder } from './view.ts'

/*
 * The bodies of list items and definitions: the lines that are indented as the text behind the marker is, and lazy ones.
 */

/** An item with its body while its lines are gathered. */
export interface Body<E extends Draft = Draft> {
  readonly element: E
  /** Each is parsed by itself: a nested list without an empty line before it begins a new one. */
  readonly parts: ViewBuilder[]
  /** The column that the lines of the item are indented to. */
  readonly indent: number
  /** A list has begun in it. */
  nested: boolean
  /** Its last line is empty: no lazy line follows. */
  blank: boolean
}

type Marker = RegExp
type Kind = 'ul' | 'ol' | 'dl'

const MARKS = { ul: '[+*-]', ol: '\\d+\\.', dl: ':' }
const markers = new Map<string, Marker>()

/** The pattern of a marker after at most so many spaces. */
export function marker(kind: Kind, spaces: number): Marker {
  const key = `${kind}${spaces}`
  const known = markers.get(key) ?? new RegExp(`( {0,${spaces}}${MARKS[kind]})[\\t| ]`, 'y')
  markers.set(key, known)
  return known
}

/** The attribute list at the beginning of an item or a term: the offsets of its braces, and where the text behind it begins. */
export function itemList(
  view: View,
  at: number,
  end: number,
): readonly [from: number, to: number, behind: number] | undefined {
  const { text } = view
  const from = skipSpace(text, at, end)
  if (!text.startsWith('{:', from) || /^\{:(?:\w[\w:-]*:|[:/}])/.test(text.slice(from, from + 60)))
    return undefined
  const to = braceEnd(view, from)
  if (to < 0 || to > end) return undefined
  return [from, to, skipSpace(text, to, end)]
}

/** The column of an item's text: behind its marker and the blanks; tabs go to the next multiple of four. */
function contentColumn(text: string, from: number, width: number): number {
  let column = width
  for (let at = from; ; at += 1) {
    if (text.charCodeAt(at) === TAB) column += 4 - (column % 4)
    else if (text.charCodeAt(at) === SPACE) column += 1
    else return column
  }
}

/** Begins an item with the line at the parser's place, whose marker is so wide. */
function beginBody<E extends Draft>(blocks: Blocks, width: number, make: (span: Span) => E): Body<E> {
  const { text, view, at } = blocks
  const from = at + width
  const end = lineEnd(text, from) + 1
  const element = make(blocks.lines(at, end))
  const list = itemList(view, from, end)
  const behind = skipSpace(text, list ? list[1] : from, end)
  const empty = behind === end
  if (list) attachItemList(blocks, view, list, element)
  blocks.at = end
  return {
    element,
    parts: [new ViewBuilder().add(view, behind, end)],
    indent: empty ? 4 : contentColumn(text, from, width),
    nested: isList(element) && !empty && testAt(LIST_ITEM, text, behind),
    blank: false,
  }
}

/** Lists in a list's item begin parts. */
const isList = (element: Draft): boolean => element.type === 'li'

/** Gathers the items of a list, up to what belongs to none of them. */
export function gather<E extends Draft>(blocks: Blocks, kind: Kind, make: (span: Span) => E): Body<E>[] {
  const { text } = blocks
  const bodies: Body<E>[] = []
  let next = marker(kind, 3)
  while (blocks.at < text.length && !testAt(END_OF_BLOCK, text, blocks.at)) {
    const body = bodies.at(-1)
    if (kind !== 'dl' && body?.blank && testAt(RULE, text, blocks.at)) break
    const start = matchAt(next, text, blocks.at)?.[1]
    if (start !== undefined) {
      const begun = beginBody(blocks, start.length, make)
      next = marker(kind, Math.max(0, Math.min(3, begun.indent - 1)))
      bodies.push(begun)
    } else if (!body || !(takeLine(blocks, body) || takeBlank(blocks, body))) break
  }
  return bodies
}

/** Gives an element the attribute list that its text begins with. */
export function attachItemList(
  { parsing }: Blocks,
  view: View,
  [from, to]: readonly [from: number, to: number, behind: number],
  element: Draft,
): void {
  const source = view.raw.slice(from + 2, to - 1)
  readAttributeList(view, from + 2, to - 1, parsing.listFor(element, { span: view.span(from, to), source }))
}

/** A line's leading tabs and the spaces behind them. */
function indentOf(text: string, at: number): { tabs: number; spaces: number } {
  let place = at
  while (text.charCodeAt(place) === TAB) place += 1
  const tabs = place - at
  while (text.charCodeAt(place) === SPACE) place += 1
  return { tabs, spaces: place - at - tabs }
}

/** Skips so many units of a tab or four spaces. -1 if they are not there. */
function skipUnits(text: string, at: number, count: number): number {
  let place = at
  for (let unit = 0; unit < count; unit += 1) {
    if (text.charCodeAt(place) === TAB) place += 1
    else if (text.startsWith('    ', place)) place += 4
    else return -1
  }
  return place
}

/** Says whether a line is indented to a column: in units of a tab or four spaces, and single spaces for the rest. */
function isIndentedTo(text: string, at: number, indent: number): boolean {
  const units = Math.floor(indent / 4)
  const place = skipUnits(text, at, units)
  if (place < 0) return false
  return text.startsWith(' '.repeat(indent % 4), place) || skipUnits(text, place, 1) >= 0
}

/** A line that carries an item on without being indented: any but an attribute list, a block-level tag, a Liquid tag. */
function isLazy(blocks: Blocks, at: number, indent: number): boolean {
  const { text } = blocks
  let place = at
  while (place < at + Math.min(indent, 3) && text.charCodeAt(place) === SPACE) place += 1
  if (text[place] === '<') return !startsBlockTag(text, place)
  if (text[place] === '{') return blockAttributeList(blocks.view, place) === undefined
  return !isTagLine(blocks.parsing, blocks.view, at)
}

/** Appends a line to a body, its indentation taken off. */
function addLine(blocks: Blocks, body: Body, from: number, to: number): void {
  const { text, view } = blocks
  const { tabs, spaces } = indentOf(text, from)
  const found = tabs * 4 + spaces >= body.indent
  const virtual = found ? Math.max(0, tabs * 4 - body.indent) : tabs * 4
  const taken = found ? Math.max(0, body.indent - tabs * 4) : 0
  const start = from + tabs + taken
  const isItem = testAt(
    LIST_ITEM,
    virtual > 0 ? ' '.repeat(virtual) + text.slice(start, to) : text,
    virtual > 0 ? 0 : start,
  )
  const opens = isItem && isList(body.element)
  if (opens && found && !body.nested) {
    body.parts.push(new ViewBuilder())
    body.nested = true
  } else if (opens && body.nested && !found) {
    body.parts.at(-1)?.insert(' '.repeat(body.indent + 4), view.at(start))
  }
  body.parts.at(-1)?.insert(' '.repeat(virtual), view.at(start)).add(view, start, to)
}

/** Takes the line at the parser's place into a body if it belongs there. */
function takeLine(blocks: Blocks, body: Body): boolean {
  const { text, at } = blocks
  const end = lineEnd(text, at) + 1
  if (isBlankAt(text, at)) return false
  if (!isIndentedTo(text, at, body.indent) && (body.blank || !isLazy(blocks, at, body.indent))) return false
  addLine(blocks, body, at, end)
  body.blank = false
  blocks.at = end
  return true
}

/** Takes the empty lines at the parser's place into a body. */
function takeBlank(blocks: Blocks, body: Body): boolean {
  const end = blankEnd(blocks.text, blocks.at)
  if (end === blocks.at) return false
  body.parts.at(-1)?.add(blocks.view, blocks.at, end)
  body.nested = body.blank = true
  blocks.at = end
  return true
}

/** Parses the parts of a body into its element. */
export function parseBody(blocks: Blocks, { parts, element }: Body): void {
  for (const part of parts) blocks.parsing.parseBlocks(part.build(), element, blocks.depth + 1)
}

/** Lets an element end where its last child ends. */
export function close(element: Draft): void {
  const [from, to] = element.span
  element.span = [from, Math.max(from, element.children.at(-1)?.span[1] ?? to)]
}

/** Takes the empty lines at an element's end out of it: they are not its own. */
export function popBlank(element: Draft): Draft | undefined {
  const blank = element.children.at(-1)?.type === 'blank' ? element.children.pop() : undefined
  close(element)
  return blank
}

/** The text of a tight item that a block follows ends with a newline. */
export function addNewline(blocks: Blocks, element: Draft): void {
  const known = blocks.parsing.contents.get(element)
  if (!known) return
  const content = wholeContent(known)
  blocks.parsing.contents.set(element, content)
  const { view, from, to } = content
  if (view.text[to] === '\n') content.to += 1
  else {
    const longer = new ViewBuilder().add(view, from, to).insert('\n', view.behind(to)).build()
    blocks.parsing.contents.set(element, { view: longer, from: 0, to: longer.text.length })
  }
}
