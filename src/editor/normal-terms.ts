import type { Node } from '@tiptap/pm/model'
import { schema } from './schema.ts'

const isTerm = (node: Node | undefined): boolean => node?.type.name === 'definitionTerm'

/** A term needs a text and a definition, a definition a term; empty terms beside others leave nothing. */
export function normalEntries(entries: readonly Node[]): readonly Node[] {
  const filled = entries.flatMap((entry, index): readonly Node[] => {
    if (!isTerm(entry)) return index === 0 ? [blankTerm(), entry] : [entry]
    return entry.content.size > 0 ? [entry] : emptyTerm(entries, index)
  })
  return isTerm(filled.at(-1)) ? [...filled, emptyDefinition()] : filled
}

/** An empty line has no text that could be a term. */
const blankTerm = (attributes: Node['attrs'] | null = null): Node =>
  schema.node('definitionTerm', attributes, [schema.text('\u00a0')])

const emptyDefinition = (): Node => schema.node('definition', null, [schema.node('paragraph')])

/** Of terms that have a definition in common the first stays where all are empty. */
function emptyTerm(entries: readonly Node[], index: number): readonly Node[] {
  const first = entries.slice(0, index).findLastIndex((node) => !isTerm(node)) + 1
  const behind = entries.findIndex((node, at) => at > index && !isTerm(node))
  const group = entries.slice(first, behind === -1 ? entries.length : behind)
  const stays = index === first && group.every(({ content }) => content.size === 0)
  return stays ? [blankTerm(entries[index]?.attrs)] : []
}
