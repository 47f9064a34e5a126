import type { Node } from '@tiptap/pm/model'
import { akinPair, alignChildren, sameFrame, type Stretch } from './align.ts'
import { noteIndent } from './constructs/footnote.ts'
import { printPart } from './constructs/html-group.ts'
import { changedMarker, continuation } from './constructs/list.ts'
import { reviseFenced } from './code-revise.ts'
import { emptied, joinParts, type Care, type Kind, type Part } from './gaps.ts'
import { reviseLevel } from './heading-revise.ts'
import { markersOf, movedItem, printItems, renumbered, type Markers } from './item-text.ts'
import { normalForm } from './normal.ts'
import type { Inner, Origin, Slot } from './origin.ts'
import { carryOver } from './patch.ts'
import { withPrefixes, type NewLine } from './prefix.ts'
import { FreshPrinter, Printer, spellings } from './printing.ts'
import { normalNodes, proves, readAlone, sameNodes, type Proof } from './proof.ts'
import { countedUp } from './renumber.ts'
import { schema } from './schema.ts'
import type { Style } from './style.ts'
import { tableTexts } from './table-revise.ts'
import { wrapLines } from './wrap.ts'

/** Writes the edited children of a container, as close to the old text as can be proved. */
export class Reviser {
  readonly #origin: Origin
  readonly #care: Care
  readonly #stale: ReadonlySet<Node>
  /** How the links of stale blocks are written, the best way first. */
  readonly #references: readonly Style['references'][]
  readonly #known: (node: Node) => string | undefined
  /** How the items of the list that is written start. */
  #markers: Markers = () => ''
  #list: Inner | undefined

  /**
   * `stale`: old blocks whose text no longer means what it did, so that it must be written anew; `gone`: the names of
   * the definitions that are not there any more.
   */
  constructor(
    origin: Origin,
    care: Care,
    stale: ReadonlySet<Node> = new Set(),
    gone: ReadonlySet<string> = new Set(),
  ) {
    this.#origin = origin
    this.#care = care
    this.#stale = stale
    this.#references = gone.size > 0 ? [gone, 'inline'] : ['inline']
    this.#known = (node) => (care === 'reprint' || stale.has(node) ? undefined : origin.places.of(node)?.text)
  }

  /** The container's new content. */
  content(nodes: readonly Node[], old: Inner, kind: Kind): string {
    return this.#contents(nodes, old, kind).at(-1) ?? ''
  }

