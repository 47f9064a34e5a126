import type { Mark, Node } from '@tiptap/pm/model'
import type { Construct, Printing, TextContext } from './construct.ts'
import { constructs } from './constructs/index.ts'
import { stringOf } from './constructs/attribute-list.ts'
import { escapeText, guardLine, signLine } from './escape.ts'
import { htmlTagOf } from './html-inline.ts'
import { endTagOf, escapeHtml, isRaw } from './html-tag.ts'
import { outermostMark } from './nesting.ts'
import type { Style } from './style.ts'

const printers = merged(({ printBlock }) => printBlock)
const spanPrinters = merged(({ printSpan }) => printSpan)
const markPrinters = merged(({ printMark }) => printMark)

function merged<T>(part: (construct: Construct) => Record<string, T> | undefined): Map<string, T> {
  return new Map(constructs.flatMap((construct) => Object.entries(part(construct) ?? {})))
}

/**
 * What stands between two blocks so that kramdown reads them as two: `^` where the second would go on with the first.
 * `text` is how the second is written. Behind `^` alone a formula would be one within a paragraph.
 */
export function gapBetween(before: Node, after: Node, text = ''): string {
  const [one, other] = [shapeOf(before), shapeOf(after)]
  const isList = one.endsWith('List')
  const goesOn = isList || one === 'note'
  const isIndented = other === 'indented' || /^[ \t]/.test(text)
  const merges = one === other ? isList || one === 'indented' : goesOn && isIndented
  if (!merges) return '\n\n'
  return other === 'math' ? '\n^\n\n' : '\n^\n'
}

/** What kramdown takes a block for, islands too. */
function shapeOf({ type, attrs }: Node): string {
  if (type.name === 'codeBlock') return attrs.fenced === false ? 'indented' : type.name
  if (type.name === 'footnote') return 'note'
  const { source }: { source?: unknown } = attrs
  if (typeof source !== 'string') return type.name
  if (attrs.kind === 'definitions') return 'definitionList'
  if (attrs.kind === 'footnote') return 'note'
  if (/^ {0,3}[-+*]\s/.test(source)) return 'bulletList'
  if (/^ {0,3}\d+\.\s/.test(source)) return 'orderedList'
  return /^(?: {4}|\t)/.test(source) ? 'indented' : type.name
}

/** Writes nodes in canonical form, in a style. */
export class Printer implements Printing {
  readonly style: Style

  constructor(style: Style) {
    this.style = style
  }

  block(node: Node): string {
    const text = printers.get(node.type.name)?.(node, this) ?? ''
    const ial = node.type.name === 'listItem' ? null : stringOf(node.attrs.ial)
    return ial === null ? text : `${text}\n${ial}`
  }

  blocks(nodes: readonly Node[], tight = false): string {
    const isClose = tight && this.style.items === 'close'
    let text = ''
    nodes.forEach((node, index) => {
      const last = nodes[index - 1]
      const first =
        isClose && index === 1 && last?.type.name === 'paragraph' && node.type.name !== 'paragraph'
      const block = this.block(node)
      text += last === undefined ? '' : first ? '\n' : gapBetween(last, node, block)
      text += block
    })
    return text
  }

  inline(node: Node, context: TextContext): string {
    const text = new InlinePrinter(this, context).run(node.children, [], '', '')
    if (context === 'cell' || context === 'html') return text
    const isSigned = this.style.starts === 'signed' && signed.has(node.type.name)
    return text
      .replace(emptyLine, '\\\\')
      .split('\n')
      .map((line, index) => (context === 'heading' ? line : guardLine(line, index === 0)))
      .map((line) => (isSigned ? signLine(line) : line))
      .join('\n')
  }
}

/** Texts of which a tag at a line's start could make something else. */
const signed = new Set(['paragraph', 'definitionTerm'])

/** A break behind a break, of blanks alone, would end the paragraph. */
const emptyLine = /(?<=\n) +(?=\n)/g

class InlinePrinter {
  readonly #printing: Printing
  readonly #context: TextContext

  constructor(printing: Printing, context: TextContext) {
    this.#printing = printing
    this.#context = context
  }

  /** Prints nodes whose marks in `open` are written already, between two characters. */
  run(nodes: readonly Node[], open: readonly Mark[], before: string, after: string): string {
    let text = ''
    for (let at = 0; at < nodes.length;) {
      const { mark, end } = outermostMark(nodes, at, open)
      const part = nodes.slice(at, end)
      const place = { before: text.at(-1) ?? before, after: firstChar(nodes[end]) ?? after }
      const printed = mark ? this.#marked(mark, part, open, place) : this.#bare(nodes[at], open, place)
      text = besides(text, printed) + printed
      at = end
    }
    return text
  }

