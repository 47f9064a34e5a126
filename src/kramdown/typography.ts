import { matchAt } from './characters.ts'
import type { SpanConstruct } from './spans.ts'

const SYMBOL = /---?|\.\.\.|<< ?|>>| >>/y
const NAMES: Readonly<Record<string, string>> = {
  '---': 'mdash',
  '--': 'ndash',
  '...': 'hellip',
  '<< ': 'laquo_space',
  ' >>': 'raquo_space',
  '<<': 'laquo',
  '>>': 'raquo',
}
/** The characters that stand for each symbol. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  mdash: '\u2014',
  ndash: '\u2013',
  hellip: '\u2026',
  laquo_space: '\u00ab\u00a0',
  raquo_space: '\u00a0\u00bb',
  laquo: '\u00ab',
  raquo: '\u00bb',
}

/** `---`, `--`, `...`, `<<`, `>>` and the guillemets with a space (kramdown's manual, “Typographic Symbols”). */
export const typographicSymbol: SpanConstruct = {
  first: '-.<> ',
  parse(spans) {
    const source = matchAt(SYMBOL, spans.text, spans.at)?.[0]
    const name = NAMES[source ?? '']
    if (source === undefined || name === undefined) return false
    const end = spans.at + source.length
    const value = spans.parsing.settings.typographicSymbols[name] ?? SYMBOLS[name] ?? source
    return spans.take('typographic_sym', end, { value, name })
  },
}
