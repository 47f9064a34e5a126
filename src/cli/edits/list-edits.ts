import { liftListItem, sinkListItem, splitListItem } from '@tiptap/pm/schema-list'
import type { NodeType } from '@tiptap/pm/model'
import { canSplit } from '@tiptap/pm/transform'
import type { Command } from '@tiptap/pm/state'
import { schema } from '../../editor/schema.ts'
import { pick } from './chance.ts'
import { at, byCommand, isProse, named, within, type RandomEdit } from './random-edit.ts'

const isItem = named('listItem')

/** A command that needs the type of items. */
const forItems =
  (command: (item: NodeType) => Command): Command =>
  (state, dispatch) => {
    const item = schema.nodes.listItem
    return item !== undefined && command(item)(state, dispatch)
  }

const otherKind: Readonly<Record<string, string>> = { bulletList: 'orderedList', orderedList: 'bulletList' }

export const listEdits: readonly RandomEdit[] = [
  {
    name: 'split an item',
    make: within(isProse, (tr, from) => {
      const $from = tr.doc.resolve(from)
      return $from.depth > 2 && isItem($from.node(-1)) && canSplit(tr.doc, from, 2) && tr.split(from, 2)
    }),
  },
  { name: 'split an item at its start', make: byCommand(isItem, forItems(splitListItem)) },
  { name: 'indent an item', make: byCommand(isItem, forItems(sinkListItem)) },
  { name: 'outdent an item', make: byCommand(isItem, forItems(liftListItem)) },
  {
    name: 'delete an item',
    make: at(isItem, (tr, { node, at: from }) => {
      const { parent, depth } = tr.doc.resolve(from)
      if (parent.childCount > 1) return tr.delete(from, from + node.nodeSize)
      const list = tr.doc.resolve(from)
      return depth > 0 && list.node(depth - 1).childCount > 1 && tr.delete(list.before(), list.after())
    }),
  },
  {
    name: 'check an item',
    make: at(isItem, (tr, spot, random) =>
      tr.setNodeAttribute(spot.at, 'task', pick([null, 'open', 'checked'], random)),
    ),
  },
  {
    name: 'loose or tight',
    make: at(isItem, (tr, { node, at: from }) =>
      tr.setNodeAttribute(from, 'loose', node.attrs.loose !== true),
    ),
  },
  {
    name: 'other kind of list',
    make: at(named('bulletList', 'orderedList'), (tr, { node, at: from }) =>
      tr.setNodeMarkup(from, schema.nodes[otherKind[node.type.name] ?? 'bulletList']),
    ),
  },
]
