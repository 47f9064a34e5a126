import type { Node } from '@tiptap/pm/model'
import type { Element } from '../kramdown/index.ts'
import { linkName } from './constructs/link.ts'
import type { Definition, Origin } from './origin.ts'
import { Printer } from './printing.ts'

const defining: readonly Element['type'][] = [
  'link_definition',
  'abbreviation_definition',
  'footnote_definition',
  'ald',
]

/** What in a text gives other blocks their meaning, wherever it stands. */
export function definitionsOf(root: Element, text: string): Definition[] {
  const own = defining.includes(root.type)
    ? [{ name: nameOf(root), source: text.slice(...root.span).trimEnd() }]
    : []
  return [...own, ...root.children.flatMap((child) => definitionsOf(child, text))]
}

function nameOf(element: Element): string {
  if (element.type === 'link_definition') return element.id.toLowerCase()
  if (element.type === 'abbreviation_definition') return element.abbreviation.toLowerCase()
  return element.type === 'footnote_definition' ? `[^${element.name.toLowerCase()}]` : '{:'
}

/** How the nodes that define something are looked for, by their type's name. */
const names: Record<string, (node: Node) => string> = {
  linkDefinition: ({ attrs }) => linkName(String(attrs.id)),
  abbreviation: ({ attrs }) => String(attrs.abbreviation).toLowerCase(),
  footnote: ({ attrs }) => `[^${String(attrs.name).toLowerCase()}]`,
  styleDefinition: () => '{:',
}

/** The nodes of a document that give other blocks their meaning, in order. */
const definitionNodes = (doc: Node): Node[] =>
  doc.children.flatMap((block) => {
    if (block.isTextblock) return []
    const found = within.get(block) ?? definitionsWithin(block)
    within.set(block, found)
    return found
  })

/** Those of a block, which stay while it does. */
const within = new WeakMap<Node, readonly Node[]>()

function definitionsWithin(block: Node): readonly Node[] {
  const found = names[block.type.name] ? [block] : []
  block.descendants((node) => {
    if (names[node.type.name]) found.push(node)
    return !node.isTextblock
  })
  return found
}

/** The definitions that hold in an edited document: those that it was read with, but for the ones that were changed. */
export function definitionsIn(doc: Node, origin: Origin): readonly Definition[] {
  const [before, now] = [new Set(definitionNodes(origin.doc)), definitionNodes(doc)]
  const fresh = now.filter((node) => !before.has(node))
  if (fresh.length === 0) return origin.definitions
  const printer = new Printer(origin.style)
  const added = fresh.map((node) => ({ name: nameOfNode(node), source: printer.block(node) }))
  const replaced = new Set(added.map(({ name }) => name))
  return [...origin.definitions.filter(({ name }) => name === '{:' || !replaced.has(name)), ...added]
}

/** The names of the links' definitions that are gone from a document or have another address. */
export function goneNames(doc: Node, origin: Origin): ReadonlySet<string> {
  const now = new Set(definitionNodes(doc))
  const gone = definitionNodes(origin.doc).filter((node) => !now.has(node))
  return new Set(gone.filter(({ type }) => type.name === 'linkDefinition').map(nameOfNode))
}

const nameOfNode = (node: Node): string => names[node.type.name]?.(node) ?? ''
