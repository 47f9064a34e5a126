import { Fragment, type Mark, type Node } from '@tiptap/pm/model'
import { outgrowsIndentation } from './constructs/code-block.ts'
import { outgrowsHighlight } from './constructs/highlight.ts'
import { htmlCodeAttributes } from './constructs/html-code.ts'
import { withoutBars } from './constructs/math.ts'
import { codeText, normalRaw, notRaw } from './constructs/raw-code.ts'
import { normalGroup } from './html-normal.ts'
import { withTags } from './html-inline.ts'
import { outermostMark } from './nesting.ts'
import { normalEntries } from './normal-terms.ts'
import { schema } from './schema.ts'

const known = new WeakMap<Node, Node>()

/**
 * The document that a text can hold: no blanks at the ends of a paragraph or of an emphasis, no empty paragraphs
 * beside others, the looseness of list items that kramdown gives them. Two documents with the same normal form
 * look the same on the page. Normal forms are shared: an unchanged node costs nothing.
 */
export function normalForm(node: Node): Node {
  const memo = known.get(node)
  if (memo) return memo
  const normal = normalize(node)
  known.set(node, normal)
  known.set(normal, normal)
  return normal
}

function normalize(node: Node): Node {
  if (node.type.name === 'codeBlock') return normalCode(node)
  if (node.isTextblock) return normalText(node)
  if (node.isLeaf) return node
  if (node.type.name === 'htmlGroup') return normalGroup(node, normalForm)
  const children = node.children.map(normalForm).flatMap(withoutTagParagraphs)
  const kept = children.filter((child) => !isNothing(child))
  const isGrid = node.type.name === 'table' || node.type.name === 'tableRow'
  const blocks = isGrid ? children : kept.length === 0 ? emptyOf(children) : kept
  const inner = rules[node.type.name]?.(blocks) ?? blocks
  const takesText = node.type.name === 'listItem' || node.type.name === 'definition'
  const isTextless = takesText && !startsWithText(inner[0])
  const marked = node.attrs.loose === true || typeof node.attrs.task === 'string'
  if (!isTextless || !marked) return rebuilt(node, inner)
  return rebuilt(node, inner, { loose: false, ...('task' in node.attrs && { task: null }) })
}

/** Code cannot be marked by its indentation where it starts or ends with an empty line, nor by tags that it holds. */
function normalCode(given: Node): Node {
  if (given.attrs.html !== null)
    return rebuilt(given, given.children, { ...htmlCodeAttributes(given), ...notRaw })
  const node = normalRaw(given)
  if (outgrowsHighlight(node)) return rebuilt(node, node.children, { highlight: null, fenced: true })
  const needsFence = node.attrs.fenced === false && outgrowsIndentation(codeText(node))
  return needsFence ? rebuilt(node, node.children, { fenced: true }) : node
}

/** Tags that stand alone in a paragraph are blocks, and so are notes to oneself, these also where a text begins with them. */
export function withoutTagParagraphs(node: Node): readonly Node[] {
  if (node.type.name !== 'paragraph') return [node]
  return (
    blocksOf(node, 'inlineTag', 'tag') ?? blocksOf(node, 'inlineComment', 'comment') ?? afterComments(node)
  )
}

function afterComments(node: Node): readonly Node[] {
  const isFirst = (child: Node) => child.type.name === 'inlineComment' || (child.isText && isBlankText(child))
  const count = node.children.findIndex((child) => !isFirst(child))
  const comments = node.children.slice(0, count).filter(({ isText }) => !isText)
  if (comments.length === 0) return [node]
  const rest = normalForm(rebuilt(node, node.children.slice(count)))
  return [...comments.map(({ attrs }) => schema.node('comment', attrs)), rest]
}

const isBlankText = ({ text }: Node): boolean => text?.trim() === ''

function blocksOf(node: Node, name: string, block: string): readonly Node[] | undefined {
  const found = node.children.filter(({ type }) => type.name === name)
  const others = node.children.filter(({ type }) => type.name !== name)
  if (found.length === 0 || !others.every((child) => child.isText && isBlankText(child))) return undefined
  return found.map(({ attrs }) => schema.node(block, { source: String(attrs.source) }))
}

