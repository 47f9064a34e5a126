import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Timestamp } from '../../src/jekyll/timestamp.ts'

/** What `psych.rb` says of a text. */
export interface RubyReading {
  readonly value?: unknown
  readonly error?: string
  readonly skip?: boolean
}

export const hasRuby = spawnSync('ruby', ['-ryaml', '-rjson', '-e', '1']).status === 0

/** What Ruby's YAML reads in each text. */
export function readWithRuby(texts: readonly string[]): readonly RubyReading[] {
  const { stdout } = spawnSync('ruby', [join(import.meta.dirname, 'psych.rb')], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return JSON.parse(stdout) as RubyReading[]
}

/** A value of ours in the spelling of `psych.rb`; whole floats and integers are one in JavaScript. */
export function spell(value: unknown): unknown {
  if (value instanceof Timestamp) return value.hasTime ? { time: instantOf(value) } : { date: dayOf(value) }
  if (typeof value === 'number' || typeof value === 'bigint') return { number: String(value) }
  if (Array.isArray(value)) return value.map(spell)
  if (typeof value === 'object' && value !== null)
    return { map: Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spell(item)])) }
  return value
}

/** Ruby's spelling with the differences taken out that JavaScript cannot show. */
export function leveled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(leveled)
  if (typeof value !== 'object' || value === null) return value
  if ('float' in value) return { number: String(Number(value.float)) }
  if ('integer' in value) return { number: value.integer }
  if (!('map' in value)) return value
  const pairs = (value.map as [unknown, unknown][]).map(([key, item]) => [keyOf(leveled(key)), leveled(item)])
  return { map: Object.fromEntries(pairs) as unknown }
}

function keyOf(key: unknown): string {
  if (typeof key === 'string') return key
  if (typeof key === 'boolean') return String(key)
  if (typeof key !== 'object' || key === null) return ''
  if ('number' in key) return String(key.number)
  return 'date' in key ? String(key.date) : JSON.stringify(bare(key))
}

/** Without the names of types. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== 'object' || value === null) return value
  if ('number' in value) return Number(value.number)
  return Object.fromEntries(
    Object.entries('map' in value ? (value.map as object) : {}).map(([k, v]) => [k, bare(v)]),
  )
}

const dayOf = (day: Timestamp): string =>
  [
    String(day.year).padStart(4, '0'),
    ...[day.month, day.day].map((part) => String(part).padStart(2, '0')),
  ].join('-')

function instantOf(time: Timestamp): number {
  const clock = new Date(0)
  clock.setUTCFullYear(time.year, time.month - 1, time.day)
  clock.setUTCHours(time.hour, time.minute, time.second)
  return clock.getTime() - (time.offset ?? 0) * 60_000 + Math.floor(time.fraction * 1000)
}
