import type { Node } from '@tiptap/pm/model'

/** For each new row and column the old one that it is; undefined for those that are new. */
export interface TableMatch {
  readonly rows: readonly (number | undefined)[]
  readonly columns: readonly (number | undefined)[]
}

/** Finds which rows and columns of an edited table are the old ones, also where they were moved. */
export function matchTables(old: Node, now: Node): TableMatch {
  const [before, after] = [
    old.children.map(({ children }) => children),
    now.children.map(({ children }) => children),
  ]
  const widths = [columnsOf(before), columnsOf(after)] as const
  const columns = match(...widths, columnScores(before, after, widths))
  const rows = match(before.length, after.length, rowScores(before, after, columns))
  return { rows, columns }
}

type Grid = readonly (readonly Node[])[]

const columnsOf = (rows: Grid): number => Math.max(0, ...rows.map(({ length }) => length))

/** Scores by pairs: `old * width + now`. Cells that are the very same node count most. */
type Scores = Map<number, number>

/** So many rows or columns at most are numbered apart. */
const side = 1 << 20
const same = 1000

const add = (scores: Scores, old: number, now: number, by: number): unknown =>
  scores.set(old * side + now, (scores.get(old * side + now) ?? 0) + by)

interface Spot {
  readonly row: number
  readonly column: number
}

function spotsOf(grid: Grid): Map<Node, Spot> {
  return new Map(grid.flatMap((cells, row) => cells.map((cell, column) => [cell, { row, column }] as const)))
}

const alike = (one: Node | undefined, other: Node | undefined): boolean =>
  one !== undefined && other !== undefined && one.content.eq(other.content)

function columnScores(before: Grid, after: Grid, [old, now]: readonly [number, number]): Scores {
  const scores: Scores = new Map()
  const spots = spotsOf(before)
  after.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      const spot = spots.get(cell)
      if (spot) add(scores, spot.column, column, same)
      for (let other = 0; old !== now && other < old; other++)
        if (alike(before[row]?.[other], cell)) add(scores, other, column, cell.content.size > 0 ? 2 : 1)
      if (old === now && alike(before[row]?.[column], cell)) add(scores, column, column, 1)
    })
  })
  return scores
}

function rowScores(before: Grid, after: Grid, columns: TableMatch['columns']): Scores {
  const scores: Scores = new Map()
  const spots = spotsOf(before)
  after.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      const spot = spots.get(cell)
      if (spot && spot.column === columns[column]) add(scores, spot.row, row, same)
      if (alike(before[row]?.[columns[column] ?? -1], cell)) add(scores, row, row, 1)
    })
  })
  return scores
}

/** The best pairs first; of equals the nearest. What is left over is paired in order where it is as many on both sides. */
function match(old: number, now: number, scores: Scores): (number | undefined)[] {
  const pairs = [...scores].map(([key, score]) => ({ from: Math.floor(key / side), to: key % side, score }))
  pairs.sort((a, b) => b.score - a.score || Math.abs(a.from - a.to) - Math.abs(b.from - b.to))
  const result = new Array<number | undefined>(now).fill(undefined)
  const used = new Set<number>()
  const pair = (from: number, to: number): void => {
    result[to] = from
    used.add(from)
  }
  for (const { from, to } of pairs) if (result[to] === undefined && !used.has(from)) pair(from, to)
  const left = Array.from({ length: old }, (_, index) => index).filter((index) => !used.has(index))
  const open = result.flatMap((from, to) => (from === undefined ? [to] : []))
  if (left.length === open.length) left.forEach((from, index) => pair(from, open[index] ?? from))
  return result
}
