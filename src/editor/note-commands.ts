import type { Mark, Node, ResolvedPos } from '@tiptap/pm/model'
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { blocksFrom } from './reopen.ts'
import { schema } from './schema.ts'

interface Spot {
  readonly node: Node
  readonly at: number
}

/** All nodes of a type in a document, in order, and where they stand. */
function spots(doc: Node, name: string): Spot[] {
  const found: Spot[] = []
  doc.descendants((node, at) => {
    if (node.type.name === name) found.push({ node, at })
  })
  return found
}

const nameOf = ({ attrs }: Node): string => String(attrs.name)

/** A footnote for the cursor's place: its mark behind the selection, and an empty note, into which the cursor goes. */
export function insertFootnote(tr: Transaction): boolean {
  const $to = tr.doc.resolve(behindLink(tr.selection.$to))
  if (!$to.parent.inlineContent || $to.parent.type.spec.code === true) return false
  return referTo(tr, $to.pos, $to.pos, freshName(tr.doc))
}

/**
 * The mark of a note in the place of what stands between two positions of a text; where the post has no note of that
 * name, also an empty one, into which the cursor goes.
 */
export function referTo(tr: Transaction, from: number, to: number, name: string): boolean {
  const $from = tr.doc.resolve(from)
  const reference = schema.node('footnoteReference', { name }, undefined, marksWithoutLink($from))
  if (!$from.parent.canReplaceWith($from.index(), tr.doc.resolve(to).indexAfter(), reference.type))
    return false
  const isThere = hasNote(tr.doc, name)
  tr.replaceWith(from, to, reference)
  if (isThere) tr.setSelection(TextSelection.create(tr.doc, from + 1))
  else addNote(tr, name, from)
  return true
}

export const hasNote = (doc: Node, name: string): boolean =>
  spots(doc, 'footnote').some(({ node }) => nameOf(node) === name)

function addNote(tr: Transaction, name: string, reference: number): void {
  const home = homeOf(tr.doc, reference)
  tr.insert(home, schema.node('footnote', { name }, [schema.node('paragraph')]))
  tr.setSelection(TextSelection.near(tr.doc.resolve(home + 1))).scrollIntoView()
}

/** A mark cannot stand in a link's text: it stands behind the link. */
function behindLink($pos: ResolvedPos): number {
  const { parent } = $pos
  const linkAt = (index: number) => parent.maybeChild(index)?.marks.find(({ type }) => type.name === 'link')
  const mark =
    $pos.textOffset > 0 || $pos.index() > 0 ? linkAt($pos.index() - ($pos.textOffset > 0 ? 0 : 1)) : undefined
  let index = $pos.index()
  while (mark && linkAt(index)?.eq(mark) === true) index += 1
  return mark ? $pos.posAtIndex(index) : $pos.pos
}

const marksWithoutLink = ($pos: ResolvedPos): readonly Mark[] =>
  $pos.marks().filter(({ type }) => type.name !== 'link' && type.name !== 'code')

/** A name behind all that the post uses, also behind those that lead nowhere: the next letter or number, as its last note is named. */
function freshName(doc: Node): string {
  const names = [...spots(doc, 'footnoteReference'), ...spots(doc, 'footnote')].map(({ node }) =>
    nameOf(node),
  )
  const inText = [...doc.textContent.matchAll(/\[\^(\w[\w:-]*)\]/g)].map(([, name]) => name ?? '')
  const [last = '', taken] = [names.at(-1), [...names, ...inText]]
  return nextLetter(last, taken) ?? nextNumber(/^(.*?)\d{1,6}$/.exec(last)?.[1] ?? '', taken)
}

function nextLetter(last: string, taken: readonly string[]): string | undefined {
  const alphabet = [/^[a-z]$/, /^[A-Z]$/].find((letters) => letters.test(last))
  const most = taken
    .filter((name) => alphabet?.test(name))
    .sort()
    .at(-1)
  return most === undefined || /z/i.test(most) ? undefined : String.fromCharCode(most.charCodeAt(0) + 1)
}

