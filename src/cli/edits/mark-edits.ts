import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { schema } from '../../editor/schema.ts'
import { unmark } from '../../editor/unmark.ts'
import { pick } from './chance.ts'
import { at, isProse, within, type RandomEdit, type Spot } from './random-edit.ts'

const marks = ['bold', 'italic', 'strike', 'code']

function toggle(tr: Transaction, from: number, to: number, name: string): Transaction {
  const mark = schema.mark(name)
  return tr.doc.rangeHasMark(from, to, mark.type)
    ? tr.removeMark(from, to, mark.type)
    : tr.addMark(from, to, mark)
}

const toggleOver = (longest: number): RandomEdit['make'] =>
  within(isProse, (tr, from, to, random) => toggle(tr, from, to, pick(marks, random) ?? 'bold'), longest)

const addresses = [
  'https://a.example/x_y',
  '{{ site.baseurl }}/b',
  'a b',
  'x(y)z',
  '#top',
  '/a?b=*c*',
  'mailto:a@b.c',
]

const link: RandomEdit['make'] = within(isProse, (tr, from, to, random) =>
  tr.addMark(from, to, schema.mark('link', { href: pick(addresses, random) })),
)

const isLinked = (node: Node): boolean => node.isText && node.marks.some(({ type }) => type.name === 'link')

/** From somewhere in a node to its end or beyond. */
const part = ({ node, at: from }: Spot, tr: Transaction, share: number): [number, number] => {
  const end = tr.doc.resolve(from).end()
  return [
    from + Math.floor(node.nodeSize * share),
    Math.min(end, from + node.nodeSize + Math.floor(share * 8)),
  ]
}

const isWordSpan = (tr: Transaction, { at: from }: Spot): boolean =>
  tr.doc.resolve(from).parent.type.spec.code !== true

export const markEdits: readonly RandomEdit[] = [
  { name: 'toggle a mark', make: toggleOver(12) },
  { name: 'toggle a mark far', make: toggleOver(120) },
  { name: 'link', make: link },
  {
    name: 'toggle a mark over a part of a link',
    make: at(isLinked, (tr, spot, random) =>
      toggle(tr, ...part(spot, tr, random()), pick(marks, random) ?? 'bold'),
    ),
  },
  {
    name: 'unlink',
    make: at(isLinked, (tr, spot) => tr.removeMark(spot.at, spot.at + spot.node.nodeSize, schema.marks.link)),
  },
  {
    name: 'unmark',
    make: at(
      (node) => node.isInline && node.marks.length > 0,
      (tr, spot) => isWordSpan(tr, spot) && unmark(tr, spot.at, spot.at + spot.node.nodeSize),
    ),
  },
  {
    name: 'mark a whole text',
    make: at(isProse, (tr, { node, at: from }, random) =>
      toggle(tr, from + 1, from + 1 + node.content.size, pick(marks, random) ?? 'bold'),
    ),
  },
]
