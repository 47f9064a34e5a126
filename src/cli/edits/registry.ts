import { blockEdits } from './block-edits.ts'
import { codeEdits } from './code-edits.ts'
import { figureEdits } from './figure-edits.ts'
import { htmlEdits } from './html-edits.ts'
import { inlineEdits } from './inline-edits.ts'
import { liquidEdits } from './liquid-edits.ts'
import { listEdits } from './list-edits.ts'
import { markEdits } from './mark-edits.ts'
import { mathEdits } from './math-edits.ts'
import { noteEdits } from './note-edits.ts'
import type { RandomEdit } from './random-edit.ts'
import { rangeEdits } from './range-edits.ts'
import { tableEdits } from './table-edits.ts'
import { textEdits } from './text-edits.ts'

/**
 * Every kind of edit. A new kind of node or mark adds a file `<kind>-edits.ts` with what only it can undergo, and a line
 * here; typing, deleting, moving, pasting and marking reach it without that. Each edit leaves the document valid.
 */
export const randomEdits: readonly RandomEdit[] = [
  ...textEdits,
  ...markEdits,
  ...inlineEdits,
  ...figureEdits,
  ...blockEdits,
  ...listEdits,
  ...tableEdits,
  ...codeEdits,
  ...liquidEdits,
  ...mathEdits,
  ...noteEdits,
  ...htmlEdits,
  ...rangeEdits,
]
