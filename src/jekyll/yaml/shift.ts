import type { PairNode, YamlNode } from './nodes.ts'

/** A pair of a piece of text as a pair of the whole text, in which the piece starts at `by`. */
export function shiftPair(pair: PairNode, by: number): PairNode {
  return {
    from: pair.from + by,
    slot: pair.slot + by,
    key: shift(pair.key, by),
    value: shift(pair.value, by),
  }
}

function shift(node: YamlNode, by: number): YamlNode {
  const place = { from: node.from + by, span: [node.span[0] + by, node.span[1] + by] as const }
  if (node.type === 'sequence') {
    const items = node.items.map((item) => ({
      from: item.from + by,
      slot: item.slot + by,
      node: shift(item.node, by),
    }))
    return { ...node, ...place, items }
  }
  if (node.type === 'mapping')
    return { ...node, ...place, pairs: node.pairs.map((pair) => shiftPair(pair, by)) }
  return { ...node, ...place }
}
