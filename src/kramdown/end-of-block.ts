import type { BlockConstruct } from './blocks.ts'
import { matchAt } from './characters.ts'
import { END_OF_BLOCK } from './lines.ts'

/** `^` alone on a line ends the block before it (kramdown's manual, “EOB Marker”). */
export const endOfBlock: BlockConstruct = {
  first: '^',
  parse(blocks) {
    const match = matchAt(END_OF_BLOCK, blocks.text, blocks.at)
    if (!match) return false
    blocks.add('eob', blocks.at + match[0].length, {})
    return true
  },
}