  #marked(
    mark: Mark,
    nodes: readonly Node[],
    open: readonly Mark[],
    place: { before: string; after: string },
  ): string {
    const { style } = this.#printing
    const isPlain = nodes.every((node) => node.isText && node.marks.length === open.length + 1)
    const plain = isPlain ? nodes.map((node) => node.text ?? '').join('') : ''
    const tag = htmlTagOf(mark, this.#context) ?? (style.code === 'tags' ? codeTag(mark, plain) : undefined)
    if (tag !== undefined) return this.#tagged(tag, mark, nodes, open, plain)
    const content =
      mark.type.name === 'code'
        ? plain
        : this.run(
            nodes,
            [...open, mark],
            mark.type.name === 'literal' ? place.before : '',
            mark.type.name === 'literal' ? place.after : '',
          )
    return markPrinters.get(mark.type.name)?.(mark, content, { style, ...place, text: plain }) ?? content
  }

  /** Between tags stands text as anywhere else, but for code: Markdown means nothing there. */
  #tagged(tag: string, mark: Mark, nodes: readonly Node[], open: readonly Mark[], plain: string): string {
    const isCode = mark.type.name === 'code'
    const inside = isRaw(tag) ? new InlinePrinter(this.#printing, 'html') : this
    const content = isCode
      ? escapeHtml(plain).replace(/\]:/g, ']&#58;')
      : inside.run(nodes, [...open, mark], '>', '<')
    const inCell = this.#context === 'cell' && isRaw(tag)
    return tag + (inCell ? content.replace(/\|/g, '&#124;') : content) + endTagOf(tag)
  }

  #bare(node: Node | undefined, open: readonly Mark[], place: { before: string; after: string }): string {
    if (node === undefined) return ''
    if (!node.isText) return spanPrinters.get(node.type.name)?.(node, this.#printing, this.#context) ?? ''
    if (this.#context === 'html') return escapeHtml(node.text ?? '')
    const has = (name: string) => open.some(({ type }) => type.name === name)
    return escapeText(node.text ?? '', {
      ...place,
      context: this.#context,
      level: this.#printing.style.escape,
      literal: has('literal'),
      linked: has('link'),
    })
  }
}

/**
 * Parts of Liquid's tags, which would reach from one piece of code into the next, mean nothing between tags, nor does
 * what would make a definition of the line.
 */
const codeTag = ({ type, attrs }: Mark, plain: string): string | undefined =>
  type.name === 'code' && attrs.ial === null && /\{[{%]|[}%]\}|\]:/.test(plain) ? '<code>' : undefined

/** The text before a link or a tag: a `!` would make a picture of a link, and a backslash hides both signs of `<<`. */
function besides(text: string, printed: string): string {
  if (printed.startsWith('[') && /(?<!\\)!$/.test(text)) return `${text.slice(0, -1)}\\!`
  return printed.startsWith('<') && text.endsWith('\\<') ? `${text.slice(0, -2)}&lt;` : text
}

function firstChar(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined
  if (node.isText) return (node.text ?? '').charAt(0)
  return node.type.name === 'output' || node.type.name === 'inlineTag' ? '{' : '\ufffc'
}

/** Writes what stood in the post already as it stood there, and the rest in canonical form. */
export class FreshPrinter extends Printer {
  readonly #known: (node: Node) => string | undefined

  constructor(style: Style, known: (node: Node) => string | undefined) {
    super(style)
    this.#known = known
  }

  override block(node: Node): string {
    return this.#known(node) ?? super.block(node)
  }
}

/**
 * The ways to write a thing, best first: the post's own, then with the other signs, then with every escape, then with
 * what a tight item holds apart from its text, where kramdown would take lines of code there for items of a list, then
 * with code between tags, then with a sign before tags that would be blocks.
 */
export function spellings(style: Style): Style[] {
  const signs = { ...style, emphasis: style.emphasis === '*' ? '_' : '*' } as const
  const full = { ...style, escape: 'full' } as const
  const apart = [{ ...full, items: 'apart' } as const, { ...full, items: 'indented' } as const]
  const tags = { ...style, code: 'tags' } as const
  const others = [tags, { ...tags, starts: 'signed' } as const]
  return [style, signs, full, { ...signs, escape: 'full' }, ...apart, ...others]
}
