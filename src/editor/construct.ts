import type { AnyExtension } from '@tiptap/core'
import type { Attrs, Fragment, Mark, Node, Schema } from '@tiptap/pm/model'
import type { Element } from '../kramdown/index.ts'
import type { LocalText } from './local-text.ts'
import type { Inner, LinePrefix, Place } from './origin.ts'
import type { Style } from './style.ts'

/** One kind of thing that an author writes: its Tiptap extensions and both directions of its mapping. */
export interface Construct {
  readonly extensions: readonly AnyExtension[]
  /** Blocks that are more than their element's type says; asked before the others. */
  readonly special?: readonly ReadBlock[]
  /** How a block of kramdown's tree becomes a node, by the element's type. */
  readonly blocks?: Partial<Record<Element['type'], ReadBlock>>
  /** How a span of kramdown's tree joins a text, by the element's type. */
  readonly spans?: Partial<Record<Element['type'], ReadSpan>>
  /** How a block node is written in canonical form, by the node's name. */
  readonly printBlock?: Record<string, PrintBlock>
  /** How an inline node is written in canonical form, by the node's name. */
  readonly printSpan?: Record<string, PrintSpan>
  /** How a mark is written around what it marks, by the mark's name. */
  readonly printMark?: Record<string, PrintMark>
}

/** What a block construct is given to read by. */
export interface BlockReading {
  readonly schema: Schema
  /** The block's own text, without the indentation and markers of what it stands in; attribute lists included. */
  readonly text: LocalText
  /** The block attribute lists before and behind the block, as written, one a line. */
  readonly ial: string | null
  /** The text content of an element whose children are spans. */
  inline(children: readonly Element[], context?: TextContext): Fragment
  /** The blocks in a container, and where each stands in the container's text. */
  inner(children: readonly Element[], content: LocalText, lines: readonly LinePrefix[]): Inner
  /** Tells where a block stands that the construct reads itself. */
  remember(place: Place): void
}

/** Undefined: this construct cannot hold the element, which then becomes an island. */
export type ReadBlock = (element: Element, reading: BlockReading) => ReadResult | undefined

export interface ReadResult {
  readonly node: Node
  /** For containers that are edited child by child. */
  readonly inner?: Inner
}

/** What a span construct is given to read by. */
export interface SpanReading {
  /** The text in which the span stands. */
  readonly local: LocalText
  readonly context: TextContext
  /** The marks under which the span stands. */
  readonly marks: readonly Mark[]
  /** Adds text that the reader sees; runs of blanks around a line end become one space. */
  text(value: string, ...marks: readonly Mark[]): void
  /** Adds an inline node. */
  node(name: string, attributes: Attrs): void
  mark(name: string, attributes?: Attrs): Mark
  /** Adds children under one more mark; `context`: where they are read otherwise than the text around them. */
  within(mark: Mark, children: readonly Element[], context?: TextContext): void
}

/** False: this construct cannot hold the span, which then becomes an inline island. */
export type ReadSpan = (element: Element, reading: SpanReading) => boolean

/** Where a text stands; kramdown gives some characters a meaning only there. `html`: where it reads no Markdown. */
export type TextContext = 'block' | 'heading' | 'cell' | 'html'

export interface Printing {
  readonly style: Style
  /** The blocks one below the other, as they stand in their container; `tight`: without an empty line behind the first. */
  blocks(nodes: readonly Node[], tight?: boolean): string
  /** The content of a text block on one line (hard breaks apart). */
  inline(node: Node, context: TextContext): string
}

/** The block in canonical form without its attribute lists and without a final line end. */
export type PrintBlock = (node: Node, printing: Printing) => string
export type PrintSpan = (node: Node, printing: Printing, context: TextContext) => string
/** `before` and `after`: the characters that will stand beside the marked text, '' at the ends. */
export type PrintMark = (
  mark: Mark,
  content: string,
  place: { readonly style: Style; readonly before: string; readonly after: string; readonly text: string },
) => string
