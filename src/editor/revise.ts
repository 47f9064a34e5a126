import type { Node } from '@tiptap/pm/model'
import { alignChildren, type Stretch } from './align.ts'
import { changedMarker, continuation, itemGap, numberMarker, printItem } from './constructs/list.ts'
import type { Inner, Origin, Slot } from './origin.ts'
import { carryOver } from './patch.ts'
import { withPrefixes, type NewLine } from './prefix.ts'
import { emptied, joinParts, type Care, type Kind, type Part } from './gaps.ts'
import { FreshPrinter, Printer, spellings } from './printing.ts'
import { normalForm } from './normal.ts'
import { normalNodes, proves, readText, sameNodes, type Proof } from './proof.ts'
import { wrapLines } from './wrap.ts'

/** Writes the edited children of a container, as close to the old text as can be proved. */
export class Reviser {
  readonly #origin: Origin
  readonly #care: Care
  readonly #known: (node: Node) => string | undefined

  constructor(origin: Origin, care: Care) {
    this.#origin = origin
    this.#care = care
    this.#known = (node) => origin.places.of(node)?.text
  }

  /** The container's new content. */
  content(nodes: readonly Node[], old: Inner, kind: Kind): string {
    const parts = alignChildren(old.slots, nodes).flatMap((stretch) => this.#parts(stretch, kind))
    if (parts.length === 0) return emptied(old)
    return joinParts(parts, old, kind, this.#care)
  }

  #parts(given: Stretch, kind: Kind): Part[] {
    const { same, from, slots } = given
    const nodes = kind === 'blocks' && !same ? normalNodes(given.nodes) : given.nodes
    const stretch = { ...given, nodes }
    if (same) return slots.map((slot, at) => part(slot.text, [slot.node], [from + at, from + at], true))
    if (nodes.length === 0) return []
    if (slots.length === 0)
      return nodes.map((node, at) => part(this.#new(node, kind, from + at), [node], undefined))
    return this.#pairs(stretch, kind) ?? this.#run(stretch, kind) ?? this.#loosePairs(stretch, kind)
  }

  /** As many children as before, each of the kind it was: each is revised for itself. */
  #pairs({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    if (slots.length !== nodes.length || slots.some((slot, at) => !canBecome(slot.node, nodes[at])))
      return undefined
    return slots.map((slot, at) => {
      const node = nodes[at] ?? slot.node
      return part(this.#revise(slot, node, kind, from + at), [node], [from + at, from + at])
    })
  }

  /** Children were split, joined or turned into others: the whole stretch is patched as one text. */
  #run({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    if (this.#care === 'reprint') return undefined
    const source = slots.map((slot, at) => (at === 0 ? '' : slot.gap) + slot.text).join('')
    const print = (printer: Printer, list: readonly Node[]) =>
      kind === 'blocks' ? printer.blocks(list) : printItems(printer, list, kind, from)
    const text = this.#patched(
      source,
      (printer) =>
        print(
          printer,
          slots.map(({ node }) => node),
        ),
      (printer) => print(printer, nodes),
      (candidate) => this.#proves(candidate, nodes, kind),
    )
    return text === undefined ? undefined : [part(text, nodes, [from, from + slots.length - 1])]
  }

  /** The first children are taken for the old ones as far as they go, the rest for new ones. */
  #loosePairs({ from, slots, nodes }: Stretch, kind: Kind): Part[] {
    return nodes.map((node, at) => {
      const slot = slots[at]
      const paired = slot !== undefined && canBecome(slot.node, node)
      const last = at === nodes.length - 1 ? from + slots.length - 1 : from + at
      if (paired)
        return part(this.#revise(slot, node, kind, from + at), [node], [from + at, Math.max(last, from + at)])
      return part(
        this.#new(node, kind, from + at),
        [node],
        slot === undefined ? undefined : [from + at, Math.max(last, from + at)],
      )
    })
  }

  /** One child that was changed. */
  #revise(slot: Slot, node: Node, kind: Kind, index: number): string {
    const good = (text: string) => this.#proves(text, [node], kind)
    const inside = this.#care === 'patch' ? this.#inside(slot, node) : undefined
    if (inside !== undefined && good(inside)) return inside
    const print = (printer: Printer, one: Node) =>
      kind === 'blocks' ? printer.block(one) : printItems(printer, [one], kind, index)
    const patched =
      this.#care === 'patch'
        ? this.#patched(
            slot.text,
            (printer) => print(printer, slot.node),
            (printer) => print(printer, node),
            good,
          )
        : undefined
    return patched ?? this.#new(node, kind, index)
  }

  /** A container of which only children were changed. */
  #inside(slot: Slot, node: Node): string | undefined {
    const { inner } = slot
    if (!inner || !sameFrame(slot.node, node)) return undefined
    const { name } = node.type
    const kind = name === 'bulletList' || name === 'orderedList' ? name : 'blocks'
    const content = this.content(kind === 'blocks' ? node.children : normalForm(node).children, inner, kind)
    return withPrefixes(content, inner.text, inner.lines, newLineFor(slot, node, inner))
  }

  /** Carries the difference between the prints of old and new over to the source, in every spelling that may be proved. */
  #patched(
    source: string,
    old: (printer: Printer) => string,
    now: (printer: Printer) => string,
    good: (text: string) => boolean,
  ): string | undefined {
    for (const style of spellings(this.#origin.style)) {
      const printer = new Printer(style)
      const [base, next] = [old(printer), now(printer)]
      const text = [...carryOver(base, next, source)].find(good)
      if (text !== undefined) return text
    }
    return undefined
  }

  /** A child without a source of its own, or whose source is of no use any more. */
  #new(node: Node, kind: Kind, index: number): string {
    const known = kind === 'blocks' && this.#care === 'patch' ? this.#known(node) : undefined
    if (known !== undefined) return known
    const texts = spellings(this.#origin.style).flatMap((style) => {
      const printer = this.#care === 'patch' ? new FreshPrinter(style, this.#known) : new Printer(style)
      const text = kind === 'blocks' ? printer.block(node) : printItems(printer, [node], kind, index)
      return node.type.name === 'paragraph' && style.wrap !== undefined
        ? [wrapLines(text, style.wrap), text]
        : [text]
    })
    return texts.find((text) => this.#proves(text, [node], kind)) ?? texts[0] ?? ''
  }

  #proves(text: string, nodes: readonly Node[], kind: Kind): boolean {
    if (kind === 'blocks') return proves(text, nodes, this.#origin) !== undefined
    const read = readText(text, this.#origin).slots.map(({ node }) => node)
    return read.length === 1 && sameItems(read[0]?.children ?? [], nodes)
  }
}

