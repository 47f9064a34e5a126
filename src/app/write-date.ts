import { dateAt, readDate, Timestamp } from '../jekyll/index.ts'

const written = /^\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d(:\d\d(?:\.\d*)?)?(.*)$/

/** What a clock shows: `2026-11-22`, and `09:30` or undefined for a day alone. */
export interface ClockTime {
  readonly day: string
  readonly time: string | undefined
}

/** A date of the details as the site's clock shows it, whatever zone it is written in. */
export function onClock(date: Timestamp, zone: string): ClockTime {
  const read = readDate(date, zone)
  return read
    ? { day: dayText(read), time: date.hasTime ? timeText(read) : undefined }
    : { day: '', time: undefined }
}

/**
 * A day and a time of the site's clock in the spelling of the old value: what stands between them, its seconds and its
 * zone stay. A time that is new gets the site's zone, for YAML would take it for UTC; so does one that had it, which in
 * summer may be another offset than in winter.
 */
export function writeDate(
  day: string,
  time: string | undefined,
  old: string | undefined,
  zone: string,
): string {
  if (time === undefined) return day
  const [, separator, seconds = '', rest = ''] = written.exec(old ?? '') ?? []
  if (separator === undefined) return `${day} ${time}:00 ${offsetText(offsetOf(day, time, zone))}`
  const ahead = offsetOf(day, time, zone)
  const kept = keptOffset(Timestamp.parse(old ?? ''), zone) ?? ahead
  const wall = dateAt(Date.parse(`${day}T${time}:00Z`) + (kept - ahead) * 60_000, 'UTC')
  const end =
    kept === ahead
      ? rest.replace(/[-+]\d\d?(:?)(?:\d\d)?$/, (all, colon: string) => respell(all, kept, colon))
      : rest
  return Number.isNaN(wall.instant)
    ? `${day}${separator}${time}${seconds}${rest}`
    : `${dayText(wall)}${separator}${timeText(wall)}${seconds}${end}`
}

/** The offset in which an old date is written, where that was not the one of the site's clock; undefined where it was. */
function keptOffset(old: Timestamp | undefined, zone: string): number | undefined {
  const read = old && readDate(old, zone)
  if (!old || !read) return undefined
  const own = old.offset ?? 0
  return own === read.offset && old.offset !== undefined && zone !== 'UTC' && !/z$/i.test(old.text)
    ? undefined
    : own
}

const respell = (old: string, minutes: number, colon: string): string => {
  const spelled = offsetText(minutes)
  const short = /^[-+]\d\d?$/.test(old) && spelled.endsWith('00')
  return short ? spelled.slice(0, 3) : `${spelled.slice(0, 3)}${colon}${spelled.slice(3)}`
}

/** Minutes that the zone is ahead of UTC when its clocks show this day and time. */
function offsetOf(day: string, time: string, zone: string): number {
  const wall = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(wall)) return 0
  const near = dateAt(wall, zone).offset
  return dateAt(wall - near * 60_000, zone).offset
}

const two = (number: number): string => String(number).padStart(2, '0')

/** `2026-11-22`. */
export const dayText = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** `09:30`. */
export const timeText = ({ hour, minute }: { hour: number; minute: number }): string =>
  `${two(hour)}:${two(minute)}`

/** `+0100`. */
function offsetText(minutes: number): string {
  const ahead = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}${two(ahead % 60)}`
}
