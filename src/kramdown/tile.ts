import type { Draft } from './draft.ts'
import { draft } from './draft.ts'

/**
 * Makes a tree lossless: whatever of an element its children do not cover becomes leaves of type `markup`. Elements that
 * no character of the source belongs to go, but for the empty cells of a table.
 *
 * Nothing here relies on the constructs' being right: a child that overlaps the one before it is cut, so that the leaves
 * join to the source whatever happened.
 */
export function tile(element: Draft, from = element.span[0], to = element.span[1]): void {
  if (element.type === 'text' && element.value.length === element.span[1] - element.span[0]) {
    element.value = element.value.slice(from - element.span[0], to - element.span[0])
  }
  element.span = [from, to]
  if (element.children.length === 0) return
  const tiles: Draft[] = []
  let done = from
  for (const child of element.children) {
    const start = Math.max(done, child.span[0])
    const end = Math.min(to, Math.max(start, child.span[1]))
    if (end < start || (end === start && child.type !== 'td')) continue
    if (start > done) tiles.push(markup(done, start))
    tile(child, start, end)
    tiles.push(child)
    done = end
  }
  if (done < to) tiles.push(markup(done, to))
  // A copy has no room to grow: trees of large documents weigh half as much.
  element.children = tiles.length === 1 && tiles[0]?.type === 'markup' ? [] : tiles.slice()
}

const markup = (from: number, to: number): Draft => draft('markup', [from, to], {})
