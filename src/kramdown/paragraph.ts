import type { Blocks, BlockConstruct } from './blocks.ts'
import { isSpace, stripEnd, stripStart } from './characters.ts'
import { interruptsParagraph, lineEnd, skipIndent } from './lines.ts'
import { base } from './parsing.ts'

function endsParagraph(blocks: Blocks, at: number): boolean {
  const { gfm, settings } = blocks.parsing
  return (
    blocks.endsLazy(at) ||
    interruptsParagraph(blocks.text, at, gfm && settings.gfmQuirks.includes('paragraph_end'))
  )
}

/**
 * What is nothing else: lines up to an empty line, an attribute list, a block-level tag, a definition; with GFM also up
 * to a header, a list, a quote or a fence. What follows a paragraph without being a block carries it on.
 */
export const paragraph: BlockConstruct = {
  name: 'paragraph',
  parse(blocks) {
    const { text, view, parsing, at: from } = blocks
    if (isSpace(text.charCodeAt(skipIndent(text, from)))) return false
    let at = lineEnd(text, from) + 1
    while (!endsParagraph(blocks, at)) at = lineEnd(text, at) + 1
    blocks.at = at
    const to = stripEnd(text, from, at)
    const last = blocks.last()
    const content = last?.type === 'p' ? parsing.contents.get(last) : undefined
    if (last && content?.view === view) {
      content.to = Math.max(to, content.to)
      last.span = [last.span[0], blocks.lines(from, at)[1]]
    } else {
      const element = { type: 'p' as const, ...base(blocks.lines(from, at)), transparent: false }
      blocks.push(element)
      parsing.contents.set(element, { view, from: stripStart(text, from, to), to })
    }
    return true
  },
}
