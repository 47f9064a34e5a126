import { Timestamp } from './timestamp.ts'
import { textOf } from './lists.ts'
import { parseRubyTime, type WallTime } from './ruby-time.ts'

/** A point in time and how it reads on the site's clock. */
export interface PostDate extends WallTime {
  /** Milliseconds since 1970 in UTC. */
  readonly instant: number
  /** Minutes that the site's zone is ahead of UTC at that instant. */
  readonly offset: number
  readonly source: 'front matter' | 'file name'
}

/** A day of the calendar; month 1 to 12. */
export interface PostDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>()

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(zone)) formats.set(zone, makeFormat(zone))
  return formats.get(zone)
}

function makeFormat(zone: string): Intl.DateTimeFormat | undefined {
  if (zone === 'UTC') return undefined
  const number = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...number })
  } catch {
    return undefined
  }
}

/** Whether the name of a time zone is known; others are taken for UTC. */
export const isZone = (zone: string): boolean => zone === 'UTC' || formatOf(zone) !== undefined

/** Minutes that a zone is ahead of UTC at an instant. */
function offsetAt(zone: string, instant: number): number {
  const format = formatOf(zone)
  if (format === undefined || Number.isNaN(instant)) return 0
  const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]))
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = (
    ['year', 'month', 'day', 'hour', 'minute'] as const
  ).map((type) => Number(parts.get(type)))
  const wall = utc(parts.get('era') === 'BC' ? 1 - year : year, month, day, hour, minute, 0)
  return Math.round((wall - Math.floor(instant / 60_000) * 60_000) / 60_000)
}

/** Like Date.UTC, which takes the years 0 to 99 for those of another century. */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second)
  return date.getTime()
}

/** The instant at which a zone's clock reads this. */
function instantOf(wall: WallTime, zone: string): number {
  const asUtc = utc(wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second)
  if (wall.offset !== undefined) return asUtc - wall.offset * 60_000
  const guess = asUtc - offsetAt(zone, asUtc) * 60_000
  return asUtc - offsetAt(zone, guess) * 60_000
}

type Source = PostDate['source']

/** How an instant reads on a zone's clock. */
export function dateAt(
  instant: number,
  zone: string,
  hasTime = true,
  source: Source = 'front matter',
): PostDate {
  const offset = offsetAt(zone, instant)
  const wall = new Date(instant + offset * 60_000)
  return {
    instant,
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    offset,
    hasTime,
    source,
  }
}

/**
 * The date of a front matter's `date`, as Jekyll takes it: a YAML time without a zone is in UTC; a day, and a text (which Ruby's
 * `Time.parse` reads), are on the site's clock. Undefined where it is no date.
 */
export function readDate(value: unknown, zone: string): PostDate | undefined {
  const wall = wallOf(value)
  if (wall === undefined) return undefined
  const instant = instantOf(wall, zone)
  return Number.isNaN(instant) ? undefined : dateAt(instant, zone, wall.hasTime)
}

/**
 * The instant of a text as Ruby's `Time.parse` reads it on a zone's clock, and the offset that is written in it, if any. Undefined
 * where it is no date.
 */
export function readTime(
  text: string,
  zone: string,
): { instant: number; offset: number | undefined } | undefined {
  const wall = parseRubyTime(text)
  return wall && { instant: instantOf(wall, zone), offset: wall.offset }
}

function wallOf(value: unknown): WallTime | undefined {
  if (value === null || value === undefined) return undefined
  if (!(value instanceof Timestamp)) return parseRubyTime(textOf(value))
  const { year, month, day, hour, minute, second, hasTime, offset } = value
  return { year, month, day, hour, minute, second, hasTime, offset: hasTime ? (offset ?? 0) : undefined }
}

/** The date of a file's name: the first moment of that day on the site's clock. */
export function dateOfDay(day: PostDay, zone: string): PostDate | undefined {
  const wall = { ...day, hour: 0, minute: 0, second: 0, offset: undefined, hasTime: false }
  const date = dateAt(instantOf(wall, zone), zone, false, 'file name')
  return date.day === day.day && date.month === day.month ? date : undefined
}
