import type { Blocks, BlockConstruct } from './blocks.ts'
import { matchAt, skipSpace, stripEnd, stripStart, testAt, trimBlanks } from './characters.ts'
import { codespan } from './codespan.ts'
import type { Draft, DraftOf } from './draft.ts'
import { draft } from './draft.ts'
import { htmlSpan } from './html-span.ts'
import { lineEnd, skipIndent } from './lines.ts'
import { liquidSpan } from './liquid.ts'
import { Spans, SpanTable } from './spans.ts'
import { readCodeRanges } from './table-cells.ts'
import type { Alignment } from './tree.ts'
import type { View } from './view.ts'
import { ViewBuilder } from './view.ts'

/*
 * Tables (kramdown's manual, “Tables”): every line has a `|` that is not escaped, the first and last of a line may be left
 * out, `|---` ends the header or a body, `|===` begins the footer.
 *
 *   | a | b
 *   |:--|--:
 *   | 1 | 2
 */

const SEPARATOR = /(?=[^-\n]*-)[+|: \t-]*\n/y
const FOOTER = /(?=[^=\n]*=)[+|: \t=]*\n/y
const COLUMN = /[ \t]?(:?)-+(:?)[ \t]?/g

type Row = DraftOf<'tr'>
type Section = DraftOf<'thead' | 'tbody' | 'tfoot'>

/** Says whether a line holds a pipe that counts: at its beginning, or behind anything but a backslash. */
function hasPipe(text: string, from: number, end: number): boolean {
  for (let at = text.indexOf('|', from); at >= 0 && at < end; at = text.indexOf('|', at + 1)) {
    if (at === from || text[at - 1] !== '\\') return true
  }
  return false
}

function alignments(line: string): Alignment[] {
  return [...line.matchAll(COLUMN)].map(([, left, right]) => {
    if (left) return right ? 'center' : 'left'
    return right ? 'right' : undefined
  })
}

/** A table while its lines are read. */
class Reader {
  readonly sections: Section[] = []
  alignments: Alignment[] = []
  columns = 0
  #rows: Row[] = []
  #footer = false
  readonly #blocks: Blocks
  readonly #leading: boolean

  constructor(blocks: Blocks, leading: boolean) {
    this.#blocks = blocks
    this.#leading = leading
  }

  /** Reads lines up to one without a pipe. Returns where they end. */
  read(from: number): number {
    const { text } = this.#blocks
    let at = from
    while (at < text.length) {
      const end = lineEnd(text, at) + 1
      if (!hasPipe(text, at, end - 1)) break
      this.#line(at, end)
      at = end
    }
    return at
  }

  #line(at: number, end: number): void {
    const { text } = this.#blocks
    const separator = matchAt(SEPARATOR, text, at)
    if (separator) this.#separate(separator[0])
    else if (testAt(FOOTER, text, at)) this.#beginFooter()
    else this.#row(at, end - 1)
  }

  #separate(line: string): void {
    if (this.#rows.length === 0) return
    if (this.alignments.length === 0 && !this.#footer) {
      this.#add('thead')
      this.alignments = alignments(line)
    } else if (!this.#footer) this.#add('tbody')
  }

  #beginFooter(): void {
    this.#add('tbody')
    this.#footer = true
  }

  finish(): void {
    this.#add(this.#footer ? 'tfoot' : 'tbody')
  }

  #add(type: Section['type']): void {
    const first = this.#rows[0]
    const last = this.#rows.at(-1)
    if (!first || !last) return
    this.sections.push(draft(type, [first.span[0], last.span[1]], { children: this.#rows }))
    this.#rows = []
  }

  #row(from: number, to: number): void {
    const blocks = this.#blocks
    const row = draft('tr', blocks.view.span(from, to), {})
    const cells = splitCells(blocks, from, to, this.#leading)
    for (const [start, end] of cells) row.children.push(addCell(blocks, start, end))
    this.columns = Math.max(this.columns, cells.length)
    this.#rows.push(row)
  }
}

const isEmpty = (text: string, [from, to]: readonly [number, number]): boolean =>
  stripEnd(text, from, to) === from

/** The ranges of a row's cells, from pipe to pipe; pipes in code do not count. */
function splitCells(
  blocks: Blocks,
  from: number,
  to: number,
  leading: boolean,
): (readonly [number, number])[] {
  const { text } = blocks
  const end = trimBlanks(text, from, to)
  const cells: (readonly [number, number])[] = []
  const code = readCodeRanges(blocks.view, from, end)
  let start = from
  let skip = 0
  for (let at = from; at < end; at += 1) {
    while ((code[skip]?.[1] ?? Infinity) <= at) skip += 1
    const range = code[skip]
    if (range && range[0] <= at) at = range[1] - 1
    else if (text[at] === '|' && (at === from || text[at - 1] !== '\\')) {
      cells.push([start, at])
      start = at + 1
    }
  }
  cells.push([start, end])
  if (leading && cells[0] && isEmpty(text, cells[0])) cells.shift()
  const last = cells.at(-1)
  if (last && isEmpty(text, last)) cells.pop()
  return cells
}

/** A cell; `\|` is a pipe in it, except in code. */
function addCell(blocks: Blocks, from: number, to: number): DraftOf<'td'> {
  const { text, view, parsing } = blocks
  const end = stripEnd(text, from, to)
  const start = stripStart(text, from, end)
  const cell = draft('td', view.span(start, end), {})
  const escaped = view.find('\\|', start)
  const tick = view.find('`', start)
  if ((escaped < 0 || escaped >= end) && (tick < 0 || tick >= end)) {
    parsing.contents.set(cell, { view, from: start, to: end })
    return cell
  }
  const content = cellView(view, start, end)
  parsing.contents.set(cell, { view: content, from: 0, to: content.text.length })
  return cell
}

/** The text of a cell: `\|` is a pipe outside of code, and code spans have as few backticks as they need. */
function cellView(view: View, start: number, end: number): View {
  const builder = new ViewBuilder()
  let done = start
  for (const [from, to] of readCodeRanges(view, start, end)) {
    addUnescaped(builder, view, done, from)
    addCode(builder, view, from, to)
    done = to
  }
  addUnescaped(builder, view, done, end)
  return builder.build()
}

function addUnescaped(builder: ViewBuilder, view: View, from: number, to: number): void {
  let done = from
  for (let at = view.find('\\|', from); at >= 0 && at + 1 < to; at = view.find('\\|', at + 2)) {
    builder.add(view, done, at)
    done = at + 1
  }
  builder.add(view, done, to)
}

const TICKS = /^(`+)( ?)([^]*?)( ?)`+$/

function addCode(builder: ViewBuilder, view: View, from: number, to: number): void {
  const [, ticks = '', open = '', value = '', close = ''] = TICKS.exec(view.text.slice(from, to)) ?? []
  const single = ticks.length === 1
  const code = single ? open + value + close : value
  const width = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length)) + 1
  if (ticks.length === 0 || width === ticks.length) {
    builder.add(view, from, to)
    return
  }
  const start = from + ticks.length + (single ? 0 : open.length)
  const fence = '`'.repeat(width)
  const space = width > 1 ? ' ' : ''
  builder.insert(fence + space, view.at(start)).add(view, start, start + code.length)
  builder.insert(space + fence, view.behind(start + code.length))
}

