import type { Field } from './fields.ts'
import type { ScalarNode, SequenceNode, YamlNode } from './yaml/nodes.ts'
import type { PrintStyle } from './yaml/print.ts'
import { columnOf } from './yaml/slots.ts'

/** How a front matter writes things: what new text in it is to look like. */
export function habitsOf(text: string, fields: readonly Field[]): PrintStyle {
  const scalars = fields.flatMap((field) => scalarsOf(field.pair.value))
  const texts = scalars.filter(({ value, style }) => style !== 'plain' || /\s/.test(value))
  const single = texts.filter(({ style }) => style === 'single').length
  const double = texts.filter(({ style }) => style === 'double').length
  const quote = single > double ? 'single' : 'double'
  return {
    text: single + double > texts.length / 2 ? quote : 'plain',
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
