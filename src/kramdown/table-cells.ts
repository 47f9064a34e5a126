import { Backticks } from './backticks.ts'
import { isSpace } from './characters.ts'
import type { View } from './view.ts'

/** A range whose pipes do not part cells: a code span, or `<code>…</code>`. */
export type CodeRange = readonly [from: number, to: number]

/** Where a code span that begins at an offset ends, or -1; `from` is where its text begins. */
function codespanEnd(text: string, backticks: Backticks, at: number, from: number): number {
  let open = at
  while (text[open] === '`') open += 1
  const width = open - at
  const loose =
    width === 1 && (at === from || isSpace(text.charCodeAt(at - 1))) && isSpace(text.charCodeAt(open))
  const close = loose ? -1 : backticks.find(width, open)
  return close < 0 ? -1 : close + width
}

function htmlEnd(view: View, at: number, end: number): number {
  const open = view.find('>', at)
  const close = open < 0 ? -1 : view.find('</code>', open)
  return close < 0 || close + 7 > end ? -1 : close + 7
}

/** The code spans in a range, as if nothing stood around it. */
function addCodespans(view: View, from: number, end: number, ranges: CodeRange[]): void {
  const first = view.find('`', from)
  if (first < 0 || first >= end) return
  const text = view.text.slice(0, end)
  const backticks = new Backticks(text, from)
  for (let at = first; at >= 0;) {
    let behind = codespanEnd(text, backticks, at, from)
    if (behind > 0) ranges.push([at, behind])
    else for (behind = at; text[behind] === '`';) behind += 1
    at = backticks.find(1, behind)
  }
}

/** The code in a range, in order: first `<code>` elements, then code spans between them. */
export function readCodeRanges(view: View, from: number, end: number): CodeRange[] {
  const ranges: CodeRange[] = []
  let done = from
  for (let at = view.find('<code', from); at >= 0 && at < end; at = view.find('<code', done)) {
    const behind = htmlEnd(view, at, end)
    if (behind < 0) break
    addCodespans(view, done, at, ranges)
    ranges.push([at, behind])
    done = behind
  }
  addCodespans(view, done, end, ranges)
  return ranges
}
