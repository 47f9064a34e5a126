import type { Mark, Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { redefine } from './reference.ts'
import { schema } from './schema.ts'

/** What a link is to be. */
export interface LinkEdit {
  /** Empty: no link. */
  readonly href: string
  readonly title?: string | null
  /** Other words in the place of those that stand there; without any the address is shown. */
  readonly words?: string
}

/**
 * Links what stands between two positions, changes the link there or takes it away. A link by reference stays one: where
 * it alone uses its definition, that gets the address; an address that shows itself goes on doing so.
 */
export function editLink(tr: Transaction, from: number, to: number, edit: LinkEdit): boolean {
  const before = linkAt(tr.doc, from, to)
  if (edit.href === '') tr.removeMark(from, to, schema.marks.link)
  else {
    const mark = schema.mark('link', { ...before?.attrs, ...changes(tr, before, edit) })
    const words = isText(tr.doc, from, to) ? wordsFor(tr.doc.textBetween(from, to), before, edit) : undefined
    if (words === undefined) tr.removeMark(from, to, mark.type).addMark(from, to, mark)
    else tr.replaceWith(from, to, textLike(tr.doc.nodeAt(from), words, mark))
  }
  return tr.docChanged
}

/** Pictures and the like keep their place. */
function isText(doc: Node, from: number, to: number): boolean {
  let only = true
  doc.nodesBetween(from, to, (node) => {
    only &&= !node.isInline || node.isText
  })
  return only
}

function linkAt(doc: Node, from: number, to: number): Mark | undefined {
  let found: Mark | undefined
  doc.nodesBetween(from, Math.max(to, from), (node) => {
    found ??= schema.marks.link?.isInSet(node.marks)
  })
  return from === to ? undefined : found
}

function changes(tr: Transaction, before: Mark | undefined, { href, title = null }: LinkEdit) {
  const reference = before?.attrs.reference as unknown
  const same = before?.attrs.href === href && before.attrs.title === title
  const keeps =
    typeof reference === 'string' &&
    (same || (before?.attrs.title === title && redefine(tr, reference, href)))
  return { href, title, reference: keeps ? reference : null }
}

function wordsFor(old: string, before: Mark | undefined, { href, words }: LinkEdit): string | undefined {
  const wanted = words === undefined || words === old ? undefined : words
  if (wanted !== undefined && wanted !== '') return wanted
  const showsItself = old === '' || wanted === '' || old === before?.attrs.href
  return showsItself && old !== href && wanted !== old ? href : undefined
}

/** New words look like the first of the old ones. */
function textLike(old: Node | null, words: string, mark: Mark): Node {
  const marks =
    old?.isText === true ? mark.addToSet(old.marks.filter(({ type }) => type !== mark.type)) : [mark]
  return schema.text(words, marks)
}
