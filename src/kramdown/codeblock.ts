import type { Blocks, BlockConstruct } from './blocks.ts'
import { matchAt, SPACE, TAB } from './characters.ts'
import { addText, NONE } from './draft.ts'
import { blankEnd, lineEnd, skipBlanks } from './lines.ts'
import type { View } from './view.ts'
import { ViewBuilder } from './view.ts'

/*
 * Code blocks (kramdown's manual, “Code Blocks”): lines that are indented by four spaces or a tab, and fences.
 *
 *   ~~~ ruby        ```ruby?line=1     (``` with GFM only)
 *   puts 1
 *   ~~~
 */

/** Behind the tab or the four spaces that a line begins with; the line's beginning if it begins with neither. */
export function behindIndent(text: string, at: number): number {
  if (text.charCodeAt(at) === TAB) return at + 1
  return text.startsWith('    ', at) ? at + 4 : at
}

/** An indented line whose first character behind blanks is not white space. */
const isCodeLine = (text: string, at: number): boolean => behindIndent(text, at) > at && startsText(text, at)

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
    const lazy = end < to && isJoined(view.text, end)
    builder.add(view, behindIndent(view.text, at), lazy ? end - 1 : end)
    if (lazy) builder.insert(' ', view.behind(end))
    at = end
  }
  return builder.build()
}

const PLAIN = { fence: undefined, info: undefined, language: undefined }

export const codeblock: BlockConstruct = {
  first: ' \t',
  parse(blocks) {
    const from = blocks.at
    const to = isCodeLine(blocks.text, from) ? codeLinesEnd(blocks, from) : from
    if (to === from) return false
    const code = codeView(blocks.view, from, to)
    const element = blocks.add('codeblock', to, { ...PLAIN, value: code.raw })
    addText(element.children, code, 0, code.text.length - 1)
    return true
  },
}

const MARKS = /~{3,}/y
const MARKS_GFM = / {0,3}(?:~{3,}|`{3,})/y
const INFO = /[ \t\f\v]*(?:([^ \t\n\f\v]+)[ \t\f\v]*)?\n/y
const CLOSING = /(~{3,}|`{3,})[ \t\f\v]*\n/y
const CLOSING_GFM = / {0,3}(~{3,}|`{3,})[ \t\f\v]*\n/y

interface Closing {
  readonly from: number
  readonly to: number
}

/**
 * The line that closes a fence: as long as the fence or longer, nothing else on it. If there is none the longest line
 * that could close a shorter one tells how long that may be, now and for every fence to come.
 */
function closingFence(blocks: Blocks, mark: string, width: number, from: number): Closing | undefined {
  const { text, parsing } = blocks
  if ((blocks.longestFence.get(mark) ?? width) < width) return undefined
  const pattern = parsing.gfm ? CLOSING_GFM : CLOSING
  let longest = 0
  for (let at = from; at < text.length; at = lineEnd(text, at) + 1) {
    const match = matchAt(pattern, text, at)
    if (match?.[1]?.startsWith(mark)) {
      if (match[1].length >= width) return { from: at, to: at + match[0].length }
      longest = Math.max(longest, match[1].length)
    }
  }
  blocks.longestFence = new Map(blocks.longestFence).set(mark, longest)
  return undefined
}

interface Fence {
  readonly fence: string
  /** The range of the info string. */
  readonly info: readonly [from: number, to: number]
  readonly start: number
  readonly close: Closing
}

/** Reads a fence of a width that begins at an offset; the rest of its line is one word or nothing. */
function readFence(blocks: Blocks, at: number, width: number): Fence | undefined {
  const { text } = blocks
  const match = matchAt(INFO, text, at + width)
  if (!match) return undefined
  const start = at + width + match[0].length
  const close = closingFence(blocks, text.charAt(at), width, start)
  const from = at + width + match[0].indexOf(match[1] ?? '')
  return (
    close && { fence: text.slice(at, at + width), info: [from, from + (match[1]?.length ?? 0)], start, close }
  )
}

/** A fence that nothing closes may be a shorter one, whose other marks are its info string. */
function findFence(blocks: Blocks): Fence | undefined {
  const { text, at, parsing } = blocks
  const match = matchAt(parsing.gfm ? MARKS_GFM : MARKS, text, at)
  if (!match) return undefined
  const end = at + match[0].length
  const mark = text.charAt(end - 1)
  const from = at + match[0].indexOf(mark)
  const full = readFence(blocks, from, end - from)
  const shorter = Math.min(end - from - 1, blocks.longestFence.get(mark) ?? 0)
  return full ?? (shorter >= 3 ? readFence(blocks, from, shorter) : undefined)
}

export const fencedCodeblock: BlockConstruct = {
  first: '~`',
  parse(blocks) {
    const { view } = blocks
    const found = findFence(blocks)
    if (!found) return false
    const { fence, start, close } = found
    const info = found.info[1] > found.info[0] ? view.raw.slice(...found.info) : undefined
    const language = info?.replace(/^([^]+?)\?[^]*$/, '$1')
    const value = view.raw.slice(start, close.from)
    const attributes = language === undefined ? NONE : new Map([['class', `language-${language}`]])
    const element = blocks.add('codeblock', close.to, { fence, info, language, value, attributes })
    addText(element.children, view, start, close.from)
    return true
  },
}