  /** What the container's new content may be: with all gaps as they were; with those of items as their looseness is. */
  #contents(nodes: readonly Node[], old: Inner, kind: Kind): readonly string[] {
    const [markers, list] = [this.#markers, this.#list]
    this.#markers = markersOf(old, kind)
    this.#list = old
    const parts = alignChildren(old.slots, nodes).flatMap((stretch) => this.#parts(stretch, kind))
    this.#markers = markers
    this.#list = list
    if (parts.length === 0) return [emptied(old)]
    const texts = kind === 'blocks' || kind === 'html' ? [] : [joinParts(parts, old, kind, this.#care, true)]
    const all = new Set([...texts, joinParts(parts, old, kind, this.#care)])
    return [...all].map((text) => (kind === 'orderedList' ? countedUp(text, old.text) : text))
  }

  #parts(given: Stretch, kind: Kind): Part[] {
    const { same, from, slots } = given
    const kept = (slot: Slot) => (this.#stale.has(slot.node) ? this.#withoutReferences(slot) : slot.text)
    if (same) return slots.map((slot, at) => part(kept(slot), slot.node, [from + at, from + at], true))
    const nodes = kind === 'blocks' ? normalNodes(given.nodes) : given.nodes
    if (slots.length === 0) return nodes.map((node, at) => part(this.#new(node, kind, from + at), node))
    if (nodes.length === 0) return []
    const stretch = { ...given, nodes }
    return (
      this.#beside(stretch, kind) ??
      this.#akin(stretch, kind) ??
      this.#pairs(stretch, kind) ??
      this.#container(stretch, kind) ??
      this.#group(stretch, kind) ??
      this.#run(stretch, kind) ??
      this.#loosePairs(stretch, kind)
    )
  }

  /** Blocks that stand elsewhere in the source too (moved, copied) keep their text beside what was changed. */
  #beside({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    const added = nodes.length - slots.length
    const isKnown = (node: Node) => this.#known(node) !== undefined
    const lead = nodes.slice(0, Math.max(0, added)).findIndex((node) => !isKnown(node))
    const start = lead === -1 ? Math.max(0, added) : lead
    const behind = nodes.slice(nodes.length - Math.max(0, added - start)).reverse()
    const last = behind.findIndex((node) => !isKnown(node))
    const end = nodes.length - (last === -1 ? behind.length : last)
    if (start === 0 && end === nodes.length) return undefined
    const known = (list: readonly Node[], at: number) =>
      list.map((node, index) => part(this.#new(node, kind, at + index), node))
    const rest = { same: false, from, slots, nodes: nodes.slice(start, end) }
    return [
      ...known(nodes.slice(0, start), from),
      ...this.#parts(rest, kind),
      ...known(nodes.slice(end), from + slots.length),
    ]
  }

  /** A container that still holds what it held is that one, whatever became of its neighbors. */
  #akin({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    const pair = slots.length + nodes.length > 2 ? akinPair(slots, nodes) : undefined
    if (!pair) return undefined
    const { slot, node } = pair
    const rest = (start: number, end: number, first: number, last: number): Part[] => {
      const stretch = {
        same: false,
        from: from + start,
        slots: slots.slice(start, end),
        nodes: nodes.slice(first, last),
      }
      return stretch.slots.length + stretch.nodes.length === 0 ? [] : this.#parts(stretch, kind)
    }
    const [old, now] = [slots[slot], nodes[node]]
    if (!old || !now) return undefined
    const own = part(this.#revise(old, now, kind, from + slot), now, [from + slot, from + slot])
    return [...rest(0, slot, 0, node), own, ...rest(slot + 1, slots.length, node + 1, nodes.length)]
  }

  /** As many children as before, each of the kind it was: each is revised for itself. */
  #pairs({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    if (slots.length !== nodes.length) return undefined
    if (slots.some((slot, at) => !canBecome(slot.node, nodes[at]))) return undefined
    return slots.map((slot, at) => {
      const node = nodes[at] ?? slot.node
      return part(this.#revise(slot, node, kind, from + at), node, [from + at, from + at])
    })
  }

  /** Of as many children as before the first one, or the last, is the container that it was: the others are apart from it. */
  #container({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    if (slots.length !== nodes.length || slots.length < 2) return undefined
    const rest = (start: number, end: number): Part[] =>
      this.#parts(
        { same: false, from: from + start, slots: slots.slice(start, end), nodes: nodes.slice(start, end) },
        kind,
      )
    const last = slots.length - 1
    for (const at of [0, last]) {
      const [slot, node] = [slots[at], nodes[at]]
      if (!slot?.inner || !node || !sameFrame(slot.node, node)) continue
      const own = part(this.#revise(slot, node, kind, from + at), node, [from + at, from + at])
      return at === 0 ? [own, ...rest(1, last + 1)] : [...rest(0, last), own]
    }
    return undefined
  }

  /** A group of HTML behind which something else is now: its tags stay. */
  #group({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    const [[slot, ...others], [node, next, ...more]] = [slots, nodes]
    if (!slot?.inner || node?.type.name !== 'htmlGroup' || !next || next.type === node.type) return undefined
    if (!sameFrame(slot.node, node)) return undefined
    const own = part(this.#revise(slot, node, kind, from), node, [from, from])
    return [own, ...this.#parts({ same: false, from: from + 1, slots: others, nodes: [next, ...more] }, kind)]
  }

  /** Children were split, joined or turned into others: the whole stretch is patched as one text. */
  #run({ from, slots, nodes }: Stretch, kind: Kind): Part[] | undefined {
    const [first, last] = [nodes[0], nodes.at(-1)]
    if (this.#care === 'reprint' || !first || !last) return undefined
    const old = slots.map(({ node }) => node)
    const source = slots.map((slot, at) => (at === 0 ? '' : slot.gap) + slot.text).join('')
    const print = (printer: Printer, list: readonly Node[]) =>
      kind === 'blocks' ? printer.blocks(list) : this.#printSome(printer, list, kind, from)
    const text = this.#patched(source, old, nodes, kind, print)
    if (text === undefined) return undefined
    return [{ text, first, last, slots: [from, from + slots.length - 1], same: false }]
  }

  /** The first children are taken for the old ones as far as they go, the rest for new ones. */
  #loosePairs({ from, slots, nodes }: Stretch, kind: Kind): Part[] {
    return nodes.map((node, at) => {
      const slot = slots[at]
      if (!slot) return part(this.#new(node, kind, from + at), node)
      const last = at === nodes.length - 1 ? Math.max(from + at, from + slots.length - 1) : from + at
      const paired = canBecome(slot.node, node)
      const text = paired ? this.#revise(slot, node, kind, from + at) : this.#new(node, kind, from + at)
      return part(text, node, [from + at, last])
    })
  }

  /** One child that was changed. */
  #revise(slot: Slot, node: Node, kind: Kind, index: number): string {
    if (this.#care === 'reprint') return this.#new(node, kind, index)
    const inside = this.#inside(slot, node).find((text) => this.#provesAt(slot, text, node, kind))
    if (inside !== undefined) return inside
    const own = this.#table(slot, node, kind) ?? this.#code(slot, node, kind) ?? this.#level(slot, node, kind)
    if (own !== undefined) return own
    const print = (printer: Printer, [one]: readonly Node[]) =>
      one ? this.#print(printer, one, kind, index) : ''
    return this.#patched(slot.text, [slot.node], [node], kind, print) ?? this.#new(node, kind, index)
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

  /** An untouched block whose links have lost their definitions: their addresses are written into it. */
  #withoutReferences({ node, text }: Slot): string {
    const print = (printer: Printer, [one]: readonly Node[]) => (one ? printer.block(one) : '')
    return this.#patched(text, [node], [node], 'blocks', print) ?? text
  }

  /** A child without a source of its own, or whose source is of no use any more. */
  #new(node: Node, kind: Kind, index: number): string {
    const known = this.#known(node)
    if (known !== undefined && kind === 'blocks') return known
    const own = this.#origin.style
    const style: Style = this.#stale.has(node) ? { ...own, references: 'inline' } : own
    const texts = spellings(style).flatMap((spelling) => {
      const text = this.#print(new FreshPrinter(spelling, this.#known), node, kind, index)
      const wraps = node.type.name === 'paragraph' && style.wrap !== undefined
      return wraps ? [wrapLines(text, style.wrap), text] : [text]
    })
    const item = known === undefined ? [] : this.#knownItem(known, node, kind, index, texts[0] ?? '')
    return firstProved([...item, ...texts], (text) => this.#proves(text, [node], kind)) ?? texts[0] ?? ''
  }

  /** An item that stands in the source: with its own marker in its own list, with the list's in another. */
  #knownItem(known: string, node: Node, kind: Kind, index: number, printed: string): string[] {
    if (kind === 'html') return [known]
    if (this.#list?.slots.some((slot) => slot.node === node) === true) return [renumbered(known, printed)]
    return movedItem(known, this.#markers(index, this.#origin.style))
  }

  #print(printer: Printer, node: Node, kind: Kind, index: number): string {
    return kind === 'blocks' ? printer.block(node) : this.#printSome(printer, [node], kind, index)
  }

  #printSome(printer: Printer, nodes: readonly Node[], kind: Kind, index: number): string {
    return kind === 'html'
      ? nodes.map((node) => printPart(node, printer)).join(usualGap(this.#list))
      : printItems(printer, nodes, this.#markers, index)
  }

  #proves(text: string, nodes: readonly Node[], kind: Kind): Proof | undefined {
    if (kind === 'blocks') return proves(text, nodes, this.#origin)
    if (kind === 'html') return provesParts(text, nodes, this.#origin)
    const read = readAlone(text, this.#origin)
    return read.length === 1 ? sameItems(read[0]?.children ?? [], nodes) : undefined
  }
}

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

/** What stands between two parts of a group of HTML. */
const usualGap = (group: Inner | undefined): string =>
  group?.slots.slice(1).find(({ gap }) => gap.trim() === '')?.gap ?? '\n'

/** The first text that is proved exactly; where there is none, the first that is proved at all. */
function firstProved(
  texts: Iterable<string>,
  prove: (text: string) => Proof | undefined,
): string | undefined {
  let loose: string | undefined
  for (const text of texts) {
    const proof = prove(text)
    if (proof === 'exact') return text
    if (proof === 'loose') loose ??= text
  }
  return loose
}

/** Items by themselves: their looseness comes from their neighbors, so it is not compared. */
const sameItems = (read: readonly Node[], wanted: readonly Node[]): Proof | undefined =>
  sameNodes(read.map(tight), wanted.map(normalForm).map(tight))

const tight = (item: Node): Node => item.type.create({ ...item.attrs, loose: false }, item.content)

const part = (text: string, node: Node, slots?: readonly [number, number], same = false): Part => ({
  text,
  first: node,
  last: node,
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

/** Parts of HTML can be read only within HTML. */
const rawTag = '<div markdown="0">'
const provesParts = (text: string, nodes: readonly Node[], origin: Origin): Proof | undefined =>
  proves(`${rawTag}\n${text}\n</div>`, [schema.node('htmlGroup', { html: rawTag }, [...nodes])], origin)
