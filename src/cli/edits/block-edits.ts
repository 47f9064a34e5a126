import { chainCommands, joinBackward, joinForward, lift, selectNodeBackward } from '@tiptap/pm/commands'
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, type Transaction } from '@tiptap/pm/state'
import { canJoin, canSplit, findWrapping } from '@tiptap/pm/transform'
import { schema } from '../../editor/schema.ts'
import { between, pick } from './chance.ts'
import { at, byCommand, isProse, isText, named, onTop, within, type RandomEdit } from './random-edit.ts'

const text = (value: string): Node => schema.node('paragraph', null, [schema.text(value)])
const item = (...content: Node[]): Node => schema.node('listItem', null, content)
const cell = (value: string, header = false): Node =>
  schema.node('tableCell', { header }, [schema.text(value)])

/** Blocks as an author adds them. */
const newBlocks: readonly Node[] = [
  schema.node('rule'),
  schema.node('heading', { level: 2 }, [schema.text('New heading')]),
  schema.node('codeBlock', { language: 'js' }, [schema.text('let a = "```"\n\n  b()')]),
  schema.node('codeBlock', { fenced: false }, [schema.text('plain\n\n  code')]),
  schema.node('blockquote', null, [text('Said'), text('and done')]),
  schema.node('bulletList', null, [item(text('one')), item(text('two'))]),
  schema.node('orderedList', null, [
    item(text('one')),
    item(text('two'), schema.node('bulletList', null, [item(text('three'))])),
  ]),
  schema.node('table', null, [
    schema.node('tableRow', null, [cell('a', true), cell('b', true)]),
    schema.node('tableRow', null, [cell('1'), cell('2|3')]),
  ]),
]

const setType: RandomEdit['make'] = at(named('paragraph', 'heading'), (tr, { at: from, node }, random) => {
  const level = between(0, 6, random)
  const $at = tr.doc.resolve(from)
  const type = schema.nodes[level === 0 ? 'paragraph' : 'heading']
  if (!type || !$at.parent.canReplaceWith($at.index(), $at.index() + 1, type)) return false
  return tr.setBlockType(from + 1, from + 1 + node.content.size, type, level === 0 ? null : { level })
})

const toCode: RandomEdit['make'] = at(named('paragraph', 'codeBlock'), (tr, { at: from, node }) => {
  const $at = tr.doc.resolve(from)
  const type = schema.nodes[node.type.name === 'paragraph' ? 'codeBlock' : 'paragraph']
  if (!type || !$at.parent.canReplaceWith($at.index(), $at.index() + 1, type)) return false
  return tr.setBlockType(from + 1, from + 1 + node.content.size, type)
})

const wrap = (name: string): RandomEdit['make'] =>
  at(isText, (tr, spot) => {
    const range = tr.doc.resolve(spot.at + 1).blockRange()
    const type = schema.nodes[name]
    const wrapping = range && type && findWrapping(range, type)
    return wrapping ? tr.wrap(range, wrapping) : false
  })

/** Before a block that chance chose, or at the document's end. */
function placeFor(tr: Transaction, random: () => number): number {
  const index = between(0, tr.doc.childCount, random)
  return tr.doc.children.slice(0, index).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
}

const move: RandomEdit['make'] = onTop((tr, { node, at: from }, random) => {
  if (tr.doc.childCount < 2) return false
  tr.delete(from, from + node.nodeSize)
  return tr.insert(placeFor(tr, random), node)
})

/** Dragging it past its neighbor. */
const moveDown: RandomEdit['make'] = at(
  (node) => node.isBlock && !node.isTextblock === node.isAtom,
  (tr, { node, at: from }) => {
    const next = tr.doc.resolve(from).parent.maybeChild(tr.doc.resolve(from).index() + 1)
    if (!next || node.type.name === 'tableCell') return false
    return tr.delete(from, from + node.nodeSize).insert(from + next.nodeSize, node)
  },
)

/** `canJoin` takes what is empty for something that fits everywhere. */
function canBeJoined(doc: Node, at: number): boolean {
  const { nodeBefore, nodeAfter } = doc.resolve(at)
  const fits = nodeBefore !== null && nodeAfter !== null && nodeBefore.type.compatibleContent(nodeAfter.type)
  return fits && canJoin(doc, at)
}

export const blockEdits: readonly RandomEdit[] = [
  { name: 'split', make: within(isText, (tr, from) => canSplit(tr.doc, from) && tr.split(from)) },
  {
    name: 'join',
    make: at(isText, (tr, spot) => canBeJoined(tr.doc, spot.at) && tr.join(spot.at)),
  },
  {
    name: 'delete backward at the start',
    make: byCommand(isText, chainCommands(joinBackward, selectNodeBackward)),
  },
  {
    name: 'delete forward at the end',
    make: byCommand((node) => isText(node) && node.content.size === 0, joinForward),
  },
  {
    name: 'delete a block',
    make: onTop((tr, { node, at: from }) => tr.doc.childCount > 1 && tr.delete(from, from + node.nodeSize)),
  },
  {
    name: 'insert a paragraph',
    make: onTop((tr, { node, at: from }, random) =>
      tr.insert(random() < 0.5 ? from : from + node.nodeSize, text(`New ${between(1, 99, random)} here`)),
    ),
  },
  {
    name: 'insert another block',
    make: onTop((tr, spot, random) => tr.insert(spot.at, pick(newBlocks, random) ?? text('x'))),
  },
  { name: 'move a block', make: move },
  { name: 'move a block down', make: moveDown },
  {
    name: 'duplicate a block',
    make: onTop((tr, { node, at: from }) => tr.insert(from + node.nodeSize, node)),
  },
  { name: 'heading', make: setType },
  { name: 'code block', make: toCode },
  { name: 'quote', make: wrap('blockquote') },
  { name: 'list', make: wrap('bulletList') },
  { name: 'numbered list', make: wrap('orderedList') },
  { name: 'lift', make: byCommand(isProse, lift) },
  {
    name: 'delete an island',
    make: at(
      (node) => node.isBlock && node.isAtom,
      (tr, spot) => tr.setSelection(NodeSelection.create(tr.doc, spot.at)).deleteSelection(),
    ),
  },
]
