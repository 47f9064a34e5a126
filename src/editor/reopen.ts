import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Selection, type Transaction } from '@tiptap/pm/state'
import { rememberGiven } from './origin.ts'
import { readText } from './proof.ts'
import { schema } from './schema.ts'

/**
 * Puts a changed source in an island's place. It is read anew: what constructs can hold leaves the island, what they
 * cannot stays one; an empty source removes it.
 */
export function openIsland(tr: Transaction, at: number, source: string): Transaction {
  const node = tr.doc.nodeAt(at)
  if (!node) return tr
  const content = node.isInline ? inlineOf(source) : blocksFrom(source)
  tr.replace(at, at + node.nodeSize, new Slice(Fragment.fromArray(content), 0, 0))
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at + 1, tr.doc.content.size))))
}

/** A source is read without the rest of the post: what refers to its definitions is settled when the post is saved. */
const alone = { options: {}, refused: new Set<string>() }

/** The blocks of a source by itself; an empty one is an empty paragraph. */
export function blocksFrom(source: string): Node[] {
  const blocks = readText(source.replace(/\r\n?/g, '\n'), alone).slots.map(({ node }) => node)
  return blocks.length > 0 ? blocks : [schema.node('paragraph')]
}

/** The same, as they stand there: as long as nobody changes them, they are written so. */
export function blocksAsGiven(source: string): Node[] {
  const { slots } = readText(source.replace(/\r\n?/g, '\n'), alone)
  for (const { node, text } of slots) rememberGiven(node, text)
  return slots.map(({ node }) => node)
}

/** A source within a text is read as if it stood in a paragraph; what makes other blocks stays as it is written. */
function inlineOf(source: string): Node[] {
  if (source === '') return []
  const blocks = readText(`x ${source} x`, alone).slots.map(({ node }) => node)
  const [only] = blocks
  if (blocks.length !== 1 || only?.type.name !== 'paragraph')
    return [schema.node('inlineIsland', { kind: 'other', source })]
  return [...only.slice(2, only.content.size - 2).content.content]
}
