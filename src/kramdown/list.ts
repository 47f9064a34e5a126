import { readAttributeList } from './attribute-list.ts'
import type { Blocks, BlockConstruct } from './blocks.ts'
import { isSpace, matchAt, SPACE, TAB, testAt } from './characters.ts'
import type { Draft, DraftOf } from './draft.ts'
import { NONE, setAttribute } from './draft.ts'
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
import { base, MAX_DEPTH } from './parsing.ts'
import { ViewBuilder } from './view.ts'

/*
 * Lists (kramdown's manual, “Lists”). An item owns the lines that are indented as its text is, and lazy ones up to the
 * first empty line or nested list.
 *
 *   1.  {:.first} a text
 *   ^ marker      ^ the content's column: 4
 *       more of it
 */

/** An item's body while its lines are gathered. */
export interface Body {
  /** Each is parsed by itself: a nested list without an empty line before it begins a new one. */
  readonly parts: ViewBuilder[]
  /** The column that the lines of the item are indented to. */
  readonly indent: number
  /** No more lazy lines. */
  nested: boolean
}

type Marker = RegExp
type ListType = 'ul' | 'ol'
type Kind = ListType | 'dl'

const MARKS = { ul: '[+*-]', ol: '\\d+\\.', dl: ':' }
const markers = new Map<string, Marker>()

/** The pattern of a marker after at most so many spaces. */
function marker(kind: Kind, spaces: number): Marker {
  const key = `${kind}${spaces}`
  const known = markers.get(key) ?? new RegExp(`( {0,${spaces}}${MARKS[kind]})[\\t| ]`, 'y')
  markers.set(key, known)
  return known
}

/** The next item of a list whose items' content stands at a column. */
export const itemMarker = (kind: Kind, indent: number): Marker =>
  marker(kind, Math.max(0, Math.min(3, indent - 1)))

/** The attribute list at the beginning of an item: the offsets of its braces. */
function itemList(text: string, at: number, end: number): readonly [from: number, to: number] | undefined {
  let from = at
  while (from < end && isSpace(text.charCodeAt(from))) from += 1
  if (!text.startsWith('{:', from) || /^\{:(?:\w[\w:-]*:|[:/}])/.test(text.slice(from, from + 60)))
    return undefined
  const to = braceEnd(text, from)
  return to > 0 && to <= end ? [from, to] : undefined
}

const onlySpace = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (!isSpace(text.charCodeAt(at))) return false
  return true
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

/** Begins an item's body with the line that its marker stands on; `from` is behind the marker. */
export function beginBody(blocks: Blocks, from: number, width: number, element: Draft): Body {
  const { text, view } = blocks
  const end = lineEnd(text, from) + 1
  const list = itemList(text, from, end)
  const empty = onlySpace(text, list ? list[1] : from, end)
  const indent = empty ? 4 : contentColumn(text, from, width)
  let start = list ? list[1] : from
  while (start < end && isSpace(text.charCodeAt(start))) start += 1
  if (list) attachItemList(blocks, list, element)
  if (empty && !list) start = end
  const part = new ViewBuilder().add(view, start, end)
  return { parts: [part], indent, nested: testAt(LIST_ITEM, text, start) && start < end }
}

function attachItemList(blocks: Blocks, [from, to]: readonly [number, number], element: Draft): void {
  const { view, parsing } = blocks
  const source = view.raw.slice(from + 2, to - 1)
  const content = parsing.listFor(element, { span: view.span(from, to), source })
  readAttributeList(view.text.slice(from + 2, to - 1), source, content)
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
  if (text[place] === '{') return blockAttributeList(text, place) === undefined
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
  if (isItem && found && !body.nested) {
    body.parts.push(new ViewBuilder())
    body.nested = true
  } else if (isItem && body.nested && !found) {
    body.parts.at(-1)?.insert(' '.repeat(body.indent + 4), view.at(start))
  }
  body.parts.at(-1)?.insert(' '.repeat(virtual), view.at(start)).add(view, start, to)
}

/** Takes the line at the parser's place into a body if it belongs there. */
export function takeLine(blocks: Blocks, body: Body): boolean {
  const { text, at } = blocks
  const end = lineEnd(text, at) + 1
  if (isBlankAt(text, at)) return false
  if (!isIndentedTo(text, at, body.indent) && (body.nested || !isLazy(blocks, at, body.indent))) return false
  addLine(blocks, body, at, end)
  blocks.at = end
  return true
}

/** Takes the empty lines at the parser's place into a body. */
export function takeBlank(blocks: Blocks, body: Body): boolean {
  const end = blankEnd(blocks.text, blocks.at)
  if (end === blocks.at) return false
  body.parts.at(-1)?.add(blocks.view, blocks.at, end)
  body.nested = true
  blocks.at = end
  return true
}

/** Parses the parts of a body into its element. */
export function parseBody(blocks: Blocks, body: Body, element: Draft): void {
  for (const part of body.parts) blocks.parsing.parseBlocks(part.build(), element, blocks.depth + 1)
}

/** The end of an element that ends with its last child. */
export const endOf = (element: Draft): number => element.children.at(-1)?.span[1] ?? element.span[1]

type Item = DraftOf<'li'>

