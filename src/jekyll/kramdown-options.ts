import type { Configured } from './config.ts'
import { transliterate } from './transliteration.ts'

/** What a site may say of kramdown under `kramdown:`, with kramdown's names in camelCase. Keys that it does not set are missing. */
export interface SiteKramdownOptions {
  input?: 'kramdown' | 'GFM'
  hardWrap?: boolean
  autoIds?: boolean
  autoIdPrefix?: string
  autoIdStripping?: boolean
  /** What makes ids of headers of ASCII letters, where the site sets `transliterated_header_ids`. */
  transliterate?: (text: string) => string
  headerOffset?: number
  footnoteNr?: number
  footnotePrefix?: string
  footnoteBacklink?: string
  footnoteBacklinkInline?: boolean
  entityOutput?: 'as_char' | 'as_input' | 'numeric' | 'symbolic'
  smartQuotes?: string
  tocLevels?: readonly number[]
  parseBlockHtml?: boolean
  parseSpanHtml?: boolean
  removeLineBreaksForCjk?: boolean
  gfmQuirks?: readonly string[]
}

type Reader = (value: unknown) => unknown

const flag: Reader = (value) => (typeof value === 'boolean' ? value : undefined)
const text: Reader = (value) => (typeof value === 'string' ? value : undefined)
const number: Reader = (value) => (typeof value === 'number' ? value : undefined)
const oneOf =
  (...names: readonly string[]): Reader =>
  (value) =>
    names.find((name) => typeof value === 'string' && value.replace(/^:/, '') === name)

/** `1..6`, `1,2,3` or a list, as kramdown's manual has it. */
const levels: Reader = (value) => {
  if (Array.isArray(value)) return value.map(Number).filter(Number.isInteger)
  if (typeof value !== 'string') return undefined
  const [, from, to] = /^\s*(\d)\s*\.\.\s*(\d)\s*$/.exec(value) ?? []
  if (from === undefined)
    return value
      .split(/\s*,\s*/)
      .map(Number)
      .filter(Number.isInteger)
  return [1, 2, 3, 4, 5, 6].filter((level) => level >= Number(from) && level <= Number(to))
}

const names: Reader = (value) => {
  if (typeof value === 'string') return value.split(/\s*,\s*/)
  return Array.isArray(value) ? value.map(String) : undefined
}

const readers: Readonly<Record<Exclude<keyof SiteKramdownOptions, 'transliterate'>, Reader>> = {
  input: (value) => (value === 'kramdown' || value === 'Kramdown' ? 'kramdown' : oneOf('GFM')(value)),
  hardWrap: flag,
  autoIds: flag,
  autoIdPrefix: text,
  autoIdStripping: flag,
  headerOffset: number,
  footnoteNr: number,
  footnotePrefix: text,
  footnoteBacklink: text,
  footnoteBacklinkInline: flag,
  entityOutput: oneOf('as_char', 'as_input', 'numeric', 'symbolic'),
  smartQuotes: text,
  tocLevels: levels,
  parseBlockHtml: flag,
  parseSpanHtml: flag,
  removeLineBreaksForCjk: flag,
  gfmQuirks: names,
}

/** The options that `_config.yml` sets for kramdown; what it says in a way that kramdown does not know is left out. */
export function kramdownOptionsOf({ config }: Configured): SiteKramdownOptions {
  const said = config.values.kramdown
  if (typeof said !== 'object' || said === null) return {}
  const values = said as Readonly<Record<string, unknown>>
  const read = Object.entries(readers).flatMap(([name, reader]) => {
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    const value = Object.hasOwn(values, key) ? reader(values[key]) : undefined
    return value === undefined ? [] : [[name, value] as const]
  })
  const ascii = values.transliterated_header_ids === true
  return { ...Object.fromEntries(read), ...(ascii ? { transliterate } : {}) }
}
