import type { TextContext } from './construct.ts'

/** What stands around a text. `before` and `after` are single characters, or '' at a block's ends. */
export interface Around {
  readonly before: string
  readonly after: string
  readonly context: TextContext
  readonly level: 'light' | 'full'
  /** The text is written to be shown as it is, quotes and dashes too. */
  readonly literal: boolean
  /** The text stands within a link. */
  readonly linked: boolean
}

const word = /[\p{L}\p{N}]/u
const blankOrNone = /^$|\s/

/**
 * Text as kramdown reads it back: a backslash before a character that would mean something where it stands, and only
 * there; entities for what no backslash can hold (`&`, Liquid's brackets, and a backtick in a row that holds code too:
 * kramdown parts its cells before it reads escapes).
 * Source: kramdown's syntax, “Automatic and Manual Escaping”.
 */
export function escapeText(text: string, around: Around): string {
  return text.replace(around.literal ? all : signs, (char, at: number) => {
    const before = text[at - 1] ?? around.before
    const after = text[at + 1] ?? around.after
    return escapeOne(char, { ...around, before, after }, text, at)
  })
}

/** Characters that mean something within a text. */
const signs = /[\\*_`<[\]|$~{}%&^\u00a0]/g
/** Those, and the ones that are escaped only to keep them as they are. */
const all = /[\\.*_+`<>()[\]{}#!:|"'$=~%&^\u00a0-]/g

function escapeOne(char: string, around: Around, text: string, at: number): string {
  if (char === '\u00a0') return '&nbsp;'
  if (char === '&') return /^&(?:[A-Za-z][\w:]*|#\d+|#x[\da-fA-F]+);/.test(text.slice(at)) ? '&amp;' : '&'
  if (char === '^') return around.linked && at === 0 && around.before === '' ? '&#94;' : char
  if (char === '{') return escapeBrace(around, at === text.length - 1)
  if (char === '%' && around.before === '{') return '&#37;'
  if (char === '`' && around.context === 'cell' && around.level === 'full') return '&#96;'
  const rule = around.level === 'full' ? needs.full : needs.light
  return rule(char, around, text, at) ? `\\${char}` : char
}

/** `{{` and `{%` are Liquid's even behind a backslash, with the brace of a value that follows too; `{:` is an attribute list. */
function escapeBrace({ before, after }: Around, isLast: boolean): string {
  if (isLast && after === '{') return '&#123;'
  if (before === '{') return '\\{'
  return after === ':' ? '\\{' : '{'
}

type Need = (char: string, around: Around, text: string, at: number) => boolean

const escapable = /[\\.*_+`<>()[\]{}#!:|"'$=~-]/

const light: Need = (char, around, text, at) => {
  const { before, after } = around
  if (around.literal) return escapable.test(char)
  if (char === '\\') return escapable.test(after) || after === '' || after === '\\' || /\s/.test(after)
  if (char === '*') return !(blankOrNone.test(before) && blankOrNone.test(after))
  if (char === '_')
    return !(blankOrNone.test(before) && blankOrNone.test(after)) && !(word.test(before) && word.test(after))
  if (char === '`' || (char === '~' && (before === '~' || after === '~'))) return true
  if (char === '$') return before === '$' || after === '$'
  if (char === '|') return true
  if (char === '<') return /[A-Za-z/!?]/.test(after)
  if (char === '[')
    return around.linked || /^\[[^\]]*(?:\][([:]|\] \[|$)|^\[\^/.test(text.slice(at)) || before === '!'
  if (char === ']') return around.linked || /[([:]/.test(after)
  return false
}

const needs: Record<'light' | 'full', Need> = {
  light,
  full: (char, around, text, at) =>
    light(char, around, text, at) ||
    /[\\*_`<[\]|$~]/.test(char) ||
    (char === '}' && /[}%]/.test(around.before)),
}

/** Escapes what means something only at the start of a line. `first`: the block starts with it. */
export function guardLine(line: string, first: boolean): string {
  const sign = /^([-+*])(?=\s|$)/.exec(line)
  if (sign) return `\\${line}`
  if (/^(?:#|>|=+\s*$|:\s|~~~)/.test(line)) return `\\${line}`
  if (/^(?:-[ \t]*){2,}$/.test(line) || (!first && /^-+\s*$/.test(line))) return `\\${line}`
  const number = /^(\d+)\.(?=\s|$)/.exec(line)
  if (number?.[1] !== undefined) return `${number[1]}\\${line.slice(number[1].length)}`
  const definition = /^\[[^\]\n]*\](?=:)/.exec(line)
  if (definition) return `${definition[0]}\\${line.slice(definition[0].length)}`
  if (/^\^\s*$/.test(line)) return line.replace('^', '&#94;')
  return line
}

/** A sign that takes no place: before a tag it makes a text of the line. */
export const widthless = '\u200b'

/** Begins a line that begins with a tag with that sign. */
export const signLine = (line: string): string => (/^(?:<[A-Za-z/]|\{%)/.test(line) ? `&#8203;${line}` : line)
