import type { Draft } from '../draft.ts'
import type { Parsing } from '../parsing.ts'
import { Writer } from './writer.ts'

/** The HTML of a document as kramdown's converter writes it. */
export const writeHtml = (root: Draft, parsing: Parsing): string => new Writer(parsing).document(root)
