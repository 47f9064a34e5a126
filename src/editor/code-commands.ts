import type { Node } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { newRaw, notRaw, rawOf } from './constructs/raw-code.ts'

/** The code block in which the whole selection lies: where its content starts, and its text. */
function codeAt({ selection: { $from, $to } }: Transaction): { start: number; text: string } | undefined {
  if ($from.parent.type.name !== 'codeBlock' || !$from.sameParent($to)) return undefined
  return { start: $from.start(), text: $from.parent.textContent }
}

/** One step of indentation, as the code has it already: a tab, or the least by which a line stands further in than its neighbor. */
function indentOf(text: string): string {
  if (/^\t/m.test(text)) return '\t'
  const widths = [...text.matchAll(/^ *(?=\S)/gm)].map(([blanks]) => blanks.length)
  const steps = widths
    .map((width, line) => Math.abs(width - (widths[line - 1] ?? 0)))
    .filter((step) => step > 1)
  return ' '.repeat(Math.min(...steps, steps.length === 0 ? 2 : 8))
}

/** The starts of the lines that the selection touches, last first, so that changes leave the others in place. */
function lineStarts(tr: Transaction, start: number, text: string): number[] {
  const [from, to] = [tr.selection.from - start, tr.selection.to - start]
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return starts
    .filter((at, index) => at <= to && (starts[index + 1] ?? Infinity) > from && (at < to || at <= from))
    .reverse()
}

/** Tab in code: a step of blanks at the cursor, or before each of the selected lines that are not empty. */
export function indentCode(tr: Transaction): boolean {
  const code = codeAt(tr)
  if (!code) return false
  const step = indentOf(code.text)
  if (tr.selection.empty) tr.insertText(step)
  else
    for (const at of lineStarts(tr, code.start, code.text))
      if (!/^(?:\n|$)/.test(code.text.slice(at))) tr.insertText(step, code.start + at)
  return true
}

/** Shift-Tab in code: a step of blanks less before each of the lines. */
export function outdentCode(tr: Transaction): boolean {
  const code = codeAt(tr)
  if (!code) return false
  const step = indentOf(code.text).length
  for (const at of lineStarts(tr, code.start, code.text)) {
    const blanks = /^(?:\t| *)/.exec(code.text.slice(at, at + step))?.[0].length ?? 0
    if (blanks > 0) tr.delete(code.start + at, code.start + at + blanks)
  }
  return true
}

/** Behind the code block: into the block that stands there, or a new paragraph. */
export function leaveCode(tr: Transaction): boolean {
  const { $from } = tr.selection
  if ($from.parent.type.name !== 'codeBlock') return false
  const after = $from.after()
  const { paragraph } = tr.doc.type.schema.nodes
  const next = Selection.findFrom(tr.doc.resolve(after), 1, true)
  const isNext = tr.doc.resolve(after).nodeAfter?.isTextblock === true
  if (next && isNext) tr.setSelection(next)
  else {
    if (paragraph) tr.insert(after, paragraph.create())
    tr.setSelection(TextSelection.create(tr.doc, after + 1))
  }
  tr.scrollIntoView()
  return true
}

/** Two empty lines at the end, and Enter once more: out of the code, without them, into a new paragraph, as from a list. */
export function leaveEmptyLines(tr: Transaction): boolean {
  const { $from, empty } = tr.selection
  const ends = empty && $from.parent.type.name === 'codeBlock' && $from.parent.textContent.endsWith('\n\n')
  if (!ends || $from.parentOffset !== $from.parent.content.size) return false
  tr.delete($from.pos - 2, $from.pos)
  const after = tr.selection.$from.after()
  const next = tr.doc.resolve(after).nodeAfter
  const { paragraph } = tr.doc.type.schema.nodes
  const isLine = next?.type === paragraph && next?.content.size === 0
  const $after = tr.doc.resolve(after)
  if (isLine || !paragraph || !$after.parent.canReplaceWith($after.index(), $after.index(), paragraph))
    return leaveCode(tr)
  tr.insert(after, paragraph.create())
  tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView()
  return true
}

/** ArrowDown in the last line of code behind which nothing stands. */
export function leaveDownwards(tr: Transaction): boolean {
  const { $from, empty } = tr.selection
  if (!empty || $from.parent.type.name !== 'codeBlock') return false
  const isLastLine = !$from.parent.textContent.slice($from.parentOffset).includes('\n')
  return isLastLine && tr.doc.resolve($from.after()).nodeAfter === null && leaveCode(tr)
}

/** Backspace at the start of code that is empty: a paragraph. */
export function dropEmptyCode(tr: Transaction): boolean {
  const { $from } = tr.selection
  const type = tr.doc.type.schema.nodes.paragraph
  if ($from.parent.type.name !== 'codeBlock' || $from.parent.content.size > 0 || !type) return false
  tr.setBlockType($from.pos, $from.pos, type)
  return true
}

/** Whether a code block can say whether the tags in it show as they are: between tags of HTML they always do. */
export const holdsTags = (code: Node): boolean =>
  code.attrs.html === null && (rawOf(code) !== undefined || /\{[{%]/.test(code.textContent))

/** The tags in the code block at a position show as they are; where they do already, the site puts in what they stand for. */
export const toggleRaw =
  (at: number) =>
  (tr: Transaction): boolean => {
    const code = tr.doc.nodeAt(at)
    if (!code || !holdsTags(code)) return false
    const raw = rawOf(code) === undefined ? newRaw(code) : notRaw
    tr.setNodeMarkup(at, null, { ...code.attrs, ...raw })
    return true
  }
