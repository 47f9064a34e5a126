import { Mark } from '@tiptap/pm/model'

interface Marked {
  readonly marks: readonly Mark[]
}

/**
 * How marks nest in a text. Of the marks that begin at `at` and are not open, the one that reaches farthest is the
 * outermost; of equals the one that comes first in the schema. Code is always innermost. `end` is behind the last item.
 */
export function outermostMark(
  items: readonly Marked[],
  at: number,
  open: readonly Mark[],
): { mark: Mark | undefined; end: number } {
  const marks = items[at]?.marks.filter((mark) => !mark.isInSet(open)) ?? []
  const outer = marks.filter((mark) => !isInnermost(mark))
  let best: { mark: Mark | undefined; end: number } = { mark: undefined, end: at + 1 }
  for (const mark of outer.length > 0 ? outer : marks) {
    const end = reach(items, at, mark)
    if (best.mark === undefined || end > best.end) best = { mark, end }
  }
  return best
}

const isInnermost = ({ type }: Mark): boolean => type.name === 'code' || type.name === 'literal'

function reach(items: readonly Marked[], at: number, mark: Mark): number {
  const first = items[at]?.marks ?? []
  let end = at + 1
  for (; end < items.length; end++) {
    const marks = items[end]?.marks ?? []
    if (isInnermost(mark) ? !Mark.sameSet(marks, first) : !mark.isInSet(marks)) break
  }
  return end
}
