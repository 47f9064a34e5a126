import type { Blocks, BlockConstruct } from './blocks.ts'
import { matchAt, SPACE, TAB } from './characters.ts'
import type { DraftOf } from './draft.ts'
import { addText, NONE } from './draft.ts'
import { blankEnd, lineEnd, skipBlanks } from './lines.ts'
import { base } from './parsing.ts'
import type { View } from './view.ts'
import { ViewBuilder } from './view.ts'

/*
 * Code blocks (kramdown's manual, “Code Blocks”): lines that are indented by four spaces or a tab, and fences.
 *
 *   ~~~ ruby        ```ruby?line=1     (``` with GFM only)
 *   puts 1
 *   ~~~
 */

const isIndented = (text: string, at: number): boolean =>
  text.charCodeAt(at) === TAB || text.startsWith('    ', at)

/** An indented line whose first character behind blanks is not white space. */
const isCodeLine = (text: string, at: number): boolean => isIndented(text, at) && startsText(text, at)

function startsText(text: string, at: number): boolean {
  const code = text.charCodeAt(skipBlanks(text, at))
  return !(code === SPACE || (code >= 9 && code <= 13)) && at < text.length
}

/** The end of indented lines, lazy ones behind them, and empty ones if indented ones follow, from an offset on. */
export function codeLinesEnd(blocks: Blocks, from: number): number {
  const { text } = blocks
  let end = from
  for (let at = blankEnd(text, from); isCodeLine(text, at); at = blankEnd(text, end)) {
    while (at < text.length && (isCodeLine(text, at) || isLazyCode(blocks, at))) at = lineEnd(text, at) + 1
    end = at
  }
  return end
}

const isLazyCode = (blocks: Blocks, at: number): boolean =>
  startsText(blocks.text, at) && !blocks.endsLazy(at)

const isJoined = (text: string, at: number): boolean => /^ {0,3}[^ \t\n\f\v]/.test(text.slice(at, at + 4))

/** The code of indented lines: a lazy line joins the one before it with a space. */
function codeView(view: View, from: number, to: number): View {
  const builder = new ViewBuilder()
  for (let at = from; at < to;) {
    const end = lineEnd(view.text, at) + 1
    const start = isIndented(view.text, at) ? at + (view.text.charCodeAt(at) === TAB ? 1 : 4) : at
    const lazy = end < to && isJoined(view.text, end)
    builder.add(view, start, lazy ? end - 1 : end)
    if (lazy) builder.insert(' ', view.behind(end))
    at = end
  }
  return builder.build()
}

const PLAIN = { fence: undefined, info: undefined, language: undefined }

export const codeblock: BlockConstruct = {
  name: 'codeblock',
  first: ' \t',
  parse(blocks) {
    const from = blocks.at
    const to = isCodeLine(blocks.text, from) ? codeLinesEnd(blocks, from) : from
    if (to === from) return false
    const code = codeView(blocks.view, from, to)
    const element: DraftOf<'codeblock'> = {
      type: 'codeblock',
      ...base(blocks.lines(from, to)),
      ...PLAIN,
      value: code.raw,
    }
    addText(element.children, code, 0, code.text.length)
    blocks.at = to
    blocks.push(element)
    return true
  },
}

const FENCE = /(~{3,})[ \t\f\v]*(?:([^ \t\n\f\v]+)[ \t\f\v]*)?\n/y
const FENCE_GFM = / {0,3}(~{3,}|`{3,})[ \t\f\v]*(?:([^ \t\n\f\v]+)[ \t\f\v]*)?\n/y

/** The fence that closes: as long as the opening one or longer, alone on its line. Failures are remembered by the parser. */
function closingFence(
  blocks: Blocks,
  fence: string,
  from: number,
): readonly [from: number, to: number] | undefined {
  const { text, parsing, unclosed } = blocks
  const mark = fence.charAt(0)
  if (fence.length >= (unclosed.get(mark) ?? Infinity)) return undefined
  const pattern = new RegExp(`${parsing.gfm ? ' {0,3}' : ''}${mark}{${fence.length},}[ \\t\\f\\v]*\\n`, 'y')
  for (let at = from; at < text.length; at = lineEnd(text, at) + 1) {
    const match = matchAt(pattern, text, at)
    if (match) return [at, at + match[0].length]
  }
  unclosed.set(mark, fence.length)
  return undefined
}

export const fencedCodeblock: BlockConstruct = {
  name: 'fenced codeblock',
  first: '~`',
  parse(blocks) {
    const { text, view, at: from, parsing } = blocks
    const match = matchAt(parsing.gfm ? FENCE_GFM : FENCE, text, from)
    const fence = match?.[1]
    if (!match || fence === undefined) return false
    const start = from + match[0].length
    const close = closingFence(blocks, fence, start)
    if (!close) return false
    const infoFrom = match[2] === undefined ? 0 : from + match[0].indexOf(match[2], fence.length)
    const info = match[2] === undefined ? undefined : view.raw.slice(infoFrom, infoFrom + match[2].length)
    const language = info?.replace(/^([^]+?)\?[^]*$/, '$1')
    const value = view.raw.slice(start, close[0])
    const element: DraftOf<'codeblock'> = {
      type: 'codeblock',
      ...base(blocks.lines(from, close[1])),
      ...{ fence, info, language, value },
    }
    element.attributes = language === undefined ? NONE : new Map([['class', `language-${language}`]])
    addText(element.children, view, start, close[0])
    blocks.at = close[1]
    blocks.push(element)
    return true
  },
}