const UNCUT = new SpanTable([codespan, htmlSpan, liquidSpan])

interface Part {
  value: string
  readonly type: Draft['type']
}

/** The texts, code spans, HTML elements and Liquid tokens of a range; only of the first two the value counts. */
function partsOf({ parsing, view }: Blocks, from: number, to: number): readonly Part[] {
  const root = draft('tr', [0, 0], {})
  new Spans(parsing, { view, from, to }, root, UNCUT).parse()
  const parts: Part[] = []
  for (const child of root.children) {
    const { type } = child
    const last = parts.at(-1)
    const value = child.type === 'text' || child.type === 'codespan' ? child.value : ''
    if (type === 'text' && last?.type === 'text') last.value += value
    else parts.push({ value, type })
  }
  return parts
}

/** Says whether the table's lines hold together: each has a pipe outside of code and HTML. */
function everyLineHasPipe(blocks: Blocks, from: number, to: number): boolean {
  let pipe = false
  for (const { value, type } of partsOf(blocks, from, to)) {
    const lines = value.replace(/\n+$/, '').split('\n')
    if (type === 'codespan') {
      if (lines.length > 2 || (lines.length === 2 && !pipe)) return pipe
      if (lines.length === 2) pipe = false
    } else {
      const [first, last] = [lines[0] ?? '', lines.at(-1) ?? '']
      if (lines.length > 1 && !pipe && !hasPipe(first, 0, first.length)) return pipe
      pipe = (lines.length === 1 && pipe) || hasPipe(last, 0, last.length)
    }
  }
  return pipe
}

const START = / {0,3}(?=[^ \t\n\f\v])/y

export const table: BlockConstruct = {
  parse(blocks) {
    const { text, view, at: from } = blocks
    const pipe = view.find('|', from)
    const line = lineEnd(text, from)
    if (pipe < 0 || pipe > line || !testAt(START, text, from)) return false
    if (!hasPipe(text, skipIndent(text, from), line) || !blocks.afterBoundary()) return false
    const reader = new Reader(blocks, text[skipSpace(text, from)] === '|')
    const to = reader.read(from)
    if (!blocks.beforeBoundary(to) || !everyLineHasPipe(blocks, from, to - 1)) return forget(blocks, reader)
    reader.finish()
    if (!reader.sections.some(({ type }) => type === 'tbody')) return forget(blocks, reader)
    blocks.at = to
    blocks.push(build(blocks, reader, from, to))
    return true
  },
}

/** Takes back the cells of what turned out to be no table; it has used up the attribute list that waited for it. */
function forget(blocks: Blocks, reader: Reader): false {
  blocks.waiting = undefined
  reader.finish()
  const drop = (element: Draft): void => {
    blocks.parsing.contents.delete(element)
    element.children.forEach(drop)
  }
  reader.sections.forEach(drop)
  return false
}

/** Rows get as many cells as the longest one has. */
function build(blocks: Blocks, reader: Reader, from: number, to: number): Draft {
  const { sections, columns } = reader
  for (const section of sections) {
    for (const row of section.children) {
      while (row.children.length < columns) row.children.push(draft('td', [row.span[1], row.span[1]], {}))
    }
  }
  const aligned = Array.from({ length: columns }, (_, column) => reader.alignments[column])
  return draft('table', blocks.lines(from, to), { alignments: aligned, children: sections })
}
