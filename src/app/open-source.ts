import {
  offsetAt,
  parseBody,
  positionAt,
  withLineEnds,
  withoutLineEnds,
  type LineEnds,
  type Node,
  type Origin,
} from '../editor/document.ts'

/** A post's file while it is open as it stands: a text whose lines all end with `\n`. Offsets are UTF-16 code units. */
export class OpenSource {
  /** What the source view began with. */
  readonly text: string
  readonly #file: string
  readonly #headLength: number
  readonly #doc: Node
  readonly #origin: Origin
  readonly #lineEnds: LineEnds

  /** `body` is what the document gives; `origin` is that of the document. */
  constructor(head: string, body: string, doc: Node, origin: Origin) {
    const { text, lineEnds } = withoutLineEnds(head + body)
    this.text = text
    this.#file = head + body
    this.#lineEnds = lineEnds
    this.#doc = doc
    this.#headLength = lengthOf(head)
    this.#origin = body === origin.body ? origin : parseBody(body, origin.options).origin
  }

  /** The file for a text that was made of this one: every line keeps its end, new ones have the usual. */
  fileOf(text: string): string {
    return text === this.text ? this.#file : withLineEnds(text, this.text, this.#lineEnds)
  }

  /** Where a position of the document stands in the text. */
  offsetAt(pos: number): number {
    return this.#headLength + offsetAt(this.#doc, pos, this.#origin)
  }

  /** Where an offset of the text, unchanged, stands in the document. */
  positionAt(offset: number): number {
    return positionAt(this.#doc, offset - this.#headLength, this.#origin)
  }
}

/** The position in a document just read of an offset of a file with this head. */
export const positionIn = (head: string, origin: Origin, offset: number): number =>
  positionAt(origin.doc, offset - lengthOf(head), origin)

const lengthOf = (head: string): number => withoutLineEnds(head).text.length
