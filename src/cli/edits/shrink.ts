import type { Node } from '@tiptap/pm/model'
import { parseBody, type Origin } from '../../editor/document.ts'
import { schema } from '../../editor/schema.ts'
import { checkEdit, sameEnds, type Outcome } from './check.ts'
import type { Trial } from './trials.ts'

/** What still goes wrong. */
export interface Case extends Outcome {
  readonly source: string
  readonly doc: Node
}

/** In a long post what is needed beside the edit may stand far from it: it is not looked for everywhere. */
const patience = 60

/** Takes away blocks before and behind the edit as long as the same goes wrong. */
export function shrink(trial: Trial): Case {
  const { origin, doc, trouble } = trial
  let best: Case = { ...trial, source: origin.body }
  if (trouble !== 'refused' && trouble !== 'another document' && trouble !== 'bytes outside') return best
  const ends = sameEnds(origin.inner.slots, doc.children)
  let tries = 0
  for (let start = ends.start; start >= 0; start--)
    for (let end = ends.end; end >= 0; end--) {
      if (++tries > patience) return best
      const smaller = caseOf(origin, doc, start, end)
      if (smaller?.trouble !== trouble) continue
      if (smaller.source.length < best.source.length) best = smaller
      return best
    }
  return best
}

/** The edit without so many blocks at both ends. */
function caseOf({ inner, options }: Origin, doc: Node, start: number, end: number): Case | undefined {
  const { slots } = inner
  const kept = slots.slice(start, slots.length - end)
  const blocks = doc.children.slice(start, doc.childCount - end)
  if (blocks.length === 0) return undefined
  const source = `${kept.map(({ gap, text }, at) => (at === 0 ? '' : gap) + text).join('')}\n`
  const edited = schema.node('doc', null, blocks)
  try {
    return { ...checkEdit(edited, parseBody(source, options).origin), source, doc: edited }
  } catch {
    return undefined
  }
}
