import type { Node } from '@tiptap/pm/model'
import { akinPair, alignChildren, sameFrame, type Stretch } from './align.ts'
import { emptied, joinParts, type Care, type Kind, type Part } from './gaps.ts'
import { markersOf } from './item-text.ts'
import type { Inner, Slot } from './origin.ts'
import { normalNodes } from './proof.ts'
import { countedUp } from './renumber.ts'
import { ChildWriter, type Container, type Saving } from './write-child.ts'

/**
 * Writes the edited children of a container, as close to the old text as can be proved. It finds which of them stand for
 * which old ones; `ChildWriter` writes each.
 */
export class Reviser {
  readonly #care: Care
  readonly #close: ReadonlySet<Node>
  readonly #child: ChildWriter

  constructor(saving: Saving) {
    this.#care = saving.care
    this.#close = saving.close
    this.#child = new ChildWriter(saving, (nodes, old, kind) => this.#contents(nodes, old, kind))
  }

  /** The container's new content. */
  content(nodes: readonly Node[], old: Inner, kind: Kind): string {
    return this.#contents(nodes, old, kind).at(-1) ?? ''
  }

  /** What the container's new content may be: with all gaps as they were; with those of items as their looseness is. */
  #contents(nodes: readonly Node[], old: Inner, kind: Kind): readonly string[] {
    const within: Container = { old, kind, markers: markersOf(old, kind) }
    const parts = alignChildren(old.slots, nodes).flatMap((stretch) => this.#parts(stretch, within))
    if (parts.length === 0) return [emptied(old)]
    const way = { kind, care: this.#care, close: this.#close }
    const texts = kind === 'blocks' || kind === 'html' ? [] : [joinParts(parts, old, { ...way, kept: true })]
    const all = new Set([...texts, joinParts(parts, old, { ...way, kept: false })])
    return [...all].map((text) => (kind === 'orderedList' ? countedUp(text, old.text) : text))
  }

  #parts(given: Stretch, within: Container): Part[] {
    const { same, from, slots } = given
    if (same) return this.#untouched(slots, from)
    const nodes = within.kind === 'blocks' ? normalNodes(given.nodes) : given.nodes
    if (slots.length === 0)
      return nodes.map((node, at) => part(this.#child.fresh(node, within, from + at), node))
    if (nodes.length === 0) return []
    const stretch = { ...given, nodes }
    return (
      this.#beside(stretch, within) ??
      this.#akin(stretch, within) ??
      this.#pairs(stretch, within) ??
      this.#container(stretch, within) ??
      this.#group(stretch, within) ??
      this.#run(stretch, within) ??
      this.#loosePairs(stretch, within)
    )
  }

  /** Children that are what they were, with what stands between them. */
  #untouched(slots: readonly Slot[], from: number): Part[] {
    const [first, last] = [slots[0]?.node, slots.at(-1)?.node]
    if (!first || !last) return []
    const text = slots.map((slot, at) => (at === 0 ? '' : slot.gap) + this.#child.untouched(slot)).join('')
    return [{ text, first, last, slots: [from, from + slots.length - 1], same: true }]
  }

  /** Blocks that stand elsewhere in the source too (moved, copied) keep their text beside what was changed. */
  #beside({ from, slots, nodes }: Stretch, within: Container): Part[] | undefined {
    const added = nodes.length - slots.length
    const isKnown = (node: Node) => this.#child.known(node) !== undefined
    const lead = nodes.slice(0, Math.max(0, added)).findIndex((node) => !isKnown(node))
    const start = lead === -1 ? Math.max(0, added) : lead
    const behind = nodes.slice(nodes.length - Math.max(0, added - start)).reverse()
    const last = behind.findIndex((node) => !isKnown(node))
    const end = nodes.length - (last === -1 ? behind.length : last)
    if (start === 0 && end === nodes.length) return undefined
    const known = (list: readonly Node[], at: number) =>
      list.map((node, index) => part(this.#child.fresh(node, within, at + index), node))
    const rest = { same: false, from, slots, nodes: nodes.slice(start, end) }
    return [
      ...known(nodes.slice(0, start), from),
      ...this.#parts(rest, within),
      ...known(nodes.slice(end), from + slots.length),
    ]
  }

  /** A container that still holds what it held is that one, whatever became of its neighbors. */
  #akin({ from, slots, nodes }: Stretch, within: Container): Part[] | undefined {
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
      return stretch.slots.length + stretch.nodes.length === 0 ? [] : this.#parts(stretch, within)
    }
    const [old, now] = [slots[slot], nodes[node]]
    if (!old || !now) return undefined
    const own = part(this.#child.revised(old, now, within, from + slot), now, [from + slot, from + slot])
    return [...rest(0, slot, 0, node), own, ...rest(slot + 1, slots.length, node + 1, nodes.length)]
  }

  /** As many children as before, each of the within it was: each is revised for itself. */
  #pairs({ from, slots, nodes }: Stretch, within: Container): Part[] | undefined {
    if (slots.length !== nodes.length) return undefined
    if (slots.some((slot, at) => !canBecome(slot.node, nodes[at]))) return undefined
    return slots.map((slot, at) => {
      const node = nodes[at] ?? slot.node
      return part(this.#child.revised(slot, node, within, from + at), node, [from + at, from + at])
    })
  }

  /** Of as many children as before the first one, or the last, is the container that it was: the others are apart from it. */
  #container({ from, slots, nodes }: Stretch, within: Container): Part[] | undefined {
    if (slots.length !== nodes.length || slots.length < 2) return undefined
    const rest = (start: number, end: number): Part[] =>
      this.#parts(
        { same: false, from: from + start, slots: slots.slice(start, end), nodes: nodes.slice(start, end) },
        within,
      )
    const last = slots.length - 1
    for (const at of [0, last]) {
      const [slot, node] = [slots[at], nodes[at]]
      if (!slot?.inner || !node || !sameFrame(slot.node, node)) continue
      const own = part(this.#child.revised(slot, node, within, from + at), node, [from + at, from + at])
      return at === 0 ? [own, ...rest(1, last + 1)] : [...rest(0, last), own]
    }
    return undefined
  }

  /** A group of HTML behind which something else is now: its tags stay. */
  #group({ from, slots, nodes }: Stretch, within: Container): Part[] | undefined {
    const [[slot, ...others], [node, next, ...more]] = [slots, nodes]
    if (!slot?.inner || node?.type.name !== 'htmlGroup' || !next || next.type === node.type) return undefined
    if (!sameFrame(slot.node, node)) return undefined
    const own = part(this.#child.revised(slot, node, within, from), node, [from, from])
    return [
      own,
      ...this.#parts({ same: false, from: from + 1, slots: others, nodes: [next, ...more] }, within),
    ]
  }

  /** Children were split, joined or turned into others: the whole stretch is patched as one text. */
  #run({ from, slots, nodes }: Stretch, within: Container): Part[] | undefined {
    const [first, last] = [nodes[0], nodes.at(-1)]
    if (!first || !last) return undefined
    const text = this.#child.run(slots, nodes, within, from)
    if (text === undefined) return undefined
    return [{ text, first, last, slots: [from, from + slots.length - 1], same: false }]
  }

  /** The first children are taken for the old ones as far as they go, the rest for new ones. */
  #loosePairs({ from, slots, nodes }: Stretch, within: Container): Part[] {
    return nodes.map((node, at) => {
      const slot = slots[at]
      if (!slot) return part(this.#child.fresh(node, within, from + at), node)
      const last = at === nodes.length - 1 ? Math.max(from + at, from + slots.length - 1) : from + at
      const paired = canBecome(slot.node, node)
      const text = paired
        ? this.#child.revised(slot, node, within, from + at)
        : this.#child.fresh(node, within, from + at)
      return part(text, node, [from + at, last])
    })
  }
}

const part = (text: string, node: Node, slots?: readonly [number, number]): Part => ({
  text,
  first: node,
  last: node,
  slots,
  same: false,
})

const textKinds = new Set(['paragraph', 'heading'])

/** Whether a node can be taken for the old one with its content changed. */
const canBecome = (old: Node, now: Node | undefined): boolean =>
  now !== undefined &&
  (old.type === now.type ||
    (textKinds.has(old.type.name) && textKinds.has(now.type.name)) ||
    (old.type.name.endsWith('List') && now.type.name.endsWith('List')))
