import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { schema } from './schema.ts'

/** A term or a definition in its list. */
interface Entry {
  readonly node: Node
  /** Where it begins. */
  readonly at: number
  readonly list: Node
  readonly index: number
}

/** The term in which a position stands, or the definition whose child its text block is. */
function entryAt($pos: ResolvedPos): Entry | undefined {
  const depth = $pos.parent.type.name === 'definitionTerm' ? $pos.depth : $pos.depth - 1
  if (depth < 1 || !isEntry($pos.node(depth))) return undefined
  return {
    node: $pos.node(depth),
    at: $pos.before(depth),
    list: $pos.node(depth - 1),
    index: $pos.index(depth - 1),
  }
}

const isTerm = ({ type }: Node): boolean => type.name === 'definitionTerm'
const isEntry = (node: Node): boolean => isTerm(node) || node.type.name === 'definition'
const isEmpty = (node: Node): boolean =>
  node.content.size === 0 ||
  (node.childCount === 1 &&
    node.firstChild?.isTextblock === true &&
    node.textContent === '' &&
    node.firstChild.childCount === 0)

const term = (content?: Node): Node => schema.node('definitionTerm', null, content?.content)
const definition = (content?: Node): Node =>
  schema.node('definition', null, [schema.node('paragraph', null, content?.content)])

/** Puts the cursor into the first text behind a position. */
function into(tr: Transaction, at: number): true {
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView()
  return true
}

function put(tr: Transaction, at: number, node: Node): true {
  return into(tr.insert(at, node), at)
}

function turn(tr: Transaction, { node, at }: Entry, into: Node): true {
  const { parentOffset } = tr.selection.$from
  tr.replaceWith(at, at + node.nodeSize, into)
  const start = at + (isTerm(into) ? 1 : 2)
  tr.setSelection(TextSelection.create(tr.doc, start + parentOffset)).scrollIntoView()
  return true
}

type Command = (tr: Transaction) => boolean

/** A command for the cursor in an entry; `atStart`: only at the start of its text. */
const atEntry =
  (command: (tr: Transaction, entry: Entry) => boolean, atStart = false): Command =>
  (tr) => {
    const { empty, $from } = tr.selection
    const entry = empty && !(atStart && $from.parentOffset > 0) ? entryAt($from) : undefined
    return entry !== undefined && command(tr, entry)
  }

/** From a term to its definition, from there to the next term; where nothing was written, out of the list. */
export const enterEntry = atEntry((tr, entry) => {
  const { $from } = tr.selection
  if (isEmpty(entry.node)) return leave(tr, entry)
  if ($from.parentOffset < $from.parent.content.size) return splitTerm(tr, entry)
  return isTerm(entry.node) ? behindTerm(tr, entry) : behindDefinition(tr, entry)
})

function splitTerm(tr: Transaction, { node }: Entry): boolean {
  if (isTerm(node)) tr.split(tr.selection.from)
  return isTerm(node)
}

function behindTerm(tr: Transaction, { node, at, list, index }: Entry): boolean {
  const end = at + node.nodeSize
  const next = list.maybeChild(index + 1)
  if (!next || isTerm(next)) return put(tr, end, definition())
  return isEmpty(next) ? into(tr, end) : put(tr, end, term())
}

/** At the end of a definition; an empty last paragraph becomes the next term. */
function behindDefinition(tr: Transaction, { node, at }: Entry): boolean {
  const { $from } = tr.selection
  if ($from.index(-1) < node.childCount - 1) return false
  if ($from.parent.content.size === 0) {
    const from = $from.before()
    tr.delete(from, $from.after())
    return put(tr, tr.mapping.map(at + node.nodeSize), term())
  }
  return put(tr, at + node.nodeSize, term())
}

/** The last entry leaves its list as a paragraph below; another one that nobody wrote becomes a term. */
function leave(tr: Transaction, entry: Entry): boolean {
  const { node, at, list, index } = entry
  if (index < list.childCount - 1) return isTerm(node) || turn(tr, entry, term())
  const before = list.maybeChild(index - 1)
  if (!before) {
    tr.replaceWith(at - 1, at - 1 + list.nodeSize, schema.node('paragraph'))
    return into(tr, at - 1)
  }
  const end = at + node.nodeSize + 1
  if (!isTerm(node) && isTerm(before)) return put(tr, end, schema.node('paragraph'))
  tr.delete(at, at + node.nodeSize)
  return put(tr, end - node.nodeSize, schema.node('paragraph'))
}

/** A term becomes a definition of the one before it; from the first term the cursor goes to its definition. */
export const demoteTerm = atEntry((tr, entry) => {
  if (!isTerm(entry.node)) return false
  if (entry.index > 0) return turn(tr, entry, definition(entry.node))
  const end = entry.at + entry.node.nodeSize
  return entry.list.childCount > 1 ? into(tr, end) : put(tr, end, definition())
})

/** A definition of one paragraph becomes a term. */
export const promoteDefinition = atEntry((tr, entry) => {
  const { node } = entry
  const [only] = node.children
  if (isTerm(node) || node.childCount > 1 || only?.type.name !== 'paragraph') return false
  return turn(tr, entry, term(only))
})

/** At the start of an entry: joins it to one of its kind before it, or makes it the other kind; the first ends the list. */
export const joinEntry = atEntry((tr, entry) => {
  const { node, at, list, index } = entry
  const before = list.maybeChild(index - 1)
  if (tr.selection.$from.parent !== node && tr.selection.$from.index(-1) > 0) return false
  if (index === 0 || !before) return unwrap(tr, entry)
  if (isTerm(before) === isTerm(node)) {
    tr.join(at)
    return true
  }
  return isTerm(node) ? turn(tr, entry, definition(node)) : promoteDefinition(tr)
}, true)

/** The list as paragraphs. */
function unwrap(tr: Transaction, { list, at }: Entry): boolean {
  const blocks = list.children.flatMap((entry) =>
    isTerm(entry) ? [schema.node('paragraph', null, entry.content)] : entry.children,
  )
  tr.replaceWith(at - 1, at - 1 + list.nodeSize, blocks)
  return into(tr, at - 1)
}

/** A list of terms: the cursor's paragraph becomes the first term. */
export function insertDefinitionList(tr: Transaction): boolean {
  const { $from } = tr.selection
  const { parent } = $from
  const type = schema.nodes.definitionList
  if (parent.type.name !== 'paragraph' || !type) return false
  const index = $from.index(-1)
  if (!$from.node(-1).canReplaceWith(index, index + 1, type)) return false
  const at = $from.before()
  const first = term(parent)
  tr.replaceWith(at, $from.after(), type.create(null, [first, definition()]))
  return into(tr, parent.content.size === 0 ? at : at + first.nodeSize + 1)
}