/** A list's items with their bodies, and whether `^` ended it. */
function gather(blocks: Blocks, type: ListType): { items: [Item, Body][]; stopped: boolean } {
  const { text } = blocks
  const items: [Item, Body][] = []
  let next = marker(type, 3)
  let blank = false
  while (blocks.at < text.length) {
    if (blank && testAt(RULE, text, blocks.at)) break
    const stop = matchAt(END_OF_BLOCK, text, blocks.at)
    if (stop) return { items, stopped: true }
    const start = matchAt(next, text, blocks.at)
    const body = items.at(-1)?.[1]
    if (start) {
      const item = beginItem(blocks, start[1]?.length ?? 0)
      next = itemMarker(type, item[1].indent)
      items.push(item)
      blank = false
    } else if (body && takeLine(blocks, body)) blank = false
    else if (body && takeBlank(blocks, body)) blank = true
    else break
  }
  return { items, stopped: false }
}

function beginItem(blocks: Blocks, width: number): [Item, Body] {
  const from = blocks.at
  const end = lineEnd(blocks.text, from) + 1
  const item: Item = { type: 'li', ...base(blocks.lines(from, end)), loose: true, task: undefined }
  const body = beginBody(blocks, from + width, width, item)
  blocks.at = end
  return [item, body]
}

/** What an item's looseness depends on: its blocks without the attribute list of its first paragraph. */
function visible(blocks: Blocks, item: Item): readonly Draft[] {
  const [first, second] = item.children
  const own = first?.type === 'p' && second?.type === 'block_ial' && blocks.parsing.attached.has(first)
  return own ? item.children.filter((child) => child !== second) : item.children
}

/** Says whether the text of an item stands in the list without a paragraph around it. Looseness is decided item by item. */
function isTight(list: readonly Item[], item: Item, children: readonly Draft[], stopped: boolean): boolean {
  const isLast = item === list.at(-1)
  const alone =
    children.length < 2 || children[1]?.type !== 'blank' || (isLast && children.length === 2 && !stopped)
  if (!alone) return false
  return !isLast || list.length === 1 || list.slice(0, -1).some(isTightOrOther)
}

const isTightOrOther = (item: Item): boolean => {
  const first = item.children[0]
  return first?.type !== 'p' || first.transparent
}

/** The text of a tight item that a block follows ends with a newline. */
function addNewline(blocks: Blocks, element: Draft): void {
  const content = blocks.parsing.contents.get(element)
  if (!content) return
  const { view, from, to } = content
  if (view.text[to] === '\n') content.to += 1
  else {
    const longer = new ViewBuilder().add(view, from, to).insert('\n', view.behind(to)).build()
    blocks.parsing.contents.set(element, { view: longer, from: 0, to: longer.text.length })
  }
}

function tighten(blocks: Blocks, items: readonly Item[], item: Item, stopped: boolean): void {
  const children = visible(blocks, item)
  const first = children[0]
  if (first?.type !== 'p' || !isTight(items, item, children, stopped)) return
  if (children[1] && children[1].type !== 'blank') addNewline(blocks, first)
  first.transparent = true
  item.loose = false
}

const TASK = /[ \t\n\f\v]*\[([xX ])\][ \t\n\f\v]+/y

/** GFM's task lists: an item whose paragraph begins with `[ ]` or `[x]`. */
function findTasks(blocks: Blocks, list: Draft, items: readonly Item[]): void {
  let found = false
  for (const item of items) {
    const first = item.children[0]
    const content = first?.type === 'p' ? blocks.parsing.contents.get(first) : undefined
    if (!content) continue
    const match = matchAt(TASK, content.view.text, content.from)
    if (match && content.from + match[0].length <= content.to) {
      content.from += match[0].length
      item.task = match[1] === ' ' ? 'open' : 'checked'
      found = true
    }
    if (found) setAttribute(item, 'class', 'task-list-item')
  }
  if (found) setAttribute(list, 'class', 'task-list')
}

export const list: BlockConstruct = {
  name: 'list',
  first: '+*-0123456789',
  parse(blocks) {
    const { text, parsing, at: from } = blocks
    if (blocks.depth >= MAX_DEPTH || !testAt(LIST_ITEM, text, from)) return false
    const type = testAt(marker('ul', 3), text, from) ? 'ul' : 'ol'
    const element: DraftOf<'ul' | 'ol'> = { type, ...base(blocks.lines(from, from)) }
    blocks.push(element)
    const { items, stopped } = gather(blocks, type)
    const bare = items.map(([item]) => item)
    let last: Draft | undefined
    for (const [item, body] of items) {
      parseBody(blocks, body, item)
      element.children.push(item)
      tighten(blocks, bare, item, stopped)
      if (item.children.length === 0) continue
      last = item.children.at(-1)?.type === 'blank' ? item.children.pop() : undefined
      item.span = [item.span[0], Math.max(endOf(item), item.span[0])]
      if (last) element.children.push(last)
    }
    if (parsing.gfm) findTasks(blocks, element, bare)
    finish(blocks, element, last, stopped)
    return true
  },
}

/** The empty lines behind the last item follow the list; `^` takes them away. */
function finish(blocks: Blocks, list: Draft, last: Draft | undefined, stopped: boolean): void {
  const { text, view, at } = blocks
  const trailing = list.children.at(-1)
  if (last && !stopped) {
    if (trailing === last) list.children.pop()
    const span = trailing === last ? last.span : view.span(at, at)
    blocks.parent.children.push({ type: 'blank', span, attributes: NONE, children: [] })
  }
  list.span = [list.span[0], Math.max(list.span[0], endOf(list))]
  const stop = stopped ? matchAt(END_OF_BLOCK, text, at) : null
  if (!stop) return
  blocks.at = at + stop[0].length
  list.span = [list.span[0], view.behind(blocks.at - 1)]
}
