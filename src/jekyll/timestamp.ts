/**
 * A YAML date (`2020-05-22`) or time (`2020-05-22 10:00:00 +0100`). It keeps its spelling and is never shifted: Ruby makes a Date
 * of the one and a Time of the other.
 */
export class Timestamp {
  /** As it is spelled. */
  readonly text: string
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hasTime: boolean
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** What follows the second: 0.25. */
  readonly fraction: number
  /** Minutes ahead of UTC; undefined where no zone is written, which YAML takes for UTC. */
  readonly offset: number | undefined

  private constructor(text: string, parts: Parts) {
    this.text = text
    this.year = parts.year
    this.month = parts.month
    this.day = parts.day
    this.hasTime = parts.hasTime
    this.hour = parts.hour
    this.minute = parts.minute
    this.second = parts.second
    this.fraction = parts.fraction
    this.offset = parts.offset
  }

  /** The timestamp that a plain scalar of this text is, or undefined where Ruby's YAML reads something else. */
  static parse(text: string): Timestamp | undefined {
    const parts = parseDay(text) ?? parseTime(text)
    return parts && new Timestamp(text, parts)
  }

  toString(): string {
    return this.text
  }

  toJSON(): string {
    return this.text
  }
}

interface Parts {
  year: number
  month: number
  day: number
  hasTime: boolean
  hour: number
  minute: number
  second: number
  fraction: number
  offset: number | undefined
}

const dayPattern = /^(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)$/
const timePattern =
  /^(-?\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|[ \t]+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?[ \t]*(?:(Z)|([-+])(\d{1,2}):?(\d\d)?)?$/

function parseDay(text: string): Parts | undefined {
  const match = dayPattern.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  if (month < 1 || day < 1 || day > daysIn(year, month)) return undefined
  return { year, month, day, hasTime: false, hour: 0, minute: 0, second: 0, fraction: 0, offset: undefined }
}

function parseTime(text: string): Parts | undefined {
  const match = timePattern.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  // What Ruby's Time accepts: the 31st of any month, the hour 24 if nothing follows it, the second 60.
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined
  const offset = offsetOf(match)
  if (offset !== undefined && Math.abs(offset) >= 24 * 60) return undefined
  const fraction = Number(`0.${match[7] ?? ''}0`)
  return { year, month, day, hasTime: true, hour, minute, second, fraction, offset }
}

/** Ruby's YAML takes `-00:30` for half an hour ahead. */
function offsetOf(match: readonly (string | undefined)[]): number | undefined {
  if (match[8] === 'Z') return 0
  if (match[9] === undefined) return undefined
  const sign = match[9] === '-' && Number(match[10]) > 0 ? -1 : 1
  return sign * (Number(match[10]) * 60 + Number(match[11] ?? 0))
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}
