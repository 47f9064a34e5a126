import type { BlockConstruct } from './blocks.ts'
import { draft } from './draft.ts'
import { blankEnd } from './lines.ts'

/** Empty lines; several are one element. */
export const blank: BlockConstruct = {
  first: ' \t\n\f\v',
  parse(blocks) {
    const from = blocks.at
    const to = blankEnd(blocks.text, from)
    if (to === from) return false
    blocks.at = to
    const last = blocks.parent.children.at(-1)
    if (last?.type === 'blank') last.span = [last.span[0], blocks.view.behind(to)]
    else blocks.push(draft('blank', blocks.view.span(from, to), {}))
    return true
  },
}
