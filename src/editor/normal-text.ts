import { Fragment, type Mark, type Node } from '@tiptap/pm/model'
import { withoutBars } from './constructs/math.ts'
import { widthless } from './escape.ts'
import { withTags } from './html-inline.ts'
import { isRaw, isUnclosed } from './html-tag.ts'
import { outermostMark } from './nesting.ts'
import { Printer } from './printing.ts'
import { mergedTexts, rebuilt } from './rebuilt.ts'
import { schema } from './schema.ts'
import { defaultStyle } from './style.ts'

/** A run of blanks, a text between such runs at its node's ends, or an inline node; with its marks. */
interface Piece {
  readonly node: Node
  readonly text: string
  marks: readonly Mark[]
}

const isBlank = ({ node, text }: Piece): boolean => node.isText && /^[ \t]+$/.test(text)
const isBreak = ({ node }: Piece): boolean => node.type.name === 'hardBreak'
/** A break that a block cannot start or end with; a tag can stand there. */
const isLineEnd = ({ node }: Piece): boolean => node.type.name === 'hardBreak' && node.attrs.html === null

/** The text of a block as one can be written. */
export function normalText(given: Node): Node {
  const inHtml = given.type.name === 'htmlText'
  const block = rebuilt(
    given,
    withinEndless(withoutSigns(given)).map((child) => withTags(child, inHtml)),
    given.attrs.html === '' ? { html: '<p>' } : {},
  )
  const simple = block.children.every((node) => node.isText && node.marks.length === 0)
  const text = block.textContent
  if (simple && !/^[ \t]|[ \t]$|\n/.test(text)) return block
  const pieces = withoutEdges(piecesOf(block))
  trimMarks(pieces)
  const content = Fragment.fromArray(nodesOf(pieces, block.type.name))
  return content.eq(block.content) ? block : block.copy(content)
}

/** Marks that only text can have. */
const textOnly = new Set(['code', 'literal'])
/** Nor can the mark of a note have a link, whose text it would end, or what goes on to the block's end any mark at all. */
const neverHas = (node: Node, { type }: Mark): boolean =>
  textOnly.has(type.name) ||
  isEndless(node) ||
  (node.type.name === 'footnoteReference' && type.name === 'link')

/** HTML that is not closed: all that follows in the block is in it. */
const isEndless = ({ type, attrs }: Node): boolean =>
  type.name === 'inlineIsland' && attrs.kind === 'html' && isUnclosed(String(attrs.source))

/** Without the signs that keep a tag from being a block; a tag that stands alone in its paragraph is one. */
function withoutSigns({ type, children }: Node): readonly Node[] {
  const isSign = (child: Node, at: number) =>
    child.text === widthless &&
    child.marks.length === 0 &&
    children[at + 1] !== undefined &&
    (at === 0 || children[at - 1]?.type.name === 'hardBreak')
  const rest = children.filter((child, at) => !isSign(child, at))
  return rest.length === children.length || (type.name === 'paragraph' && rest.every(isSource))
    ? children
    : rest
}

const isSource = ({ isText, text, attrs }: Node): boolean =>
  isText ? text?.trim() === '' : typeof attrs.source === 'string'

/** Words behind HTML that is not closed stand in it. */
function withinEndless(children: readonly Node[]): readonly Node[] {
  const at = children.findIndex(isEndless)
  const [island, behind] = [children[at], children.slice(at + 1)]
  if (!island || behind.every(({ isText, text }) => isText && text?.trim() === '')) return children
  const own = String(island.attrs.source)
  const words = schema.node('paragraph', null, [island.type.create(island.attrs), ...behind])
  const source = new Printer(defaultStyle).inline(words, isRaw(own) ? 'html' : 'block').trimEnd()
  if (!source.startsWith(own)) return children
  return [...children.slice(0, at), island.type.create({ ...island.attrs, source }, null, island.marks)]
}

function piecesOf(block: Node): Piece[] {
  return block.children.flatMap((node): Piece[] => {
    const { marks } = node
    if (!node.isText) return [{ node, text: '', marks: marks.filter((mark) => !neverHas(node, mark)) }]
    const text = (node.text ?? '').replace(/[ \t]*\n[ \t\n]*/g, ' ')
    const [, before = '', after = ''] = /^([ \t]*)[^]*?([ \t]*)$/.exec(text) ?? []
    const inner = text.slice(before.length, Math.max(before.length, text.length - after.length))
    return [before, inner, inner === '' ? '' : after]
      .filter((part) => part !== '')
      .map((part) => ({ node, text: part, marks }))
  })
}

