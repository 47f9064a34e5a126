import type { Node } from '@tiptap/pm/model'
import { outgrowsIndentation } from './constructs/code-block.ts'
import { outgrowsHighlight } from './constructs/highlight.ts'
import { htmlCodeAttributes } from './constructs/html-code.ts'
import { codeText, normalRaw, notRaw } from './constructs/raw-code.ts'
import { normalGroup } from './html-normal.ts'
import { normalText } from './normal-text.ts'
import { normalEntries } from './normal-terms.ts'
import { rebuilt } from './rebuilt.ts'
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
  if (given.attrs.html !== null) {
    const tags = { ...htmlCodeAttributes(given), highlight: null, fenced: true }
    return rebuilt(given, given.children, { ...tags, ...notRaw })
  }
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
  listItem: normalStart,
  definition: normalStart,
  definitionList: normalEntries,
}

/** Code that starts an item cannot be marked by its indentation; the blanks before other sources are the item's. */
function normalStart(blocks: readonly Node[]): readonly Node[] {
  const [first, ...rest] = blocks
  if (first?.type.name === 'codeBlock' && first.attrs.fenced === false)
    return [rebuilt(first, first.children, { fenced: true }), ...rest]
  const source: unknown = first?.attrs.source
  if (!first || typeof source !== 'string' || !/^ {1,3}\S/.test(source)) return blocks
  return [rebuilt(first, first.children, { source: source.trimStart() }), ...rest]
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
