import type { Settings } from './options.ts'

type Mutable = Record<string, unknown>

/** `1..3` or `1,2,4`. */
function levels(value: string): readonly number[] | undefined {
  const [, first, last] = /^(\d)\.\.(\d)$/.exec(value) ?? []
  const all = [1, 2, 3, 4, 5, 6]
  if (first !== undefined && last !== undefined && first > '0' && last < '7')
    return all.filter((level) => level >= Number(first) && level <= Number(last))
  const list = value.split(/[, ]+/).map(Number)
  return list.every((level) => all.includes(level)) ? list : undefined
}

function flag(word: string): boolean | undefined {
  if (/^(?:true|1|yes|)$/i.test(word)) return true
  return /^(?:false|0|no)$/i.test(word) ? false : undefined
}

/** The values that an option of the same type as a present value can be given; undefined: none such. */
function valueLike(present: unknown, value: string): unknown {
  if (typeof present === 'boolean') return flag(value)
  if (typeof present === 'number') return /^[-+]?\d+$/.test(value) ? Number(value) : undefined
  return typeof present === 'string' ? value : undefined
}

/** The options whose values are not simply of one type. `input` and `emoji_path` are the site's alone. */
const SPECIAL: Readonly<Record<string, (value: string) => unknown>> = {
  input: () => undefined,
  emoji_path: () => undefined,
  toc_levels: levels,
  entity_output: (value) => /^:?(as_char|as_input|numeric|symbolic)$/.exec(value)?.[1],
  smart_quotes(value) {
    const names = value.split(',').map((name) => name.trim())
    return names.length === 4 ? names : undefined
  },
}

/** Changes an option as `{::options key="value" /}` says; what is unknown, forbidden or no such value changes nothing. */
export function changeOption(settings: Settings, key: string, value: string): void {
  if (settings.forbiddenInlineOptions.includes(key) || !/^[a-z_]+$/.test(key)) return
  const name = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const own = SPECIAL[key]
  const all: Mutable = { ...settings }
  const next = own ? own(value.trim()) : valueLike(all[name], value.trim())
  if (next !== undefined) Object.assign(settings, { [name]: next })
}