/** The node with other children, or itself where they are the same. */
function rebuilt(node: Node, children: readonly Node[], attributes: Record<string, unknown> = {}): Node {
  const same =
    children.length === node.childCount && children.every((child, index) => child === node.child(index))
  if (same && Object.keys(attributes).length === 0) return node
  return node.type.create({ ...node.attrs, ...attributes }, children, node.marks)
}

const vanishing = new Set(['paragraph', 'heading', 'htmlText', 'htmlParagraph'])

const isNothing = (node: Node): boolean => node.content.size === 0 && vanishing.has(node.type.name)

const startsWithText = (node: Node | undefined): boolean =>
  node?.type.name === 'paragraph' && node.content.size > 0

/** What holds nothing holds one empty paragraph. */
const emptyOf = (children: readonly Node[]): readonly Node[] => {
  const [first] = children
  return first && isNothing(first) ? [schema.node('paragraph')] : children.slice(0, 1)
}

const rules: Record<string, (children: readonly Node[]) => readonly Node[]> = {
  bulletList: normalItems,
  orderedList: normalItems,
  table: normalRows,
  listItem: fencedFirst,
  definition: fencedFirst,
  definitionList: normalEntries,
}

/** Code that starts an item cannot be marked by its indentation. */
function fencedFirst(blocks: readonly Node[]): readonly Node[] {
  const [first, ...rest] = blocks
  if (first?.type.name !== 'codeBlock' || first.attrs.fenced !== false) return blocks
  return [rebuilt(first, first.children, { fenced: true }), ...rest]
}

/**
 * An item whose text is followed by another paragraph is loose. The last item is loose where its text is followed
 * by nothing or by a block of another kind exactly if all items before it are.
 */
function normalItems(items: readonly Node[]): readonly Node[] {
  const result: Node[] = []
  items.forEach((item, index) => {
    const [first, second] = item.children
    let loose = item.attrs.loose === true
    if (!startsWithText(first)) loose = false
    else if (second?.type.name === 'paragraph') loose = true
    else if (index === items.length - 1) loose = lastIsLoose(loose, second !== undefined, result)
    result.push(loose === item.attrs.loose ? item : rebuilt(item, item.children, { loose }))
  })
  return result
}

function lastIsLoose(loose: boolean, hasMore: boolean, before: readonly Node[]): boolean {
  const allLoose =
    before.length > 0 &&
    before.every((item) => item.attrs.loose === true || !startsWithText(item.firstChild ?? undefined))
  return allLoose || (loose && hasMore)
}

/**
 * The rows before the first one of the body are the head; without one nothing is aligned, and there is one group of rows.
 * A column's cells are aligned alike, as its first one is.
 */
function normalRows(given: readonly Node[]): readonly Node[] {
  const rows = padded(given)
  const body = rows.findIndex((row) => row.firstChild?.attrs.header !== true)
  const heads = Math.max(0, body)
  const alignments = rows[0]?.children.map((cell): unknown => (heads > 0 ? cell.attrs.align : null)) ?? []
  let footed = false
  return rows.map((row, index) => {
    const cells = row.children.map((cell, column) => {
      const wanted = { header: index < heads, align: alignments[column] ?? null }
      const same = cell.attrs.header === wanted.header && cell.attrs.align === wanted.align
      return same ? cell : rebuilt(cell, cell.children, wanted)
    })
    const begins = index <= heads || footed ? null : groupOf(row, heads)
    footed ||= begins === 'foot'
    return begins === row.attrs.begins ? rebuilt(row, cells) : rebuilt(row, cells, { begins })
  })
}

/** Rows have as many cells as the longest one. */
function padded(rows: readonly Node[]): readonly Node[] {
  const columns = Math.max(...rows.map(({ childCount }) => childCount))
  return rows.map((row) => {
    const missing = Array.from({ length: columns - row.childCount }, () => schema.node('tableCell'))
    return missing.length === 0 ? row : rebuilt(row, [...row.children, ...missing])
  })
}

const groupOf = ({ attrs }: Node, heads: number): unknown =>
  attrs.begins === 'foot' || heads > 0 ? attrs.begins : null

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