/** Items by themselves: their looseness comes from their neighbors, so it is not compared. */
function sameItems(read: readonly Node[], wanted: readonly Node[]): boolean {
  const proof: Proof | undefined = sameNodes(read.map(tight), wanted.map(normalForm).map(tight))
  return proof !== undefined
}

const tight = (item: Node): Node => item.type.create({ ...item.attrs, loose: false }, item.content)

const part = (
  text: string,
  nodes: readonly Node[],
  slots: readonly [number, number] | undefined,
  same = false,
): Part => ({
  text,
  first: nodes[0]!,
  last: nodes.at(-1)!,
  slots,
  same,
})

const textKinds = new Set(['paragraph', 'heading'])

/** Whether a node can be taken for the old one with its content changed. */
const canBecome = (old: Node, now: Node | undefined): boolean =>
  now !== undefined &&
  (old.type === now.type ||
    (textKinds.has(old.type.name) && textKinds.has(now.type.name)) ||
    (old.type.name.endsWith('List') && now.type.name.endsWith('List')))

/** Whether two containers differ in their children alone (or, items, in the box and the looseness). */
function sameFrame(old: Node, now: Node): boolean {
  if (old.type !== now.type) return false
  return Object.keys(old.attrs).every(
    (name) => name === 'loose' || name === 'task' || old.attrs[name] === now.attrs[name],
  )
}

function newLineFor(slot: Slot, node: Node, inner: Inner): NewLine {
  const first = inner.lines[0]?.prefix ?? ''
  if (node.type.name === 'blockquote') return { first, other: '> ', empty: '>' }
  if (node.type.name !== 'listItem') return { first, other: '', empty: '' }
  const marker =
    slot.node.attrs.task === node.attrs.task && first.trim() !== first ? first : changedMarker(node, first)
  return { first: marker, other: ' '.repeat(continuation(marker)), empty: '' }
}

/** Items of a list from its place `index` on. */
function printItems(printer: Printer, items: readonly Node[], kind: Kind, index: number): string {
  const marker = (at: number) =>
    kind === 'bulletList' ? printer.style.bullet : numberMarker(printer.style, at)
  return items
    .map(
      (item, at) =>
        printItem(item, marker(index + at), printer) + (at === items.length - 1 ? '' : itemGap(item)),
    )
    .join('')
}
