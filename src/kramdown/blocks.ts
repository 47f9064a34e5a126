import type { ListContent, ListPlace } from './attribute-list.ts'
import type { Draft, DraftOf, Own } from './draft.ts'
import { draft } from './draft.ts'
import { blankEnd, blockAttributeList, END_OF_BLOCK, endsLazy, lineEnd, skipIndent } from './lines.ts'
import { LastElement } from './last-element.ts'
import type { Parsing } from './parsing.ts'
import type { Span } from './tree.ts'
import type { View } from './view.ts'
import { testAt } from './characters.ts'
import { isTagLine } from './liquid.ts'

/** One kind of block: where it may begin, and how it is read. */
export interface BlockConstruct {
  /** The characters that it may begin with, behind at most three spaces; none: any line may be its first. */
  readonly first?: string
  /** Reads the block at the parser's place into its parent and moves behind it, or returns false and leaves all as it was. */
  readonly parse: (blocks: Blocks) => boolean
}

const NO_FENCES = new Map<string, number>()

/** The block parser's place in a view. */
export class Blocks {
  readonly parsing: Parsing
  readonly view: View
  readonly text: string
  depth: number
  parent: Draft
  at = 0
  /** The end tag that stops this parser was found (inside an HTML element whose content is blocks). */
  stopped = false
  /** How long a fence of each kind may be at most to have an end, once that is known. */
  longestFence: ReadonlyMap<string, number> = NO_FENCES
  /** An attribute list that waits for the next block. */
  waiting: { readonly list: ListContent; readonly place: ListPlace } | undefined

  readonly #table: BlockTable
  readonly #last = new LastElement()

  constructor(parsing: Parsing, view: View, parent: Draft, depth: number, table: BlockTable) {
    this.#table = table
    this.parsing = parsing
    this.view = view
    this.text = view.text
    this.parent = parent
    this.depth = depth
  }

  /** Reads blocks from the parser's place on. */
  parseOn(): void {
    this.#table.parse(this)
  }

  last(): Draft | undefined {
    return this.#last.of(this.parent.children)
  }

  /** Adds a block; a waiting attribute list becomes its own. */
  push(element: Draft): void {
    this.parent.children.push(element)
    if (!this.waiting) return
    this.parsing.attached.set(element, this.waiting)
    this.waiting = undefined
  }

  /** Adds a block that reaches from the parser's place to the end of a line, and moves behind it. */
  add<T extends Draft['type']>(type: T, end: number, own: Own<T>): DraftOf<T> {
    const element = draft(type, this.lines(this.at, end), own)
    this.at = end
    this.push(element)
    return element
  }

  /** The span of the lines from one offset to another, without the last newline. */
  lines(from: number, to: number): Span {
    return this.view.span(from, to > from && this.text[to - 1] === '\n' ? to - 1 : to)
  }

  /** Says whether a block may begin here that needs a boundary before it: nothing, an empty line or `^`. */
  afterBoundary(): boolean {
    const last = this.last()
    return !last || last.type === 'blank' || last.type === 'eob' || this.waiting !== undefined
  }

  /** Says whether a boundary follows at an offset: an empty line, `^`, an attribute list or the end. */
  beforeBoundary(at: number): boolean {
    const { text } = this
    return (
      at >= text.length ||
      blankEnd(text, at) > at ||
      testAt(END_OF_BLOCK, text, at) ||
      blockAttributeList(this.view, at) !== undefined
    )
  }

  endsLazy(at: number): boolean {
    return endsLazy(this.view, at, (place) => isTagLine(this.parsing, this.view, place))
  }
}

/** The constructs in the order in which they are tried, by the first character of a line. */
export class BlockTable {
  readonly #all: readonly BlockConstruct[]
  readonly #byFirst = new Map<string, readonly BlockConstruct[]>()

  constructor(all: readonly BlockConstruct[]) {
    this.#all = all
  }

  #candidates(blocks: Blocks): readonly BlockConstruct[] {
    const char = blocks.text[skipIndent(blocks.text, blocks.at)] ?? '\n'
    const known = this.#byFirst.get(char)
    if (known) return known
    const found = this.#all.filter(({ first }) => first?.includes(char) ?? true)
    this.#byFirst.set(char, found)
    return found
  }

  /** Reads blocks up to the end of the view, or up to the end tag that stops it. */
  parse(blocks: Blocks): void {
    while (blocks.at < blocks.text.length && !blocks.stopped) {
      if (!this.#candidates(blocks).some((construct) => construct.parse(blocks))) leftover(blocks)
    }
  }
}

/** A line that no construct takes (three spaces and a tab before its text): bare text. */
function leftover(blocks: Blocks): void {
  const end = lineEnd(blocks.text, blocks.at) + 1
  const { parsing, view, at } = blocks
  blocks.at = end
  const element = draft('bare_text', view.span(at, end), {})
  blocks.push(element)
  parsing.contents.set(element, { view, from: at, to: end })
}
