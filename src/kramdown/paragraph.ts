import type { Blocks, BlockConstruct } from './blocks.ts'
import { isSpace, stripEnd, stripStart } from './characters.ts'
import { draft } from './draft.ts'
import { interruptsParagraph, lineEnd, skipIndent } from './lines.ts'
import type { Content } from './parsing.ts'
import { ViewBuilder } from './view.ts'

function endsParagraph(blocks: Blocks, at: number): boolean {
  const { gfm, settings } = blocks.parsing
  return (
    blocks.endsLazy(at) ||
    interruptsParagraph(blocks.text, at, gfm && settings.gfmQuirks.includes('paragraph_end'))
  )
}

/** Adds lines to a paragraph: the blanks before them go, unless they are a line break. */
function carryOn(content: Content, from: number, to: number): void {
  const { view, more } = content
  const end = more?.at(-1)?.[1] ?? content.to
  const start = view.text.startsWith('  \n', from - 3) ? from - 3 : from - 1
  const joint = Math.max(start, end)
  if (joint > end) (content.more ??= []).push([joint, to])
  else if (more) more.splice(-1, 1, [more.at(-1)?.[0] ?? joint, to])
  else content.to = to
}

/** The content of an element as one range of a view. */
export function wholeContent(content: Content): Content {
  const { view, from, to, more } = content
  if (!more) return content
  const builder = new ViewBuilder().add(view, from, to)
  for (const [start, end] of more) builder.add(view, start, end)
  return { view: builder.build(), from: 0, to: builder.length }
}

/**
 * What is nothing else: lines up to an empty line, an attribute list, a block-level tag, a definition; with GFM also up
 * to a header, a list, a quote or a fence. What follows a paragraph without being a block carries it on.
 */
export const paragraph: BlockConstruct = {
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
      carryOn(content, from, to)
      last.span = [last.span[0], blocks.lines(from, at)[1]]
    } else {
      const element = draft('p', blocks.lines(from, at), { transparent: false })
      blocks.push(element)
      parsing.contents.set(element, { view, from: stripStart(text, from, to), to })
    }
    return true
  },
}
