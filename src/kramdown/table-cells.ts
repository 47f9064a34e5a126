import { Backticks } from './backticks.ts'
import { isSpace } from './characters.ts'
import type { View } from './view.ts'

/** A range whose pipes do not part cells: a code span, or `<code>…</code>`. */
export type CodeRange = readonly [from: number, to: number]

/** Where a code span that begins at an offset ends, or -1; `from` is where its text begins. */
function codespanEnd(text: string, backticks: Backticks, at: number, from: number, end: number): number {
  let open = at
  while (open < end && text[open] === '`') open += 1
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

/** The code in a range, in order. */
export function readCodeRanges(view: View, from: number, end: number): CodeRange[] {
  const { text } = view
  const ranges: CodeRange[] = []
  const tick = view.find('`', from)
  const tag = view.find('<code', from)
  if ((tick < 0 || tick >= end) && (tag < 0 || tag >= end)) return ranges
  const backticks = new Backticks(text, from, end)
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at)
    if (code !== 96 && code !== 60) continue
    const kind = code === 96 ? 'code' : 'html'
    const html = kind === 'html' && text.startsWith('<code', at)
    const to =
      kind === 'code' ? codespanEnd(text, backticks, at, from, end) : html ? htmlEnd(view, at, end) : -1
    if (to > 0) {
      ranges.push([at, to])
      at = to - 1
    } else if (kind === 'code') while (text.charCodeAt(at + 1) === 96) at += 1
  }
  return ranges
}
