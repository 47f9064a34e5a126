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
  let [slot, node] = [0, 0]
  for (const [nextSlot, nextNode] of [...anchors(slots, nodes), [slots.length, nodes.length] as const]) {
    addBetween(stretches, slots, nodes, [slot, nextSlot], [node, nextNode])
    const [kept, same] = [slots[nextSlot], nodes[nextNode]]
    if (kept && same) add(stretches, { same: true, from: nextSlot, slots: [kept], nodes: [same] })
    slot = nextSlot + 1
    node = nextNode + 1
  }
  return stretches
}

/** What lies between two anchors: first and last children that are like the old ones, and the rest. */
function addBetween(
  stretches: Stretch[],
  slots: readonly Slot[],
  nodes: readonly Node[],
  [from, to]: [number, number],
  [start, end]: [number, number],
): void {
  let [head, tail] = [0, 0]
  while (from + head < to && start + head < end && alike(slots[from + head], nodes[start + head])) head++
  while (
    to - tail > from + head &&
    end - tail > start + head &&
    alike(slots[to - tail - 1], nodes[end - tail - 1])
  )
    tail++
  const part = (same: boolean, [a, b]: [number, number], [c, d]: [number, number]) =>
    add(stretches, { same, from: a, slots: slots.slice(a, b), nodes: nodes.slice(c, d) })
  part(true, [from, from + head], [start, start + head])
  part(false, [from + head, to - tail], [start + head, end - tail])
  part(true, [to - tail, to], [end - tail, end])
}

function add(stretches: Stretch[], stretch: Stretch): void {
  if (stretch.slots.length === 0 && stretch.nodes.length === 0) return
  stretches.push(stretch)
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
