import { readTime } from '../../jekyll/index.ts'
import type { Context } from '../liquid/context.ts'
import { LiquidError } from '../liquid/errors.ts'
import type { FilterTable } from '../liquid/filters/filter-table.ts'
import { RubyDate, RubyTime, timeIn } from '../liquid/time.ts'
import { inspect, isInteger, isTime, toText } from '../liquid/values.ts'
import { renderingOf } from '../render/rendering.ts'

/** What Liquid takes for a point in time: a time, `now`, seconds since 1970, a text that Ruby's `Time.parse` reads. */
function dateOf(value: unknown, context: Context): RubyTime | RubyDate | undefined {
  if (isTime(value)) return value
  const { model } = renderingOf(context)
  if (isInteger(value)) return timeAt(Number(value), model.zone)
  if (typeof value !== 'string' || value === '') return undefined
  const text = value.toLowerCase()
  if (text === 'now' || text === 'today') return model.now
  if (/^\d+$/.test(text)) return timeAt(Number(text), model.zone)
  const read = readTime(value, model.zone)
  if (read === undefined || Number.isNaN(read.instant)) return undefined
  if (read.offset === undefined) return timeIn(model.zone, read.instant)
  const isUtc = /\b(?:utc|z|gmt)$/i.test(value) || /\dz$/i.test(value)
  return new RubyTime(read.instant, read.offset, isUtc ? 'UTC' : '', isUtc)
}

/** Ruby counts on for ever, JavaScript for 275,760 years. */
function timeAt(seconds: number, zone: string): RubyTime {
  if (Math.abs(seconds) > 8.64e12) throw new LiquidError(`${seconds} is out of range`)
  return timeIn(zone, seconds * 1000)
}

function format(input: unknown, pattern: unknown, context: Context): unknown {
  if (toText(pattern) === '') return input
  return dateOf(input, context)?.strftime(toText(pattern)) ?? input
}

/** On the site's clock. Throws what Jekyll says of something else. */
function localTime(input: unknown, context: Context): RubyTime {
  const date = dateOf(input, context)
  if (date === undefined) throw new LiquidError(`Invalid Date: '${inspect(input)}' is not a valid datetime.`)
  const { zone } = renderingOf(context).model
  return date instanceof RubyDate ? midnight(date, zone) : timeIn(zone, date.instant)
}

function midnight(date: RubyDate, zone: string): RubyTime {
  const { offset } = timeIn(zone, date.instant)
  return timeIn(zone, date.instant - offset * 60_000)
}

function inWords(input: unknown, month: string, type: unknown, style: unknown, context: Context): unknown {
  if (toText(input) === '') return input
  const time = localTime(input, context)
  if (type !== 'ordinal') return time.strftime(`%d ${month} %Y`)
  const day = Number(time.strftime('%-d'))
  const ordinal = `${day}${ending(day)}`
  return time.strftime(style === 'US' ? `${month} ${ordinal}, %Y` : `${ordinal} ${month} %Y`)
}

function ending(day: number): string {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

const xmlschema = (time: RubyTime): string => time.strftime('%Y-%m-%dT%H:%M:%S%:z')
const rfc822 = (time: RubyTime): string => time.strftime('%a, %d %b %Y %H:%M:%S %z')

const written =
  (write: (time: RubyTime) => string) =>
  (context: Context, input: unknown): unknown =>
    toText(input) === '' ? input : write(localTime(input, context))

export const dateFilters: FilterTable = {
  date: [1, 1, (context, input, pattern) => format(input, pattern, context)],
  date_to_string: [0, 2, (context, input, type, style) => inWords(input, '%b', type, style, context)],
  date_to_long_string: [0, 2, (context, input, type, style) => inWords(input, '%B', type, style, context)],
  date_to_xmlschema: [0, 0, written(xmlschema)],
  date_to_rfc822: [0, 0, written(rfc822)],
}
