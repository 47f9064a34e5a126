import type { BlockConstruct } from './blocks.ts'
import { matchAt } from './characters.ts'
import { RULE } from './lines.ts'

/** Three or more `*`, `-` or `_`, blanks between them as one likes. */
export const rule: BlockConstruct = {
  first: '*-_',
  parse(blocks) {
    const match = matchAt(RULE, blocks.text, blocks.at)
    if (!match) return false
    blocks.add('hr', blocks.at + match[0].length, {})
    return true
  },
}
