import { Fragment, type Mark, type Node } from '@tiptap/pm/model'
import type { Element, Span } from '../kramdown/index.ts'
import type { BlockReading, ReadResult, SpanReading, TextContext } from './construct.ts'
import { constructs } from './constructs/index.ts'
import { decodeEntities } from './html-tag.ts'
import { blockKind, spanKind } from './island-kind.ts'
import type { LocalText } from './local-text.ts'
import type { Inner, LinePrefix, Place, Slot } from './origin.ts'
import { schema } from './schema.ts'

const readers = new Map(constructs.flatMap(({ blocks }) => Object.entries(blocks ?? {})))
const special = constructs.flatMap((construct) => construct.special ?? [])
const spanReaders = new Map(constructs.flatMap(({ spans }) => Object.entries(spans ?? {})))

export interface Reader {
  remember(place: Place): void
  /** Blocks, by their text, that must stay islands. */
  readonly refused: ReadonlySet<string>
}

/** One block of the tree with the attribute lists that stand before and behind it. */
interface Chunk {
  readonly element: Element
  readonly span: Span
  readonly ials: readonly Element[]
}

const between = new Set(['blank', 'eob', 'markup'])

/** Groups a container's children into blocks; blank lines and markers fall between them. */
function chunksOf(children: readonly Element[]): Chunk[] {
  const chunks: Chunk[] = []
  let waiting: Element[] = []
  for (const element of children) {
    const last = chunks.at(-1)
    if (between.has(element.type)) continue
    if (element.type !== 'block_ial') {
      const from = waiting[0]?.span[0] ?? element.span[0]
      chunks.push({ element, span: [from, element.span[1]], ials: waiting })
      waiting = []
    } else if (last && belongsTo(element, last.element)) {
      chunks[chunks.length - 1] = {
        ...last,
        span: [last.span[0], element.span[1]],
        ials: [...last.ials, element],
      }
    } else waiting.push(element)
  }
  return [...chunks, ...waiting.map((element) => ({ element, span: element.span, ials: [] }))]
}

/** A list that stands behind a block belongs to it, unless the block's list is another one that comes later. */
const belongsTo = (list: Element, { ial, span }: Element): boolean =>
  ial !== undefined && ial.span[0] <= list.span[0] && list.span[0] >= span[0] && contains(list.span, ial.span)

const contains = ([from, to]: Span, [start, end]: Span): boolean => from <= start && end <= to

/** Reads the blocks of a container out of its content. */
export function readInner(
  children: readonly Element[],
  content: LocalText,
  lines: readonly LinePrefix[],
  reader: Reader,
): Inner {
  const slots: Slot[] = []
  let at = 0
  for (const chunk of chunksOf(children)) {
    const from = lineStart(content.text, content.at(chunk.span[0]), at)
    const text = content.text.slice(from, content.at(chunk.span[1])).replace(/(?:\n[ \t]*)+$/, '')
    const place = readBlock(chunk, content.part(from, from + text.length), text, reader)
    reader.remember(place)
    slots.push({ ...place, gap: content.text.slice(at, from) })
    at = from + text.length
  }
  return { text: content.text, lines, slots, tail: content.text.slice(at) }
}

