import type { Node } from '@tiptap/pm/model'
import { sameFrame } from './align.ts'
import { withoutTable } from './bars.ts'
import { reviseFenced } from './code-revise.ts'
import { noteIndent } from './constructs/footnote.ts'
import { printPart } from './constructs/html-group.ts'
import { changedMarker, continuation } from './constructs/list.ts'
import type { Care, Kind } from './gaps.ts'
import { reviseLevel } from './heading-revise.ts'
import { movedItem, printItems, renumbered, type Markers } from './item-text.ts'
import { normalForm } from './normal.ts'
import { givenText, type Inner, type Origin, type Slot } from './origin.ts'
import { carryOver } from './patch.ts'
import { withPrefixes, type NewLine } from './prefix.ts'
import { FreshPrinter, Printer, spellings } from './printing.ts'
import type { Proof } from './proof.ts'
import { firstProved, provesWithin } from './proof-within.ts'
import type { Style } from './style.ts'
import { tableTexts } from './table-revise.ts'
import { wrapLines } from './wrap.ts'

/** A container whose children are written. */
export interface Container {
  readonly old: Inner
  readonly kind: Kind
  /** How its items start, where it is a list. */
  readonly markers: Markers
}

/** What is known of a document that is saved. */
export interface Saving {
  readonly origin: Origin
  readonly care: Care
  /** Old blocks whose text no longer means what it did, so that it must be written anew. */
  readonly stale: ReadonlySet<Node>
  /** The names of the definitions that are not there any more. */
  readonly gone: ReadonlySet<string>
  /** Old blocks before which no empty line may come where none was: it would make something else of them. */
  readonly close: ReadonlySet<Node>
}

/** What a container's new content may be, best first. */
export type WriteContents = (nodes: readonly Node[], old: Inner, kind: Kind) => readonly string[]

/** Writes one child of a container, as close to the old text as can be proved. */
export class ChildWriter {
  readonly #origin: Origin
  readonly #care: Care
  readonly #stale: ReadonlySet<Node>
  /** How the links of stale blocks are written, the best way first. */
  readonly #references: readonly Style['references'][]
  readonly #contents: WriteContents
  /** How a node is written that stands in the source, elsewhere maybe. */
  readonly known: (node: Node) => string | undefined

  constructor({ origin, care, stale, gone }: Saving, contents: WriteContents) {
    this.#origin = origin
    this.#care = care
    this.#stale = stale
    this.#references = gone.size > 0 ? [gone, 'inline'] : ['inline']
    this.#contents = contents
    this.known = (node) =>
      care === 'reprint' || stale.has(node) ? undefined : (origin.places.of(node)?.text ?? givenText(node))
  }

