import { readRubyYaml, Timestamp } from '../../jekyll/index.ts'
import { Float, type Hash, isHash, isNil } from '../liquid/values.ts'
import { RubyDate, RubyTime, timeIn } from '../liquid/time.ts'

/** A YAML text as Ruby values: Hash, Array, String, Integer, Float, Time, Date. Throws YamlError. */
export const readYaml = (text: string, zone: string): unknown =>
  rubyOf(
    readRubyYaml(text, (value) => new Float(value)),
    zone,
  )

/** Values as the readers of front matter give them, as Ruby values; maps in new Maps. */
export function rubyOf(value: unknown, zone: string): unknown {
  if (value instanceof Timestamp) return timeOf(value, zone)
  if (value instanceof Float || value instanceof RubyTime || value instanceof RubyDate) return value
  if (Array.isArray(value)) return value.map((each) => rubyOf(each, zone))
  if (value instanceof Map)
    return new Map([...value].map(([key, each]) => [rubyOf(key, zone), rubyOf(each, zone)]))
  if (typeof value === 'number' && !Number.isInteger(value)) return new Float(value)
  if (typeof value !== 'object' || value === null) return value
  return new Map(
    Object.keys(value).map((key) => [key, rubyOf((value as Record<string, unknown>)[key], zone)]),
  )
}

/** A day is a Date; a time without a zone is meant in UTC and read on the site's clock, one with a zone stays on its own. */
function timeOf(stamp: Timestamp, zone: string): RubyTime | RubyDate {
  if (!stamp.hasTime) return new RubyDate(stamp.year, stamp.month, stamp.day)
  const wall = new Date(0)
  wall.setUTCFullYear(stamp.year, stamp.month - 1, stamp.day)
  wall.setUTCHours(stamp.hour, stamp.minute, stamp.second, Math.round(stamp.fraction * 1000))
  if (stamp.offset === undefined) return timeIn(zone, wall.getTime())
  const instant = wall.getTime() - stamp.offset * 60_000
  const isUtc = /[Zz]$/.test(stamp.text)
  return new RubyTime(instant, stamp.offset, isUtc ? 'UTC' : '', isUtc)
}

/** Jekyll's `deep_merge_hashes`: the second over the first, maps in them likewise; nothing overwrites with nil. */
export function merged(under: Hash, over: Hash): Hash {
  const result: Hash = new Map(under)
  for (const [key, value] of over) {
    const old = result.get(key)
    if (isHash(old) && isHash(value)) result.set(key, merged(old, value))
    else if (!isNil(value) || !result.has(key)) result.set(key, value)
  }
  return result
}

export const hashOf = (value: unknown): Hash => (isHash(value) ? value : new Map())