/** A block's indentation is its own; `limit` is where the block before it ends. */
function lineStart(text: string, from: number, limit: number): number {
  let start = from
  while (start > limit && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1
  return start === 0 || text[start - 1] === '\n' ? start : from
}

function readBlock(chunk: Chunk, local: LocalText, text: string, reader: Reader): Place {
  const { element } = chunk
  const reading = readingOf(chunk, local, reader)
  const result = reader.refused.has(text) ? undefined : readAs(element, reading)
  if (result) return { ...result, text }
  return { node: schema.node('island', { kind: blockKind(element), source: text }), text }
}

function readingOf({ ials }: Chunk, local: LocalText, reader: Reader): BlockReading {
  const lists = ials.map(({ span }) => local.slice(span).trim())
  return {
    schema,
    text: local,
    ial: lists.length === 0 ? null : lists.join('\n'),
    inline: (children, context = 'block') => readInline(children, local, context),
    inner: (children, content, lines) => readInner(children, content, lines, reader),
    remember: (place) => reader.remember(place),
  }
}

function readAs(element: Element, reading: BlockReading): ReadResult | undefined {
  for (const read of special) {
    const result = read(element, reading)
    if (result) return result
  }
  return readers.get(element.type)?.(element, reading)
}

/** The content of a text block; what no construct holds becomes an inline island. */
function readInline(children: readonly Element[], local: LocalText, context: TextContext): Fragment {
  const text = new InlineText(local, context)
  text.addAll(children)
  return text.done()
}

class InlineText implements SpanReading {
  readonly local: LocalText
  context: TextContext
  #marks: readonly Mark[] = []
  #nodes: Node[] = []
  /** Blanks of which it is not known yet whether text follows; around a line's end they are one, ` \n`. */
  #blanks: readonly { readonly text: string; readonly marks: readonly Mark[] }[] = []

  constructor(local: LocalText, context: TextContext) {
    this.local = local
    this.context = context
  }

  get marks(): readonly Mark[] {
    return this.#marks
  }

  addAll(children: readonly Element[]): void {
    children.forEach((child, index) => {
      const owner = children[index - 1]
      if (child.type === 'span_ial' && owner?.ial && contains(child.span, owner.ial.span)) return
      if (child.type === 'text' && this.context === 'html') this.#rawText(child)
      else if (spanReaders.get(child.type)?.(child, this) === true) return
      else this.#island(child)
    })
  }

  /** Text in which only entities mean something, and Liquid, which kramdown never sees. */
  #rawText({ span }: Element): void {
    const parts = this.local.slice(span).split(/(\{\{[^]*?\}\}|\{%[^]*?%\})/)
    parts.forEach((source, index) => {
      if (index % 2 === 0) this.text(decodeEntities(source))
      else this.node(source.startsWith('{{') ? 'output' : 'inlineTag', { source })
    })
  }

  #island(element: Element): void {
    const end = element.ial ? Math.max(element.span[1], element.ial.span[1]) : element.span[1]
    this.node('inlineIsland', { kind: spanKind(element), source: this.local.slice([element.span[0], end]) })
  }

  text(value: string, ...marks: readonly Mark[]): void {
    const all = marks.reduce((set, mark) => mark.addToSet(set), this.#marks)
    const parts = value.split(/([ \t]*\n[ \t\n]*|^[ \t]+|[ \t]+$)/)
    parts.forEach((part, index) => {
      if (part === '') return
      if (index % 2 === 1) this.#addBlank(part, all)
      else this.#push(part, all)
    })
  }

  #addBlank(blank: string, marks: readonly Mark[]): void {
    const broken = blank.includes('\n') || this.#blanks.some(({ text }) => text === ' \n')
    const [first = { marks }] = this.#blanks
    this.#blanks = broken ? [{ text: ' \n', marks: first.marks }] : [...this.#blanks, { text: blank, marks }]
  }

  #push(text: string, marks: readonly Mark[]): void {
    this.#flushBlanks()
    this.#nodes.push(schema.text(text, marks))
  }

  #flushBlanks(): void {
    const atStart = this.#nodes.length === 0 || this.#nodes.at(-1)?.type.name === 'hardBreak'
    const blanks = atStart ? [] : this.#blanks
    for (const { text, marks } of blanks) this.#nodes.push(schema.text(text.replace('\n', ''), marks))
    this.#blanks = []
  }

  node(name: string, attributes: Record<string, unknown>): void {
    if (name === 'hardBreak') this.#blanks = []
    else this.#flushBlanks()
    this.#nodes.push(schema.node(name, attributes, undefined, this.#marks))
  }

  mark(name: string, attributes?: Record<string, unknown>): Mark {
    return schema.mark(name, attributes)
  }

  within(mark: Mark, children: readonly Element[], context = this.context): void {
    const [outer, around] = [this.#marks, this.context]
    this.context = context
    this.#marks = mark.addToSet(outer)
    this.addAll(children)
    this.#marks = outer
    this.context = around
  }

  done(): Fragment {
    return Fragment.fromArray(joined(this.#nodes))
  }
}

/** Neighboring texts with the same marks as one node. */
function joined(nodes: readonly Node[]): Node[] {
  const result: Node[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (last?.isText && node.isText && last.sameMarkup(node))
      result[result.length - 1] = schema.text((last.text ?? '') + (node.text ?? ''), node.marks)
    else result.push(node)
  }
  return result
}
