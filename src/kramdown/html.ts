import type { Blocks, BlockConstruct } from './blocks.ts'
import { NEWLINE } from './characters.ts'
import type { DraftOf } from './draft.ts'
import { addText, draft, isRaw } from './draft.ts'
import { isSameElement, levelOf } from './html-elements.ts'
import { commentEnd, elementOf, endTag, instructionEnd, startTag } from './html-tag.ts'
import type { StartTag } from './html-tag.ts'
import { skipBlanks, skipIndent } from './lines.ts'
import { MAX_DEPTH } from './parsing.ts'

/*
 * HTML as blocks (kramdown's manual, “HTML Blocks”). A line that begins with the tag of an element that is not span-level
 * begins one; it ends with its end tag, wherever that is. What is inside is HTML, unless `markdown="1"` (or `block`,
 * `span`, or `parse_block_html`) says that it is blocks or spans.
 */

type HtmlElement = DraftOf<'html_element'>

const isOpaque = (name: string): boolean => name === 'script' || name === 'style'

/** Skips blanks and a newline behind a tag; stays if something else follows. */
function skipLineEnd(blocks: Blocks): void {
  const at = skipBlanks(blocks.text, blocks.at)
  if (blocks.text.charCodeAt(at) === NEWLINE) blocks.at = at + 1
}

/** Reads an element whose start tag begins at `from`; the parser stands behind it then. */
function readElement(blocks: Blocks, tag: StartTag, from: number): void {
  const { view, parent, parsing } = blocks
  const parsed = parsing.settings.parseBlockHtml
  const opaque = isOpaque(tag.name)
  const where = { display: 'block', parent, parsed, closable: !opaque } as const
  const element = elementOf(tag, view.span(from, tag.end), where)
  blocks.push(element)
  blocks.at = tag.end
  if (opaque) readOpaque(blocks, element)
  if (element.content === 'block') skipLineEnd(blocks)
  if (!opaque && !element.empty) readContent(blocks, element)
  element.span = [element.span[0], view.behind(blocks.at)]
  if (!opaque && !element.empty && !isRaw(parent)) skipLineEnd(blocks)
}

/** Scripts and styles: everything up to the end tag is theirs. */
function readOpaque(blocks: Blocks, element: HtmlElement): void {
  const { text, view, at } = blocks
  let close = view.find(`</${element.name}`, at)
  while (close >= 0 && !endTag(text, close)) close = view.find(`</${element.name}`, close + 2)
  const to = close < 0 ? text.length : close
  addText(element.children, view, at, to)
  for (const child of element.children) if (child.type === 'text') child.verbatim = true
  element.closed = close >= 0
  blocks.at = close < 0 ? to : (endTag(text, close)?.end ?? to)
}

function readContent(blocks: Blocks, element: HtmlElement): void {
  if (element.content === 'span') {
    readSpans(blocks, element)
    return
  }
  const { parent } = blocks
  blocks.parent = element
  blocks.depth += 1
  if (element.content === 'raw') readRaw(blocks, element)
  else readBlocks(blocks, element)
  blocks.depth -= 1
  blocks.parent = parent
}

function readBlocks(blocks: Blocks, element: HtmlElement): void {
  blocks.parseOn()
  element.closed = blocks.stopped
  blocks.stopped = false
  blocks.waiting = undefined
}

function readSpans(blocks: Blocks, element: HtmlElement): void {
  const { text, view, at, parsing } = blocks
  const close = view.findPattern(endPattern(element.name), at)
  const to = close[0] < 0 ? text.length : close[0]
  parsing.contents.set(element, { view, from: at, to })
  element.closed = close[0] >= 0
  blocks.at = close[0] < 0 ? to : close[1]
}

const endPatterns = new Map<string, RegExp>()
function endPattern(name: string): RegExp {
  const known = endPatterns.get(name) ?? new RegExp(`</${name.replace(/[.]/g, '\\.')}[ \\t\\n\\f\\v]*>`, 'gi')
  if (endPatterns.size < 200) endPatterns.set(name, known)
  return known
}

/** HTML inside HTML: nested elements, comments and text, up to the element's own end tag or the end of everything. */
function readRaw(blocks: Blocks, element: HtmlElement): void {
  const { text, view } = blocks
  let pending = blocks.at
  for (let at = view.find('<', blocks.at); at >= 0; at = view.find('<', blocks.at)) {
    const closing = endTag(text, at)
    if (closing && isSameElement(closing.name, element.name)) {
      addText(element.children, view, pending, at)
      blocks.at = closing.end
      return
    }
    pending = readRawPart(blocks, pending, at)
  }
  addText(element.children, view, pending, text.length)
  blocks.at = text.length
  element.closed = false
}

/** Reads what begins at a `<`. Returns where the text begins that is not in the tree yet. */
function readRawPart(blocks: Blocks, pending: number, at: number): number {
  const { view, parent } = blocks
  const comment = commentEnd(view, at)
  const special = comment > 0 ? comment : instructionEnd(view, at)
  const tag = special > 0 || blocks.depth >= MAX_DEPTH ? undefined : startTag(view, at)
  if (special < 0 && !tag) {
    blocks.at = at + 1
    return pending
  }
  addText(parent.children, view, pending, at)
  if (tag) readElement(blocks, tag, at)
  else addSpecial(blocks, comment > 0 ? 'xml_comment' : 'xml_pi', at, special)
  return blocks.at
}

function addSpecial(blocks: Blocks, type: 'xml_comment' | 'xml_pi', at: number, end: number): void {
  const { view, parent } = blocks
  blocks.at = end
  const own = { value: view.raw.slice(at, end), display: 'block' } as const
  parent.children.push(draft(type, view.span(at, end), own))
}

/** The end tag of the element whose content is being read as blocks ends it. */
function stopsHere(blocks: Blocks, at: number): boolean {
  const { parent } = blocks
  const closing = endTag(blocks.text, at)
  if (!closing || parent.type !== 'html_element' || parent.name !== closing.name.toLowerCase()) return false
  if (levelOf(parent.name) === 'span') return false
  blocks.at = closing.end
  return (blocks.stopped = true)
}

export const htmlBlock: BlockConstruct = {
  first: '<',
  parse(blocks) {
    const { text, view, at: from } = blocks
    const at = skipIndent(text, from)
    if (text.charCodeAt(at + 1) === 47) return stopsHere(blocks, at)
    const comment = commentEnd(view, from)
    if (comment > 0) {
      addSpecial(blocks, 'xml_comment', at, comment)
      skipLineEnd(blocks)
      return true
    }
    const tag = blocks.depth >= MAX_DEPTH ? undefined : startTag(view, at)
    if (!tag || levelOf(tag.name.toLowerCase()) === 'span') return false
    readElement(blocks, tag, at)
    return true
  },
}
