/** What a clock on the wall shows; `offset` in minutes ahead of UTC where a zone is written. */
export interface WallTime {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly offset: number | undefined
  /** False where only a day was written. */
  readonly hasTime: boolean
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
// All that Ruby's Time knows by name; others it leaves aside.
const zones: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
}

/**
 * A text as Ruby's `Time.parse` reads the ways in which people write dates: `2020-05-22 10:00`, `2020/5/22`, `22 May 2020`,
 * `May 22, 2020 3pm`, `20200522`. Undefined where there is no day in it.
 */
export function parseRubyTime(text: string): WallTime | undefined {
  if (text.length > 128) return undefined
  const day = parseDay(text)
  if (day === undefined || day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return undefined
  const clock = parseClock(text)
  return clock && { ...day, ...clock }
}

function parseDay(text: string): { year: number; month: number; day: number } | undefined {
  const iso = /(?:^|[^\d])(\d{2,4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text)
  if (iso) return { year: fullYear(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  const compact = /(?:^|\s)(\d{4})(\d{2})(\d{2})(?:\D|$)/.exec(text)
  if (compact) return { year: Number(compact[1]), month: Number(compact[2]), day: Number(compact[3]) }
  const backwards = /(?:^|\s)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(text)
  if (backwards) return { year: Number(backwards[3]), month: Number(backwards[2]), day: Number(backwards[1]) }
  return parseNamedDay(text)
}

/** `22 May 2020`, `May 22, 2020`, `May 22 10:00:00 CEST 2020`. */
function parseNamedDay(text: string): { year: number; month: number; day: number } | undefined {
  const dayFirst =
    /(\d{1,2})(?:st|nd|rd|th)?[\s-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[\s-]+(\d{2,4})/i.exec(
      text,
    )
  if (dayFirst) return named(dayFirst[2], dayFirst[1], dayFirst[3])
  const monthFirst =
    /(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:\d{1,2}:\d\d(?::\d\d)?\s+(?:[a-z]{1,5}\s+)?)?(\d{4})(?!\d|:)/i.exec(
      text,
    )
  return monthFirst ? named(monthFirst[1], monthFirst[2], monthFirst[3]) : undefined
}

function named(month = '', day = '', year = ''): { year: number; month: number; day: number } {
  return { year: fullYear(year), month: months.indexOf(month.toLowerCase()) + 1, day: Number(day) }
}

function fullYear(digits = ''): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 69 ? year + 2000 : year + 1900
}

type Clock = Pick<WallTime, 'hour' | 'minute' | 'second' | 'offset' | 'hasTime'>

const clockPattern =
  /(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,]\d*)?)?|h\b)?(?:\s*([ap])\.?m\b\.?)?\s*(?:([-+]\d{1,2})(?!\d*[-/.]):?(\d{2})?|\(?([a-z]{1,4})\b(?![-+]\d))?/gi

function parseClock(text: string): Clock | undefined {
  const match = [...text.matchAll(clockPattern)].find(
    (each) => each[2] !== undefined || each[4] !== undefined,
  )
  if (match === undefined) return { hour: 0, minute: 0, second: 0, offset: undefined, hasTime: false }
  const clock = {
    minute: Number(match[2] ?? 0),
    second: Number(match[3] ?? 0),
    hour: hourOf(match[1], match[4]),
  }
  if (clock.hour > 24 || clock.minute > 59 || clock.second > 60) return undefined
  return { ...clock, offset: zoneOf(match), hasTime: true }
}

function hourOf(digits = '', half: string | undefined): number {
  const hour = Number(digits)
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function zoneOf(match: readonly (string | undefined)[]): number | undefined {
  const [hours, minutes, name] = match.slice(5)
  if (hours === undefined) return zones[name?.toLowerCase() ?? '']
  const whole = Math.abs(Number(hours)) * 60 + Number(minutes ?? 0)
  return hours.startsWith('-') ? -whole : whole
}
