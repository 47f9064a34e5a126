import type { Node } from '@tiptap/pm/model'
import { schema } from './schema.ts'

/** The node with other children, or itself where they are the same. */
export function rebuilt(
  node: Node,
  children: readonly Node[],
  attributes: Record<string, unknown> = {},
): Node {
  const same =
    children.length === node.childCount && children.every((child, index) => child === node.child(index))
  if (same && Object.keys(attributes).length === 0) return node
  return node.type.create({ ...node.attrs, ...attributes }, children, node.marks)
}

/** Inline nodes with what is alike put together. */
export function mergedTexts(nodes: readonly Node[]): Node[] {
  const result: Node[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (last?.isText && node.isText && last.sameMarkup(node))
      result[result.length - 1] = schema.text((last.text ?? '') + (node.text ?? ''), last.marks)
    else result.push(node)
  }
  return result
}
