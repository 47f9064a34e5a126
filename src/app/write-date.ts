import { dateAt } from '../jekyll/index.ts'

const written = /^\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d\d(:\d\d(?:\.\d*)?)?(.*)$/

/**
 * A day (`2026-11-22`) and a time (`09:30`, undefined for a day alone) in the spelling of the old value: what stands
 * between them, its seconds and its zone stay. A time that is new gets the site's zone, for YAML would take it for UTC.
 */
export function writeDate(
  day: string,
  time: string | undefined,
  old: string | undefined,
  zone: string,
): string {
  if (time === undefined) return day
  const [, separator, seconds = '', rest = ''] = written.exec(old ?? '') ?? []
  if (separator !== undefined) return `${day}${separator}${time}${seconds}${rest}`
  return `${day} ${time}:00 ${offsetText(offsetOf(day, time, zone))}`
}

/** Minutes that the zone is ahead of UTC when its clocks show this day and time. */
function offsetOf(day: string, time: string, zone: string): number {
  const wall = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(wall)) return 0
  const near = dateAt(wall, zone).offset
  return dateAt(wall - near * 60_000, zone).offset
}

function offsetText(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  const ahead = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}${two(ahead % 60)}`
}
