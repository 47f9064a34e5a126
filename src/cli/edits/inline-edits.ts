import { NodeSelection } from '@tiptap/pm/state'
import { schema } from '../../editor/schema.ts'
import { at, isProse, within, type RandomEdit } from './random-edit.ts'

const picture = () => schema.node('image', { src: '/assets/a b.png', alt: 'A [b]', ial: '{: .wide}' })

export const inlineEdits: readonly RandomEdit[] = [
  { name: 'hard break', make: within(isProse, (tr, from) => tr.insert(from, schema.node('hardBreak'))) },
  { name: 'picture', make: within(isProse, (tr, from) => tr.insert(from, picture())) },
  {
    name: 'delete an inline node',
    make: at(
      (node) => node.isInline && node.isAtom && !node.isText,
      (tr, spot) => tr.setSelection(NodeSelection.create(tr.doc, spot.at)).deleteSelection(),
    ),
  },
]
