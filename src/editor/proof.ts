import { Fragment, type Node } from '@tiptap/pm/model'
import { parse } from '../kramdown/index.ts'
import { LocalText } from './local-text.ts'
import { looseForm } from './loose-form.ts'
import { normalForm, withoutTagParagraphs } from './normal.ts'
import type { Definition, Inner, Origin } from './origin.ts'
import { readInner } from './reading.ts'

/** `exact`: the text gives the document; `loose`: but for what a page hardly shows (see `looseForm`). */
export type Proof = 'exact' | 'loose'

/** Reads blocks from a text with `\n` at its lines' ends. */
export function readText(text: string, { options, refused }: Pick<Origin, 'options' | 'refused'>): Inner {
  const root = parse(text, { ...options, liquid: true })
  return readInner(root.children, LocalText.of(text), [], { remember: () => undefined, refused })
}

/** What the reading of a text depends on. */
export type Context = Pick<Origin, 'definitions' | 'options' | 'refused'>

/** Proves that a text, by itself but with the post's definitions, is read as the nodes are seen. */
export const proves = (text: string, nodes: readonly Node[], origin: Context): Proof | undefined =>
  sameNodes(readAlone(text, origin), nodes)

/** The blocks of a text by itself but with the post's definitions. */
export function readAlone(text: string, origin: Context): Node[] {
  const needed = definitionsFor(text, origin.definitions)
  const context = needed.map(({ source }) => `${source}\n\n`).join('')
  const before = context === '' ? 0 : readText(context, origin).slots.length
  const { slots } = readText(context === '' ? text : `${context}^\n\n${text}`, origin)
  return slots.slice(before).map(({ node }) => node)
}

function definitionsFor(text: string, definitions: readonly Definition[]): Definition[] {
  if (definitions.length === 0) return []
  const lower = text.toLowerCase().replace(/\s+/g, ' ')
  return definitions.filter(({ name }) => lower.includes(name))
}

/** Compares what was read with what is to be written. */
export function sameNodes(read: readonly Node[], wanted: readonly Node[]): Proof | undefined {
  const [one, other] = [normalRead(read), normalNodes(wanted)]
  if (equal(one, other)) return 'exact'
  return equal(one.map(looseForm), other.map(looseForm)) ? 'loose' : undefined
}

/** Whether what was read is exactly what is to be written. */
export const exactly = (read: readonly Node[], wanted: readonly Node[]): boolean =>
  equal(normalRead(read), normalNodes(wanted))

const normalRead = (read: readonly Node[]): Node[] => read.map(normalForm).flatMap(withoutTagParagraphs)

/** The normal forms of blocks that stand together: empty ones leave nothing. */
export function normalNodes(nodes: readonly Node[]): Node[] {
  return nodes
    .map(normalForm)
    .flatMap(withoutTagParagraphs)
    .filter(
      (node) => node.content.size > 0 || node.isAtom || !node.isTextblock || node.type.name === 'codeBlock',
    )
}

const equal = (one: readonly Node[], other: readonly Node[]): boolean =>
  one.length === other.length && Fragment.fromArray([...one]).eq(Fragment.fromArray([...other]))
