import { dateAt, type PostDate } from './dates.ts'
import { dayText } from './file-name.ts'
import { Timestamp } from './timestamp.ts'

/** How dates are written: a day alone, with a time, with the zone too. */
export type DateForm = 'day' | 'time' | 'time with zone'

const timed = /^\d{4}-\d\d?-\d\d?([Tt]|\s+)\d\d?:\d\d(:\d\d)?(\.\d+)?(?:(\s*)(Z|[-+]\d{1,2}(:?)(?:\d\d)?))?$/

/** The form of a date's text; undefined for one that is written in words. */
export function dateFormOf(text: string): DateForm | undefined {
  if (/^\d{4}-\d\d?-\d\d?$/.test(text)) return 'day'
  const match = timed.exec(text)
  if (match === null) return undefined
  return match[5] === undefined ? 'time' : 'time with zone'
}

/**
 * A date for a front matter, spelled like another one (`2020-05-22 10:00:00 +0100`, `2020-05-22T10:00Z`, `2020-05-22`). Without a
 * sample, or after one in words: the day alone, or with time and zone where the date has a time. What Ruby's YAML reads as a
 * date is a Timestamp, other spellings are texts; a time without a zone is on the clock on which it will be read.
 */
export function spellDate(date: PostDate, zone: string, sample?: string): Timestamp | string {
  const form = sample === undefined ? undefined : dateFormOf(sample)
  const usual = date.hasTime ? '2000-01-01 00:00:00 +0000' : '2000-01-01'
  const text = spelledLike(date, zone, form === undefined ? usual : (sample ?? usual))
  return Timestamp.parse(text) ?? text
}

function spelledLike(date: PostDate, zone: string, sample: string): string {
  const match = timed.exec(sample)
  if (match === null) return dayText(date)
  const [, separator = ' ', seconds, , blank = '', offset, colon = ''] = match
  // YAML takes a whole time without a zone for UTC; Jekyll takes one without seconds for the site's own.
  const isUtc = offset === 'Z' || (offset === undefined && seconds !== undefined)
  const wall = dateAt(date.instant, isUtc ? 'UTC' : zone)
  const clock = [wall.hour, wall.minute, ...(seconds === undefined ? [] : [wall.second])].map(two).join(':')
  return `${dayText(wall)}${separator}${clock}${blank}${offset === undefined ? '' : isUtc ? 'Z' : zoneText(wall.offset, colon)}`
}

const two = (part: number): string => String(part).padStart(2, '0')

function zoneText(offset: number, colon: string): string {
  const minutes = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`
}
