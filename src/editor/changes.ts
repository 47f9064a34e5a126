import type { Node } from '@tiptap/pm/model'
import { alignChildren } from './align.ts'
import { parseBody } from './document.ts'
import { normalNodes } from './proof.ts'

type Verb = 'changed' | 'added' | 'removed'

/** What the author calls a block. */
const nouns: Record<string, readonly [one: string, many: string]> = {
  paragraph: ['paragraph', 'paragraphs'],
  heading: ['heading', 'headings'],
  bulletList: ['list', 'lists'],
  orderedList: ['list', 'lists'],
  blockquote: ['quote', 'quotes'],
  codeBlock: ['code block', 'code blocks'],
  table: ['table', 'tables'],
  rule: ['line', 'lines'],
  footnote: ['footnote', 'footnotes'],
  definitionList: ['list of terms', 'lists of terms'],
  linkDefinition: ['link address', 'link addresses'],
  abbreviation: ['abbreviation', 'abbreviations'],
  picture: ['picture', 'pictures'],
}
const other: readonly [string, string] = ['special block', 'special blocks']

/**
 * What changed between two bodies, or two documents, in the author's words: `1 paragraph changed`, `2 pictures added`.
 * Empty where they read the same.
 */
export function describeChanges(before: Node | string, after: Node | string): string[] {
  const [old, now] = [blocksOf(before), blocksOf(after)]
  const counts = new Map<string, number>()
  const count = (verb: Verb, node: Node) => {
    const key = `${verb} ${kindOf(node)}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const { same, slots, nodes } of alignChildren(slotsOf(old), now)) {
    if (same) continue
    const pairs = Math.min(slots.length, nodes.length)
    nodes.slice(0, pairs).forEach((node) => count('changed', node))
    nodes.slice(pairs).forEach((node) => count('added', node))
    slots.slice(pairs).forEach(({ node }) => count('removed', node))
  }
  return (['changed', 'added', 'removed'] as const).flatMap((verb) => sentences(verb, counts))
}

const blocksOf = (one: Node | string): Node[] =>
  normalNodes((typeof one === 'string' ? parseBody(one).doc : one).children)

const slotsOf = (nodes: readonly Node[]) => nodes.map((node) => ({ node, text: '', gap: '' }))

/** A paragraph of one picture is a picture. */
function kindOf(node: Node): string {
  if (node.type.name === 'paragraph' && node.childCount === 1 && node.firstChild?.type.name === 'image')
    return 'picture'
  return node.type.name
}

function sentences(verb: Verb, counts: ReadonlyMap<string, number>): string[] {
  const merged = new Map<string, number>()
  for (const [key, count] of counts) {
    const [said, kind = ''] = key.split(' ')
    if (said !== verb) continue
    const noun = nouns[kind] ?? other
    merged.set(noun.join('|'), (merged.get(noun.join('|')) ?? 0) + count)
  }
  return [...merged].map(([noun, count]) => `${count} ${noun.split('|')[count === 1 ? 0 : 1] ?? ''} ${verb}`)
}
