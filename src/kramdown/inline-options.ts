import type { Settings } from './options.ts'

type Mutable = Record<string, unknown>

/** `1..3` or `1,2,4`. */
function levels(value: string): readonly number[] | undefined {
  const [, first, last] = /^(\d)\.\.(\d)$/.exec(value) ?? []
  const all = [1, 2, 3, 4, 5, 6]
  if (first !== undefined && last !== undefined && first > '0' && last < '7')
    return all.filter((level) => level >= Number(first) && level <= Number(last))
  const list = value.split(',').map((level) => (level.length === 1 ? Number(level) : 0))
  return list.every((level) => all.includes(level)) ? list : undefined
}

/** The values that an option of the same type as a present value can be given; undefined: none such. */
function valueLike(present: unknown, value: string): unknown {
  if (typeof present === 'boolean') return value !== '' && value.trim().toLowerCase() !== 'false'
  if (typeof present === 'number') return /^[-+]?\d+$/.test(value.trim()) ? Number(value) : undefined
  return typeof present === 'string' ? value : undefined
}

/** The name that a symbol's value gives: a colon before it goes. */
const symbol = (value: string): string => value.trim().replace(/^:/, '')

/** What the parser looks at before it begins is the site's alone. */
const SITE = new Set(['input', 'emoji_path', 'hard_wrap'])

/** The options whose values are not simply of one type. */
const SPECIAL: Readonly<Record<string, (value: string, settings: Settings) => unknown>> = {
  toc_levels: levels,
  entity_output: (value) => /^(?:as_char|as_input|symbolic)$/.exec(symbol(value))?.[0] ?? 'numeric',
  math_engine(value, settings) {
    settings.mathEngine = symbol(value) === 'mathjax' ? 'mathjax' : undefined
  },
  smart_quotes(value) {
    const names = value.split(',')
    return names.length === 4 ? names : undefined
  },
}

/** Changes an option as `{::options key="value" /}` says; what is unknown, forbidden or no such value changes nothing. */
export function changeOption(settings: Settings, key: string, value: string): void {
  if (SITE.has(key) || settings.forbiddenInlineOptions.includes(key) || !/^[a-z_]+$/.test(key)) return
  const name = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const own = SPECIAL[key]
  const all: Mutable = { ...settings }
  const next = own ? own(value, settings) : valueLike(all[name], value)
  if (next !== undefined) Object.assign(settings, { [name]: next })
}