/** `start`: what stands before the numbers. */
function nextNumber(start: string, taken: readonly string[]): string {
  const numbers = taken
    .filter((name) => name.startsWith(start) && /^\d{1,6}$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
  return `${start}${Math.max(0, ...numbers) + 1}`
}

const quiet = new Set(['footnote', 'linkDefinition', 'abbreviation', 'styleDefinition'])

/** Where a new note belongs: among those at the post's end, or below the block of its mark, as the post's others do. */
function homeOf(doc: Node, reference: number): number {
  const blocks = doc.children
  const notes = blocks.filter(({ type }) => type.name === 'footnote').length
  const last = blocks.findLastIndex(({ type }) => !quiet.has(type.name))
  const end = takesWhatFollows(blocks[last]) ? last : last + 1
  const atEnd = blocks.slice(end).filter(({ type }) => type.name === 'footnote').length
  if (notes > 0 && atEnd * 2 < notes) return belowBlock(doc, reference)
  return amongNotes(doc, reference, end)
}

/** HTML that is not closed reaches to the post's end: a note would become part of it. */
const takesWhatFollows = (block: Node | undefined): boolean =>
  block?.attrs.kind === 'html' && blocksFrom(`${String(block.attrs.source)}\n\n[^1]: x`).length === 1

/** Behind all that is said at a document's end: notes, addresses, abbreviations. */
export const definitionsEnd = (doc: Node): number =>
  takesWhatFollows(doc.lastChild ?? undefined) ? startOf(doc, doc.childCount - 1) : doc.content.size

/** Where the `index`th block of a document begins. */
const startOf = (doc: Node, index: number): number =>
  doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)

/** Behind the block and the notes that follow it already. */
function belowBlock(doc: Node, reference: number): number {
  let index = doc.resolve(reference).index(0) + 1
  while (doc.maybeChild(index)?.type.name === 'footnote') index += 1
  return startOf(doc, index)
}

/** Behind the note of the mark before, or before the note of the mark behind; else last. `from`: the first block there. */
function amongNotes(doc: Node, reference: number, from: number): number {
  const marks = spots(doc, 'footnoteReference')
  const home = ({ node }: Spot): number =>
    doc.children.findIndex(
      (block, at) => at >= from && block.type.name === 'footnote' && nameOf(block) === nameOf(node),
    )
  const before = marks
    .filter(({ at }) => at < reference)
    .map(home)
    .findLast((index) => index !== -1)
  if (before !== undefined) return startOf(doc, before + 1)
  const behind = marks
    .filter(({ at }) => at > reference)
    .map(home)
    .find((index) => index !== -1)
  const last = doc.children.findLastIndex(({ type }) => type.name === 'footnote')
  return startOf(doc, behind ?? (last < from ? endFrom(doc, from) : last + 1))
}

/** The document's end, or where it ends for notes. */
const endFrom = (doc: Node, from: number): number =>
  doc.children.slice(from).every(({ type }) => quiet.has(type.name)) ? doc.childCount : from

/** Puts the cursor into the note of a name; false where there is none. */
export const goToNote =
  (name: string) =>
  (tr: Transaction): boolean => {
    const note = spots(tr.doc, 'footnote').find(({ node }) => nameOf(node) === name)
    if (note) tr.setSelection(Selection.near(tr.doc.resolve(note.at + 1))).scrollIntoView()
    return note !== undefined
  }

/** Puts the cursor behind the first mark of a note; false where there is none. */
export const goToReference =
  (name: string) =>
  (tr: Transaction): boolean => {
    const mark = spots(tr.doc, 'footnoteReference').find(({ node }) => nameOf(node) === name)
    if (mark) tr.setSelection(TextSelection.create(tr.doc, mark.at + 1)).scrollIntoView()
    return mark !== undefined
  }

/** Deletes the notes of a name; their marks stay. */
export const deleteNote =
  (name: string) =>
  (tr: Transaction): boolean => {
    const notes = spots(tr.doc, 'footnote').filter(({ node }) => nameOf(node) === name)
    for (const { node, at } of notes.reverse()) {
      if (tr.doc.childCount === 1 && at === 0) tr.replaceWith(0, node.nodeSize, schema.node('paragraph'))
      else tr.delete(at, at + node.nodeSize)
    }
    return notes.length > 0
  }

/**
 * The numbers that the page gives to notes: by their first mark in the text, then by the marks within notes, in the
 * order of these. Marks without a note have none.
 */
export function noteNumbers(doc: Node): Map<string, number> {
  const notes = new Map<string, Node>()
  const marks: string[] = []
  doc.descendants((node) => {
    if (node.type.name === 'footnoteReference') marks.push(nameOf(node))
    if (node.type.name === 'footnote') notes.set(nameOf(node), node)
    return node.type.name !== 'footnote'
  })
  const numbers = new Map<string, number>()
  // What a note's own marks add is gone through as well.
  for (const name of marks) {
    const note = notes.get(name)
    if (!note || numbers.has(nameOf(note))) continue
    numbers.set(nameOf(note), numbers.size + 1)
    marks.push(...spots(note, 'footnoteReference').map(({ node }) => nameOf(node)))
  }
  return numbers
}
