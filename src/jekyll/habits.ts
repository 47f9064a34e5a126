import type { Field } from './fields.ts'
import type { ScalarNode, SequenceNode, YamlNode } from './yaml/nodes.ts'
import { canBePlain, type PrintStyle } from './yaml/print.ts'
import { columnOf } from './yaml/slots.ts'

/** How a front matter writes things: what new text in it is to look like. */
export function habitsOf(text: string, fields: readonly Field[]): PrintStyle {
  const scalars = fields.flatMap((field) => scalarsOf(field.pair.value))
  const quoted = scalars.filter(({ style }) => style === 'single' || style === 'double')
  const single = quoted.filter(({ style }) => style === 'single').length
  const quote = single * 2 > quoted.length ? 'single' : 'double'
  const byHabit = quoted.filter(({ value }) => canBePlain(value, { inFlow: false, indent: 0 })).length
  const plain = scalars.filter(({ style, value }) => style === 'plain' && /\s/.test(value)).length
  return {
    text: byHabit > plain ? quote : 'plain',
    quote,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    ...listHabit(text, fields),
  }
}

function listHabit(text: string, fields: readonly Field[]): Pick<PrintStyle, 'list' | 'listIndent'> {
  const lists = fields.filter(({ pair }) => pair.value.type === 'sequence')
  const block = lists.find(({ pair }) => pair.value.type === 'sequence' && !pair.value.flow)
  const listIndent =
    block === undefined ? 2 : columnOf(text, block.pair.value.span[0]) - columnOf(text, block.pair.from)
  return {
    list: block !== undefined && block === lists[0] ? 'block' : 'flow',
    listIndent: Math.max(0, listIndent),
  }
}

function scalarsOf(node: YamlNode): readonly ScalarNode[] {
  if (node.type === 'scalar') return [node]
  return node.type === 'sequence' ? itemsOf(node) : []
}

const itemsOf = (node: SequenceNode): readonly ScalarNode[] =>
  node.items.map((item) => item.node).filter((item): item is ScalarNode => item.type === 'scalar')
