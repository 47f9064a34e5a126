import type { Node } from '@tiptap/pm/model'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
const counts = new WeakMap<Node, number>()

/** How many words a document has, in any script; code and islands are not counted. Blocks are counted once. */
export function countWords(node: Node): number {
  const known = counts.get(node)
  if (known !== undefined) return known
  const count = node.isTextblock
    ? wordsOf(node)
    : node.children.reduce((sum, child) => sum + countWords(child), 0)
  counts.set(node, count)
  return count
}

function wordsOf(block: Node): number {
  if (block.type.spec.code === true) return 0
  let count = 0
  const text = block.textBetween(0, block.content.size, ' ', (leaf) =>
    leaf.type.name === 'hardBreak' ? ' ' : '',
  )
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike === true) count += 1
  return count
}
