import { emptyList, readAttributeList } from './attribute-list.ts'
import type { ListContent } from './attribute-list.ts'
import type { Blocks, BlockConstruct } from './blocks.ts'
import { matchAt } from './characters.ts'
import type { DraftOf } from './draft.ts'
import { draft } from './draft.ts'
import { changeOption } from './inline-options.ts'
import { blockAttributeList, braceEnd, isBlankAt, lineEnd, skipIndent } from './lines.ts'
import type { SpanConstruct, Spans } from './spans.ts'
import type { View } from './view.ts'
import type { Parsing } from './parsing.ts'

/*
 * Attribute lists and extensions in braces (kramdown's manual, “Inline Attribute Lists”, “Extensions”).
 *
 *   {: .class}   {:name: .class}   {::comment}…{:/comment}   {::options key="value" /}   {:/}
 */

const DEFINITION = /\{:(\w[\w:-]*):/y
const START = /\{::(\w+)(?=[ \t\n\f\v/}])/y

interface StartTag {
  readonly name: string
  readonly list: ListContent
  readonly closed: boolean
  readonly end: number
}

/** `{::name key="value"}` or `{::name … /}` */
function readStart(view: View, at: number): StartTag | undefined {
  const match = matchAt(START, view.text, at)
  const name = match?.[1]
  const end = match && name !== undefined && SPAN_ENDS.has(name) ? braceEnd(view, at) : -1
  if (!match || name === undefined || end < 0) return undefined
  const closed = view.text[end - 2] === '/'
  const list = emptyList()
  const to = Math.max(at + match[0].length, end - (closed ? 2 : 1))
  readAttributeList(view, at + match[0].length, to, list)
  return { name, list, closed, end }
}

/** What an extension makes: an element, nothing (`options`), or undefined where there is no such extension. */
function make(
  parsing: Parsing,
  view: View,
  tag: StartTag,
  body: readonly [from: number, to: number] | undefined,
  display: 'block' | 'span',
): DraftOf<'extension'> {
  const { name, list } = tag
  if (name === 'options')
    for (const [key, value] of list.attributes) changeOption(parsing.settings, key, value)
  const silent = body === undefined || name === 'options'
  const value = silent ? '' : view.raw.slice(...body)
  const formats = list.attributes.get('type')?.split(/[ \t\n\f\v]+/) ?? []
  return draft('extension', [0, 0], { name, value, formats, silent, display })
}

const NAMES = ['comment', 'nomarkdown', 'options']
const SPAN_ENDS = new Map(NAMES.map((name) => [name, new RegExp(`\\{:/(?:${name})?\\}`, 'g')]))
const BLOCK_ENDS = new Map(
  NAMES.map((name) => [name, new RegExp(`(?<=\\n) {0,3}\\{:/(?:${name})?\\}[ \\t\\f\\v]*\\n`, 'g')]),
)

function blockExtension(blocks: Blocks, at: number): boolean {
  const { text, view, parsing } = blocks
  const tag = readStart(view, at)
  if (!tag || !isBlankAt(text, tag.end)) return false
  const start = lineEnd(text, tag.end) + 1
  const ends = BLOCK_ENDS.get(tag.name)
  const [close, behind] = tag.closed || !ends ? [-1, -1] : view.findPattern(ends, start)
  const body: readonly [number, number] | undefined =
    close < 0 ? undefined : [start, Math.max(start, close - 1)]
  const element = tag.closed || body ? make(parsing, view, tag, body, 'block') : undefined
  if (!element) return false
  const end = close < 0 ? start : behind
  element.span = blocks.lines(blocks.at, end)
  blocks.at = end
  blocks.push(element)
  return true
}

function spanExtension(spans: Spans): boolean {
  const { view, at, end, parsing } = spans
  const tag = readStart(view, at)
  if (!tag || tag.end > end) return false
  const ends = SPAN_ENDS.get(tag.name)
  const [close, behind] = tag.closed || !ends ? [-1, -1] : spans.findPattern(ends, tag.end)
  if (!tag.closed && close < 0) return false
  const element = make(parsing, view, tag, close < 0 ? undefined : [tag.end, close], 'span')
  const to = close < 0 ? tag.end : behind
  element.span = view.span(at, to)
  return spans.add(element, to)
}

function definition(blocks: Blocks, at: number): boolean {
  const { text, view, parsing } = blocks
  const match = matchAt(DEFINITION, text, at)
  const end = match ? braceEnd(view, at) : -1
  const from = at + (match?.[0].length ?? 0)
  if (match?.[1] === undefined || end < from + 2 || !isBlankAt(text, end)) return false
  const list = parsing.attributeLists.get(match[1]) ?? emptyList()
  readAttributeList(view, from, end - 1, list)
  parsing.attributeLists.set(match[1], list)
  blocks.add('ald', lineEnd(text, end) + 1, {})
  return true
}

const NOT_OWNERS = new Set(['blank', 'eob', 'ald', 'block_ial', 'extension'])

/** An attribute list alone on a line belongs to the block before it; behind an empty line to the next one. */
function attributeList(blocks: Blocks): boolean {
  const { text, view, parsing, at: start } = blocks
  const braces = blockAttributeList(view, start)
  if (!braces) return false
  const [from, to] = braces
  const last = blocks.last()
  const end = lineEnd(text, to) + 1
  const place = { span: view.span(from, to), source: view.raw.slice(from + 2, to - 1) }
  const owner = last && !isSilent(last) ? last : undefined
  const list = owner ? parsing.listFor(owner, place) : (blocks.waiting?.list ?? emptyList())
  readAttributeList(view, from + 2, to - 1, list)
  if (owner && !blockAttributeList(view, end)) blocks.add('block_ial', end, {})
  blocks.at = end
  if (!owner) blocks.waiting = { list, place }
  return true
}

const isSilent = (element: Blocks['parent']): boolean =>
  element.type === 'extension' ? element.name === 'options' : NOT_OWNERS.has(element.type)

export const blockExtensions: BlockConstruct = {
  first: '{',
  parse(blocks) {
    const at = skipIndent(blocks.text, blocks.at)
    if (blocks.text[at + 1] !== ':') return false
    return definition(blocks, at) || blockExtension(blocks, at) || attributeList(blocks)
  },
}

/** `{: …}` behind a span. Behind text it stays text. */
export const spanExtensions: SpanConstruct = {
  first: '{',
  parse(spans) {
    const { text, view, at, parsing } = spans
    if (text[at + 1] !== ':') return false
    if (text[at + 2] === ':' || text[at + 2] === '/') return spanExtension(spans)
    const found = braceEnd(view, at)
    // Without another, the last `\}` does end it.
    const end = found < 0 || found > spans.end ? spans.lastBrace : found
    const owner = end > at + 3 ? spans.lastElement() : undefined
    if (!owner) return false
    const list = emptyList()
    const source = readAttributeList(view, at + 2, end - 1, list)
    parsing.applyNow(owner, list, { span: view.span(at, end), source })
    return spans.take('span_ial', end, {})
  },
}
