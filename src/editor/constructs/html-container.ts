import type { Element } from '../../kramdown/index.ts'
import type { BlockReading, ReadResult } from '../construct.ts'

/** Blocks of Markdown between tags, as `htmlBlock`; undefined where something else stands between them. */
export function readContainer(
  { children }: Extract<Element, { type: 'html_element' }>,
  html: string,
  reading: BlockReading,
): ReadResult | undefined {
  const { schema, ial } = reading
  const { content, prefixes } = reading.text.without(() => ({ cut: 0, pad: 0 }))
  const inner = reading.inner(children, content, prefixes)
  const nodes = inner.slots.map(({ node }) => node)
  if (nodes.some(({ type }) => !type.isInGroup('block'))) return undefined
  const blocks = nodes.length > 0 ? nodes : [schema.node('paragraph')]
  return { node: schema.node('htmlBlock', { html, ial }, blocks), inner }
}