function normalText(given: Node): Node {
  const inHtml = given.type.name === 'htmlText'
  const block = rebuilt(
    given,
    given.children.map((child) => withTags(child, inHtml)),
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
/** Nor can the mark of a note have a link, whose text it would end. */
const neverHas = (node: Node, { type }: Mark): boolean =>
  textOnly.has(type.name) || (isNote(node) && type.name === 'link')

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
    if (node.isText) return schema.text(text, marks)
    const own = block === 'paragraph' ? {} : onOneLine(node, block)
    return node.type.create({ ...node.attrs, ...own }, null, marks)
  })
  return merged(nodes)
}

/** How an inline node stands in a heading or a cell, which are one line. */
function onOneLine({ type, attrs }: Node, block: string): Record<string, string> {
  if (typeof attrs.tex === 'string')
    return { tex: block === 'tableCell' ? withoutBars(attrs.tex) : attrs.tex }
  if (type.name === 'hardBreak' && attrs.html === null) return { html: '<br />' }
  return typeof attrs.source === 'string' ? { source: attrs.source.replace(/\n/g, ' ') } : {}
}

function merged(nodes: readonly Node[]): Node[] {
  const result: Node[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (last?.isText && node.isText && last.sameMarkup(node))
      result[result.length - 1] = schema.text((last.text ?? '') + (node.text ?? ''), last.marks)
    else result.push(node)
  }
  return result
}

/**
 * What is left when also these are taken as equal, which a page hardly shows: looseness of list items, what marks code, characters
 * that are kept from becoming typographic, whether bars of a formula are words, whether a link's address stands in a definition, whether a note's sign has a
 * note, blanks between tags that bring something in, and whether something special that stands alone stands in a paragraph.
 */
export function looseForm(node: Node): Node {
  const marks = node.marks.flatMap(looseMark)
  if (node.isText) return node.mark(marks)
  if (isNote(node)) return schema.text(`[^${String(node.attrs.name)}]${String(node.attrs.ial ?? '')}`, marks)
  if (node.type.name === 'island' || (node.type.name === 'tag' && node.attrs.ial === null))
    return node.type.create({ kind: 'other', source: String(node.attrs.source) })
  if (node.type.name === 'embed')
    return node.type.create({ source: String(node.attrs.source).replace(/>\s+</g, '><') })
  const alone = sourceAlone(node)
  if (alone !== undefined) return schema.node('island', { kind: 'other', source: alone })
  const { loose, reference, tex } = node.attrs
  const own = {
    ...(typeof tex === 'string' && node.isInline && { tex: withoutBars(tex) }),
    ...(loose === true && { loose: false }),
    ...(typeof reference === 'string' && { reference: null }),
    ...(node.type.name === 'codeBlock' && looseCode(node)),
  }
  if (node.isLeaf) return node.type.create({ ...node.attrs, ...own }, null, marks)
  return rebuilt(node, merged(node.children.map(looseForm)), own)
}

/** Code between fences and code that is marked by its indentation look alike. */
function looseCode({ attrs }: Node): Record<string, unknown> {
  const named = attrs.language === null ? /^\{: \.language-([\w-]+)\}$/.exec(String(attrs.ial)) : null
  return { fenced: true, ...(named && { language: named[1], ial: null }) }
}

const isNote = ({ type }: Node): boolean => type.name === 'footnoteReference'

/** The source of a paragraph that holds nothing but what is kept as source. */
function sourceAlone({ type, children }: Node): string | undefined {
  const isSource = (child: Node) =>
    (child.isInline && typeof child.attrs.source === 'string') || (child.isText && child.text?.trim() === '')
  if (type.name !== 'paragraph' || children.length === 0 || !children.every(isSource)) return undefined
  return children.map((child) => child.text ?? String(child.attrs.source)).join('')
}

function looseMark(mark: Mark): Mark[] {
  if (mark.type.name === 'literal') return []
  if (mark.type.name === 'code' && mark.attrs.html === '<code>')
    return [mark.type.create({ ...mark.attrs, html: null })]
  return mark.type.name === 'link' ? [mark.type.create({ ...mark.attrs, reference: null })] : [mark]
}