/** Without blanks and breaks at the ends, and without blanks beside breaks. */
function withoutEdges(pieces: Piece[]): Piece[] {
  const inner = pieces.filter((piece, index) => {
    if (!isBlank(piece)) return true
    return !touchesBreak(pieces, index, -1) && !touchesBreak(pieces, index, 1)
  })
  const start = inner.findIndex((piece) => !isLineEnd(piece))
  if (start === -1) return []
  return inner.slice(start, inner.findLastIndex((piece) => !isLineEnd(piece)) + 1)
}

/** Whether from a blank, over other blanks, a break or the block's end is reached. */
function touchesBreak(pieces: readonly Piece[], index: number, step: 1 | -1): boolean {
  for (let at = index + step; ; at += step) {
    const piece = pieces[at]
    if (piece === undefined || isBreak(piece)) return true
    if (!isBlank(piece)) return false
  }
}

const trimmed = new Set(['bold', 'italic', 'strike', 'code'])

/**
 * An emphasis neither starts nor ends with a blank or a break, also where it must end and start again because of
 * another mark that it crosses.
 */
function trimMarks(pieces: Piece[]): void {
  let rounds = 0
  while (trimRun(pieces, 0, pieces.length, []) && rounds < 20) rounds += 1
}

/** Trims the marks that begin and end between two pieces; false where there was nothing to trim. */
function trimRun(pieces: Piece[], from: number, to: number, open: readonly Mark[]): boolean {
  let changed = false
  const within = pieces.slice(0, to)
  for (let at = from; at < to;) {
    const { mark, end } = outermostMark(within, at, open)
    if (mark) {
      if (isEmptyTag(pieces.slice(at, end), mark)) changed = unmark(mark, pieces.slice(at, end))
      else if (trimmed.has(mark.type.name)) changed = trimEnds(pieces, mark, at, end) || changed
      changed = (!changed && trimRun(pieces, at, end, [...open, mark])) || changed
    }
    if (changed) return true
    at = end
  }
  return false
}

/** Tags with nothing but blanks and comments between them show nothing. */
const isEmptyTag = (pieces: readonly Piece[], { attrs }: Mark): boolean =>
  typeof attrs.html === 'string' &&
  pieces.every((piece) => isBlank(piece) || piece.node.type.name === 'inlineComment')

function unmark(mark: Mark, pieces: readonly Piece[]): true {
  for (const piece of pieces) piece.marks = mark.removeFromSet(piece.marks)
  return true
}

function trimEnds(pieces: Piece[], mark: Mark, from: number, to: number): boolean {
  const isEdge = (piece: Piece | undefined): piece is Piece =>
    piece !== undefined && (isBlank(piece) || isBreak(piece))
  let [start, end] = [from, to]
  while (start < end && isEdge(pieces[start])) start += 1
  while (end > start && isEdge(pieces[end - 1])) end -= 1
  unmark(mark, [...pieces.slice(from, start), ...pieces.slice(end, to)])
  return start > from || end < to
}

function nodesOf(pieces: readonly Piece[], block: string): Node[] {
  const nodes = pieces.map(({ node, text, marks }) => {
    const here = lines.has(block) ? marks.map(markOnOneLine) : marks
    if (node.isText) return schema.text(text, here)
    const own = block === 'paragraph' ? {} : onOneLine(node, block)
    return node.type.create({ ...node.attrs, ...own }, null, here)
  })
  return mergedTexts(nodes)
}

/** Blocks whose text is one line of the source. */
const lines = new Set(['heading', 'tableCell', 'definitionTerm'])

const onLine = (source: string): string => source.replace(/\n/g, ' ')

const markOnOneLine = (mark: Mark): Mark => {
  const { html } = mark.attrs
  return typeof html === 'string' ? mark.type.create({ ...mark.attrs, html: onLine(html) }) : mark
}

/** How an inline node stands where there are no paragraphs. */
function onOneLine({ type, attrs }: Node, block: string): Record<string, string> {
  if (typeof attrs.tex === 'string')
    return { tex: block === 'tableCell' ? withoutBars(attrs.tex) : attrs.tex }
  if (type.name === 'hardBreak' && attrs.html === null) return { html: '<br />' }
  if (!lines.has(block)) return {}
  const written = Object.entries({ source: attrs.source as unknown, html: attrs.html as unknown })
  return Object.fromEntries(
    written.flatMap(([name, value]) => (typeof value === 'string' ? [[name, onLine(value)]] : [])),
  )
}
