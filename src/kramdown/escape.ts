import type { SpanConstruct } from './spans.ts'

const ESCAPABLE = '\\.*_+`<>()[]{}#!:|"\'$=-'

/** A backslash before a character that has a meaning takes it away; GFM adds `~`. `\<<` and `\>>` are both characters. */
export const escape: SpanConstruct = {
  first: '\\',
  parse(spans) {
    const { text, at, end, parsing } = spans
    const next = at + 1 < end ? text.charAt(at + 1) : ''
    if (next === '' || !(ESCAPABLE.includes(next) || (next === '~' && parsing.gfm))) return false
    const double = (next === '<' || next === '>') && text[at + 2] === next && parsing.typography
    const to = at + (double ? 3 : 2)
    const value = text.slice(at + 1, to)
    return spans.take('escape', to, { value })
  },
}