  /** One child that was changed. */
  revised(slot: Slot, node: Node, within: Container, index: number): string {
    const { kind } = within
    if (this.#care === 'reprint') return this.fresh(node, within, index)
    const inside = this.#inside(slot, node).find((text) => this.#provesAt(slot, text, node, kind))
    if (inside !== undefined) return inside
    const own = this.#table(slot, node, kind) ?? this.#code(slot, node, kind) ?? this.#level(slot, node, kind)
    if (own !== undefined) return own
    const print = (printer: Printer, [one]: readonly Node[]) =>
      one ? printChild(printer, one, within, index) : ''
    return this.#patched(slot.text, [slot.node], [node], kind, print) ?? this.fresh(node, within, index)
  }

  /** Children that were split, joined or turned into others, as one text; undefined where it cannot be proved. */
  run(slots: readonly Slot[], nodes: readonly Node[], within: Container, from: number): string | undefined {
    if (this.#care === 'reprint') return undefined
    const old = slots.map(({ node }) => node)
    const source = slots.map((slot, at) => (at === 0 ? '' : slot.gap) + slot.text).join('')
    const print = (printer: Printer, list: readonly Node[]) =>
      within.kind === 'blocks' ? printer.blocks(list) : printSome(printer, list, within, from)
    return this.#patched(source, old, nodes, within.kind, print)
  }

  /** Its first line may be indented as the others are, by blanks that are not its own but stand before it. */
  #provesAt({ gap }: Slot, text: string, node: Node, kind: Kind): boolean {
    const indent = /(?<=\n)[ \t]*$/.exec(gap)?.[0] ?? ''
    const texts = indent === '' ? [text] : [text, indent + text]
    return texts.some((one) => this.#proves(one, [node], kind) === 'exact')
  }

  /** A table, of which rows and columns that are still there keep their text. */
  #table(slot: Slot, node: Node, kind: Kind): string | undefined {
    if (node.type.name !== 'table' || !sameFrame(slot.node, node)) return undefined
    const texts = tableTexts(slot.text, slot.node, normalForm(node), this.#origin.style)
    const text = firstProved(texts, (one) => this.#proves(one, [node], kind))
    return text !== undefined && this.#proves(text, [node], kind) === 'exact' ? text : undefined
  }

  /** A heading of another level. */
  #level(slot: Slot, node: Node, kind: Kind): string | undefined {
    const text = reviseLevel(slot.text, slot.node, node)
    return text !== undefined && this.#proves(text, [node], kind) === 'exact' ? text : undefined
  }

  /** Code between fences, which stay. */
  #code(slot: Slot, node: Node, kind: Kind): string | undefined {
    const text = node.type.name === 'codeBlock' ? reviseFenced(slot.text, slot.node, node) : undefined
    return text !== undefined && this.#proves(text, [node], kind) === 'exact' ? text : undefined
  }

  /** A container of which only children were changed. */
  #inside(slot: Slot, node: Node): readonly string[] {
    const { inner } = slot
    if (!inner || !sameFrame(slot.node, node)) return []
    const { name } = node.type
    const kind = kindOf(name)
    if (kind === 'html' && normalForm(node).type !== node.type) return []
    const children = kind === 'blocks' ? node.children : normalChildren(node, inner.slots)
    const start = newLineFor(slot, node, inner)
    return this.#contents(children, inner, kind).map((content) =>
      withPrefixes(content, inner.text, inner.lines, start),
    )
  }

  /** Carries the difference between the prints of old and new over to the source, in every spelling that may be proved. */
  #patched(
    source: string,
    old: readonly Node[],
    now: readonly Node[],
    kind: Kind,
    print: (printer: Printer, nodes: readonly Node[]) => string,
  ): string | undefined {
    const own = this.#origin.style
    const ways = now.some((node) => this.#stale.has(node)) ? this.#references : (['kept'] as const)
    const candidates = function* () {
      for (const references of ways)
        for (const style of spellings({ ...own, setext: false })) {
          const base = print(new Printer(style), old)
          yield* carryOver(base, print(new Printer({ ...style, references }), now), source)
        }
    }
    return firstProved(candidates(), (text) => this.#proves(text, now, kind))
  }

  /** The text of a child that was not touched; where its links have lost their definitions, with their addresses. */
  untouched({ node, text }: Slot): string {
    if (!this.#stale.has(node)) return text
    const plain = withoutTable(text).find((one) => this.#proves(one, [node], 'blocks') === 'exact')
    if (plain !== undefined) return plain
    const print = (printer: Printer, [one]: readonly Node[]) => (one ? printer.block(one) : '')
    return this.#patched(text, [node], [node], 'blocks', print) ?? text
  }

  /** A child without a source of its own, or whose source is of no use any more. */
  fresh(node: Node, within: Container, index: number): string {
    const { kind } = within
    const known = this.known(node)
    if (known !== undefined && kind === 'blocks') return known
    const own = this.#origin.style
    const style: Style = this.#stale.has(node) ? { ...own, references: 'inline' } : own
    const texts = spellings(style).flatMap((spelling) => {
      const text = printChild(new FreshPrinter(spelling, this.known), node, within, index)
      const wraps = node.type.name === 'paragraph' && style.wrap !== undefined
      return wraps ? [wrapLines(text, style.wrap), text] : [text]
    })
    const source = this.#stale.has(node) ? (this.#origin.places.of(node)?.text ?? '') : ''
    const plain = kind === 'blocks' ? [source, ...texts].flatMap(withoutTable) : []
    const item = known === undefined ? [] : this.#knownItem(known, node, within, texts[0] ?? '', index)
    return (
      firstProved([...item, ...texts, ...plain], (text) => this.#proves(text, [node], kind)) ?? texts[0] ?? ''
    )
  }

  /** An item that stands in the source: with its own marker in its own list, with the list's in another. */
  #knownItem(known: string, node: Node, { old, kind, markers }: Container, printed: string, index: number) {
    if (kind === 'html') return [known]
    if (old.slots.some((slot) => slot.node === node)) return [renumbered(known, printed)]
    return movedItem(known, markers(index, this.#origin.style))
  }

  #proves(text: string, nodes: readonly Node[], kind: Kind): Proof | undefined {
    return provesWithin(text, nodes, kind, this.#origin)
  }
}

function printChild(printer: Printer, node: Node, within: Container, index: number): string {
  return within.kind === 'blocks' ? printer.block(node) : printSome(printer, [node], within, index)
}

function printSome(
  printer: Printer,
  nodes: readonly Node[],
  { old, kind, markers }: Container,
  index: number,
): string {
  return kind === 'html'
    ? nodes.map((node) => printPart(node, printer)).join(usualGap(old))
    : printItems(printer, nodes, markers, index)
}

/** What stands between two parts of a group of HTML. */
const usualGap = ({ slots }: Inner): string =>
  slots.slice(1).find(({ gap }) => gap.trim() === '')?.gap ?? '\n'

/** The children in normal form; those that are as they were read stay as they are. */
function normalChildren(node: Node, slots: readonly Slot[]): readonly Node[] {
  const { children } = normalForm(node)
  const before = new Map(slots.map((slot) => [normalForm(slot.node), slot.node]))
  const read = new Set(before.values())
  const isSame = children.length === node.childCount && node.type.name === 'htmlGroup'
  return children.map((child, at) => {
    const own = isSame ? node.child(at) : undefined
    return own && read.has(own) ? own : (before.get(child) ?? child)
  })
}

function newLineFor(slot: Slot, node: Node, inner: Inner): NewLine {
  const first = inner.lines[0]?.prefix ?? ''
  if (node.type.name === 'blockquote') return { first, other: '> ', empty: '>' }
  if (node.type.name === 'footnote') return { first, other: noteIndent, empty: '' }
  if (node.type.name !== 'listItem') return { first, other: '', empty: '' }
  const keeps = slot.node.attrs.task === node.attrs.task && /[ \t]$/.test(first)
  const marker = keeps ? first : changedMarker(node, first)
  return { first: marker, other: ' '.repeat(continuation(marker)), empty: '' }
}

const kindOf = (name: string): Kind =>
  name === 'bulletList' || name === 'orderedList' ? name : name === 'htmlGroup' ? 'html' : 'blocks'
