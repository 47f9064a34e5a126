import { isQuote, isSpace, isWord, testAt } from './characters.ts'
import { entityChar, entityCode } from './entities.ts'
import type { SpanConstruct, Spans } from './spans.ts'

/*
 * Quotes become typographic by the first of ten rules that fits (those of Typogruby, as kramdown has them). Most look at
 * the character before the quote, so a quote is read from there.
 */

type Name = 'lsquo' | 'rsquo' | 'ldquo' | 'rdquo'
const ORDER: readonly Name[] = ['lsquo', 'rsquo', 'ldquo', 'rdquo']

const left = (quote: string): Name => (quote === '"' ? 'ldquo' : 'lsquo')
const right = (quote: string): Name => (quote === '"' ? 'rdquo' : 'rsquo')

/** What a rule says of the text at a place: how many characters stay before the quotes, and what they become. */
type Verdict = readonly [before: number, ...quotes: Name[]]

const PUNCTUATION = /[!"#$%'()*+,\-./:;<=>?@[\\\]^_`{|}~]/
const WORD = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]/uy
const NO_CLOSE = ' \\\t\r\n[{(-'

const isWordAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code < 128 ? isWord(code) : testAt(WORD, text, at)
}

/** A quote before punctuation that no word follows closes; an ellipsis is no such punctuation. */
function beforePunctuation(text: string, at: number): boolean {
  const mark = text.charAt(at)
  if (mark === '' || !PUNCTUATION.test(mark) || text.startsWith('..', at + 1)) return false
  return (mark === '_') === isWordAt(text, at + 1)
}

const OPENS_EMPHASIS = /[_*]{1,2}[^ \t\n\f\v]/y

function atQuote(text: string, at: number): Verdict | undefined {
  const quote = text.charAt(at)
  if (!isQuote(quote)) return undefined
  if (testAt(OPENS_EMPHASIS, text, at + 1)) return [0, left(quote)]
  return beforePunctuation(text, at + 1) ? [0, right(quote)] : undefined
}

const DOUBLE = /(["'])(?!\1)["'](?=\w)/y
const DECADE = /'(?=\d\ds)/y

/** Two kinds of quotes before a word open both; `'80s` has an apostrophe; a quote between white space and a word opens. */
function beforeWord(text: string, at: number): Verdict | undefined {
  const places = isSpace(text.charCodeAt(at)) ? [1, 0] : [0]
  const both = places.find((before) => testAt(DOUBLE, text, at + before))
  if (both !== undefined) return [both, left(text.charAt(at + both)), left(text.charAt(at + both + 1))]
  const decade = places.find((before) => testAt(DECADE, text, at + before))
  if (decade !== undefined) return [decade, 'rsquo']
  const quote = text.charAt(at + 1)
  const opens = places.length > 1 && isQuote(quote) && isWord(text.charCodeAt(at + 2))
  return opens ? [1, left(quote)] : undefined
}

function closing(text: string, at: number): Verdict | undefined {
  const quote = text.charAt(at)
  const next = text.charAt(at + 1)
  if (isQuote(next) && !NO_CLOSE.includes(quote)) return [1, right(next)]
  if (!isQuote(quote)) return undefined
  const ends = next === '' || isSpace(text.charCodeAt(at + 1))
  return ends || (next === 's' && !isWordAt(text, at + 2)) ? [0, right(quote)] : undefined
}

/** Any that is left opens: the next character before this one, a single one before a double one. */
function opening(text: string, at: number): Verdict | undefined {
  const quote = ["'", '"'].find((mark) => text.slice(at, at + 2).includes(mark))
  return quote === undefined ? undefined : [text[at + 1] === quote ? 1 : 0, left(quote)]
}

const judge = (text: string, at: number): Verdict | undefined =>
  atQuote(text, at) ?? beforeWord(text, at) ?? closing(text, at) ?? opening(text, at)

function addQuote(spans: Spans, name: Name): void {
  const written = spans.parsing.settings.smartQuotes[ORDER.indexOf(name)] ?? name
  const value = entityChar(entityCode(written) ?? 39)
  const end = spans.at + 1
  spans.take('smart_quote', end, { value, name: written })
}

export const smartQuotes: SpanConstruct = {
  parse(spans) {
    const { text, at } = spans
    if (!isQuote(text[at]) && (!isQuote(text[at + 1]) || text[at] === '\\')) return false
    const verdict = judge(text, at)
    if (!verdict) return false
    const [before, ...quotes] = verdict
    spans.skip(before)
    for (const quote of quotes) addQuote(spans, quote)
    return true
  },
}
