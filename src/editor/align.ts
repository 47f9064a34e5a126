import type { Node } from '@tiptap/pm/model'
import type { Slot } from './origin.ts'

/** A stretch of a container's children: `slots` from `from` on are what it was, `nodes` are what it is. */
export interface Stretch {
  readonly same: boolean
  readonly from: number
  readonly slots: readonly Slot[]
  readonly nodes: readonly Node[]
}

const alike = (slot: Slot | undefined, node: Node | undefined): boolean =>
  slot !== undefined && node !== undefined && (slot.node === node || slot.node.eq(node))

/** Finds which of a container's children are still there, in order; between them lies what was changed. */
export function alignChildren(slots: readonly Slot[], nodes: readonly Node[]): Stretch[] {
  const stretches: Stretch[] = []
  const { head, tail } = sameEnds(slots, nodes)
  const [slotEnd, nodeEnd] = [slots.length - tail, nodes.length - tail]
  const add = ([a, b]: Range, [c, d]: Range, same: boolean) => {
    if (a < b || c < d) stretches.push({ same, from: a, slots: slots.slice(a, b), nodes: nodes.slice(c, d) })
  }
  add([0, head], [0, head], true)
  let [slot, node] = [head, head]
  for (const [nextSlot, nextNode] of anchors(slots.slice(head, slotEnd), nodes.slice(head, nodeEnd))) {
    addBetween(add, slots, nodes, [slot, head + nextSlot], [node, head + nextNode])
    slot = head + nextSlot + 1
    node = head + nextNode + 1
    add([slot - 1, slot], [node - 1, node], true)
  }
  addBetween(add, slots, nodes, [slot, slotEnd], [node, nodeEnd])
  add([slotEnd, slots.length], [nodeEnd, nodes.length], true)
  return stretches
}

type Range = readonly [from: number, to: number]
type Add = (slots: Range, nodes: Range, same: boolean) => void

/** How many children are alike at both ends. */
function sameEnds(slots: readonly Slot[], nodes: readonly Node[]): { head: number; tail: number } {
  const length = Math.min(slots.length, nodes.length)
  let [head, tail] = [0, 0]
  while (head < length && alike(slots[head], nodes[head])) head++
  while (tail < length - head && alike(slots.at(-1 - tail), nodes.at(-1 - tail))) tail++
  return { head, tail }
}

/** What lies between two anchors: first and last children that are like the old ones, and the rest. */
function addBetween(
  add: Add,
  slots: readonly Slot[],
  nodes: readonly Node[],
  [from, to]: Range,
  [start, end]: Range,
): void {
  const { head, tail } = sameEnds(slots.slice(from, to), nodes.slice(start, end))
  add([from, from + head], [start, start + head], true)
  add([from + head, to - tail], [start + head, end - tail], false)
  add([to - tail, to], [end - tail, end], true)
}

/** Children that are the very nodes that were read: the longest run of them that is still in order. */
function anchors(slots: readonly Slot[], nodes: readonly Node[]): (readonly [number, number])[] {
  const index = new Map(slots.map((slot, at) => [slot.node, at]))
  const pairs = nodes.flatMap((node, at) => {
    const slot = index.get(node)
    return slot === undefined ? [] : [[slot, at] as const]
  })
  return increasing(pairs)
}

/** The longest part of a sequence whose first numbers go up. */
function increasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = []
  const before: (number | undefined)[] = []
  const value = (at: number | undefined): number => pairs[at ?? -1]?.[0] ?? -1
  pairs.forEach(([slot], at) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (value(ends[middle]) < slot) low = middle + 1
      else high = middle
    }
    before[at] = ends[low - 1]
    ends[low] = at
  })
  const result: (readonly [number, number])[] = []
  for (let at = ends.at(-1); at !== undefined; at = before[at]) {
    const pair = pairs[at]
    if (pair) result.unshift(pair)
  }
  return result
}

/** The container and the one that it was which have most of their children in common; undefined where none have any. */
export function akinPair(
  slots: readonly Slot[],
  nodes: readonly Node[],
): { readonly slot: number; readonly node: number } | undefined {
  const homes = new Map(
    slots.flatMap(({ node, inner }, at) =>
      (inner?.slots.map((slot) => slot.node) ?? contentsOf(node)).map((child) => [child, at] as const),
    ),
  )
  let best: { slot: number; node: number; shared: number } | undefined
  nodes.forEach((now, node) => {
    const shared = new Map<number, number>()
    for (const child of contentsOf(now)) {
      const slot = homes.get(child)
      if (slot !== undefined) shared.set(slot, (shared.get(slot) ?? 0) + child.nodeSize)
    }
    for (const [slot, size] of shared)
      if (size > (best?.shared ?? 0) && sameFrame(slots[slot]?.node, now)) best = { slot, node, shared: size }
  })
  return best
}

/** What a container holds, the rows of a table too. */
const contentsOf = (node: Node): readonly Node[] => (node.isTextblock ? [] : node.children)

/** Whether two containers differ in their children alone (or, items, in the box and the looseness). */
export function sameFrame(old: Node | undefined, now: Node): boolean {
  if (old?.type !== now.type) return false
  return Object.keys(old.attrs).every(
    (name) => name === 'loose' || name === 'task' || old.attrs[name] === now.attrs[name],
  )
}
