import type { Node } from '@tiptap/pm/model'
import type { KramdownOptions } from '../kramdown/index.ts'
import type { LineEnds } from './line-ends.ts'
import type { Style } from './style.ts'

/** What a line of a container starts with before the content (`> `, `- `, indentation). */
export interface LinePrefix {
  readonly prefix: string
  /** Blanks at the start of the content's line that stand for the rest of a tab in the prefix. */
  readonly pad: number
}

/** Where a node came from. */
export interface Place {
  readonly node: Node
  /** The node's text as it stands in the content of its container: without the container's markers and indentation. */
  readonly text: string
  readonly inner?: Inner
}

/** The content of a container: its children's texts with what stands between them. */
export interface Inner {
  readonly text: string
  readonly lines: readonly LinePrefix[]
  readonly slots: readonly Slot[]
  /** What stands behind the last child. */
  readonly tail: string
}

/** Finds where a node came from: the very node, or one like it (undone, pasted). */
export class Places {
  readonly #own = new WeakMap<Node, Place>()
  readonly #all: Place[] = []
  #alike: Map<string, Place[]> | undefined

  remember(place: Place): void {
    this.#own.set(place.node, place)
    this.#all.push(place)
  }

  of(node: Node): Place | undefined {
    return (
      this.#own.get(node) ??
      this.#index()
        .get(keyOf(node))
        ?.find((place) => place.node.eq(node))
    )
  }

  #index(): Map<string, Place[]> {
    if (this.#alike) return this.#alike
    const index = new Map<string, Place[]>()
    for (const place of this.#all) {
      const key = keyOf(place.node)
      index.set(key, [...(index.get(key) ?? []), place])
    }
    return (this.#alike = index)
  }
}

const keyOf = (node: Node): string =>
  `${node.type.name} ${node.nodeSize} ${node.isLeaf ? String(node.attrs.source) : node.textBetween(0, Math.min(40, node.content.size), ' ', ' ')}`

/** The texts of blocks that did not come with the body but were given as text. */
const given = new WeakMap<Node, string>()

export const rememberGiven = (node: Node, text: string): void => void given.set(node, text)
export const givenText = (node: Node): string | undefined => given.get(node)

export interface Slot extends Place {
  /** What stands before the child: empty lines, end-of-block signs, indentation. */
  readonly gap: string
}

/** Something that gives other blocks their meaning: the address of a link, an abbreviation, a list's name, a note. */
export interface Definition {
  /** What a text must hold to need it, in lower case. */
  readonly name: string
  readonly source: string
}

/** Remembers which text each node of a document came from. */
export interface Origin {
  /** The body as it was read, byte for byte. */
  readonly body: string
  /** The document as it was read. */
  readonly doc: Node
  /** The body's content; its texts have `\n` at every line's end. */
  readonly inner: Inner
  readonly places: Places
  readonly style: Style
  readonly definitions: readonly Definition[]
  readonly lineEnds: LineEnds
  readonly options: KramdownOptions
  /** The texts of blocks that are islands because they could not be written. */
  readonly refused: ReadonlySet<string>
}
