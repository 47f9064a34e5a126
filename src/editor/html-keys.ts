import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { canSplit } from '@tiptap/pm/transform'
import { addHtmlRow, enterHtmlCell, htmlTableAt, isHtmlCell, type HtmlTable } from './html-table.ts'
import { tagName, withAttribute } from './html-tag.ts'
import { schema } from './schema.ts'

/** What keys do in texts between tags of HTML. */

const nameOf = ({ attrs }: Node): string => tagName(String(attrs.html)).toLowerCase()

/** Texts of which there is one in its place: they are not split, nor joined to others. */
const single = new Set(['td', 'th', 'caption', 'summary', 'figcaption'])

/** The text between tags in which the cursor stands, in a group. */
function textAt({ selection }: Transaction): ResolvedPos | undefined {
  const { $from, empty } = selection
  const inGroup = $from.depth > 1 && $from.node(-1).type.name === 'htmlGroup'
  return empty && inGroup && $from.parent.type.name === 'htmlText' ? $from : undefined
}

/** Enter: another item or paragraph; within a cell another line; behind a caption, or in an empty last text, out of it. */
export function splitHtml(tr: Transaction): boolean {
  const $at = textAt(tr)
  if (!$at) return false
  const { parent } = $at
  const atEnd = $at.parentOffset === parent.content.size
  const name = nameOf(parent) || nameOf($at.node(-1))
  if (name === 'summary' && atEnd) return enterNext(tr, $at)
  if (name === 'figcaption' && atEnd) return leaveGroup(tr, $at)
  if (parent.content.size === 0 && !single.has(name) && $at.indexAfter(-1) === $at.node(-1).childCount)
    return leaveEmpty(tr, $at)
  return splitText(tr, $at, name)
}

function splitText(tr: Transaction, $at: ResolvedPos, name: string): boolean {
  const isBare = String($at.parent.attrs.html) === ''
  const depth = isBare ? 2 : 1
  const splits = isBare ? name === 'li' : !single.has(name)
  if (!splits || !canSplit(tr.doc, $at.pos, depth)) return breakLine(tr)
  const steps = tr.steps.length
  tr.split($at.pos, depth)
  const start = tr.mapping.slice(steps).map($at.pos)
  const $new = tr.doc.resolve(start)
  const added = $new.node(isBare ? -1 : undefined)
  const isEmptyHeading = /^h[1-6]$/.test(name) && added.content.size === 0
  const html = isEmptyHeading ? '<p>' : withAttribute(String(added.attrs.html), 'id', null)
  if (html !== added.attrs.html)
    tr.setNodeMarkup($new.before(isBare ? -1 : undefined), null, { ...added.attrs, html })
  tr.scrollIntoView()
  return true
}

function breakLine(tr: Transaction): true {
  tr.replaceSelectionWith(schema.node('hardBreak', { html: '<br />' })).scrollIntoView()
  return true
}

function enterNext(tr: Transaction, $at: ResolvedPos): boolean {
  const next = Selection.findFrom(tr.doc.resolve($at.after()), 1, true)
  const isInside = next !== null && next.from < $at.end(-1)
  if (!isInside) tr.insert($at.after(), schema.node('htmlText', { html: '<p>' }))
  tr.setSelection(isInside ? next : TextSelection.create(tr.doc, $at.after() + 1)).scrollIntoView()
  return true
}

/** How deep the outermost group around a place stands. */
function outermost($at: ResolvedPos): number {
  for (let depth = 1; depth < $at.depth; depth++) if ($at.node(depth).type.name === 'htmlGroup') return depth
  return $at.depth
}

function leaveGroup(tr: Transaction, $at: ResolvedPos): true {
  const after = $at.after(outermost($at))
  tr.insert(after, schema.node('paragraph'))
  tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView()
  return true
}

/** An empty text at the end goes, and with it a group that holds nothing else. */
function leaveEmpty(tr: Transaction, $at: ResolvedPos): true {
  const top = outermost($at)
  const steps = tr.steps.length
  leaveGroup(tr, $at)
  let depth = $at.depth
  while (depth - 1 >= top && $at.node(depth - 1).childCount === 1) depth -= 1
  const map = tr.mapping.slice(steps)
  tr.delete(map.map($at.before(depth), -1), map.map($at.after(depth), -1))
  return true
}

const captions = new Set(['caption', 'figcaption'])

/** Backspace or Delete in a caption without words: it goes, and the cursor into what stands before it. */
export function dropCaption(tr: Transaction): boolean {
  const $at = textAt(tr)
  if (!$at || $at.parent.content.size > 0 || !captions.has(nameOf($at.parent))) return false
  if ($at.node(-1).childCount === 1) return false
  const at = $at.before()
  tr.delete(at, $at.after())
  tr.setSelection(Selection.near(tr.doc.resolve(at), -1)).scrollIntoView()
  return true
}

/** Backspace where a cell or a caption begins: nothing, they stay apart. */
export function keepApart(tr: Transaction): boolean {
  const $at = textAt(tr)
  const name = $at && (nameOf($at.parent) || nameOf($at.node(-1)))
  return $at?.parentOffset === 0 && name !== undefined && single.has(name)
}

/** Tab: the next cell of a table, or the one before; false where there is none. */
export const toCell =
  (step: 1 | -1) =>
  (tr: Transaction): boolean => {
    const { $from } = tr.selection
    let depth = $from.depth
    while (depth > 0 && !isHtmlCell($from.node(depth))) depth -= 1
    if (depth === 0) return false
    const edge = tr.doc.resolve(step === 1 ? $from.after(depth) : $from.before(depth))
    const next = Selection.findFrom(edge, step, true)
    let around = next?.$from.depth ?? 0
    while (next && around > 0 && !isHtmlCell(next.$from.node(around))) around -= 1
    if (!next || around === 0) return false
    tr.setSelection(TextSelection.create(tr.doc, next.from)).scrollIntoView()
    return true
  }

/** Tab: the next cell, which behind the last one is the first of a new row. */
export function nextHtmlCell(tr: Transaction): boolean {
  const place = htmlTableAt(tr.selection.$from)
  const isLast = place?.row === (place?.rows.length ?? 0) - 1 && place.column === columnsIn(place) - 1
  if (!place || !isLast) return toCell(1)(tr)
  return addHtmlRow(1)(tr) && enterHtmlCell(place.at, place.row + 1, 0)(tr)
}

const columnsIn = ({ rows, row }: HtmlTable): number => rows[row]?.node.childCount ?? 0

export const htmlKeys = Extension.create({
  name: 'htmlKeys',
  priority: 550,
  addKeyboardShortcuts() {
    const run = (command: (tr: Transaction) => boolean) => () =>
      this.editor.commands.command(({ tr }) => command(tr))
    return {
      Enter: run(splitHtml),
      Backspace: run((tr) => dropCaption(tr) || keepApart(tr)),
      Delete: run(dropCaption),
      Tab: run(nextHtmlCell),
      'Shift-Tab': run(toCell(-1)),
    }
  },
})
