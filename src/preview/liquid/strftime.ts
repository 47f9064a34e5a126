/** What a format reads. */
export interface Clock {
  readonly instant: number
  readonly offset: number
  readonly zone: string
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

type Field = (wall: Date, clock: Clock) => number
/** The value, how many digits it is padded to, and with what. */
type Numeric = readonly [Field, width: number, pad: '0' | ' ']

const hour12: Field = (wall) => wall.getUTCHours() % 12 || 12
const dayOfYear: Field = (wall) =>
  Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / 86_400_000) + 1
const isoDay: Field = (wall) => wall.getUTCDay() || 7

function isoWeek(wall: Date): { year: number; week: number } {
  const thursday = new Date(wall.getTime() + (4 - (wall.getUTCDay() || 7)) * 86_400_000)
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1 }
}

const weekFrom =
  (first: number): Field =>
  (wall, clock) =>
    Math.floor((dayOfYear(wall, clock) + 6 - ((wall.getUTCDay() - first + 7) % 7)) / 7)

const numeric: Readonly<Record<string, Numeric>> = {
  Y: [(wall) => wall.getUTCFullYear(), 1, '0'],
  C: [(wall) => Math.floor(wall.getUTCFullYear() / 100), 2, '0'],
  y: [(wall) => ((wall.getUTCFullYear() % 100) + 100) % 100, 2, '0'],
  m: [(wall) => wall.getUTCMonth() + 1, 2, '0'],
  d: [(wall) => wall.getUTCDate(), 2, '0'],
  e: [(wall) => wall.getUTCDate(), 2, ' '],
  j: [dayOfYear, 3, '0'],
  H: [(wall) => wall.getUTCHours(), 2, '0'],
  k: [(wall) => wall.getUTCHours(), 2, ' '],
  I: [hour12, 2, '0'],
  l: [hour12, 2, ' '],
  M: [(wall) => wall.getUTCMinutes(), 2, '0'],
  S: [(wall) => wall.getUTCSeconds(), 2, '0'],
  u: [isoDay, 1, '0'],
  w: [(wall) => wall.getUTCDay(), 1, '0'],
  G: [(wall) => isoWeek(wall).year, 1, '0'],
  g: [(wall) => isoWeek(wall).year % 100, 2, '0'],
  V: [(wall) => isoWeek(wall).week, 2, '0'],
  U: [weekFrom(0), 2, '0'],
  W: [weekFrom(1), 2, '0'],
  s: [(_, clock) => Math.floor(clock.instant / 1000), 1, '0'],
}

type Words = (wall: Date, clock: Clock) => string

const words: Readonly<Record<string, Words>> = {
  A: (wall) => days[wall.getUTCDay()] ?? '',
  a: (wall) => (days[wall.getUTCDay()] ?? '').slice(0, 3),
  B: (wall) => months[wall.getUTCMonth()] ?? '',
  b: (wall) => (months[wall.getUTCMonth()] ?? '').slice(0, 3),
  h: (wall) => (months[wall.getUTCMonth()] ?? '').slice(0, 3),
  p: (wall) => (wall.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: (wall) => (wall.getUTCHours() < 12 ? 'am' : 'pm'),
  Z: (_, clock) => clock.zone,
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
}

const compound: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  v: '%e-%^b-%Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  '+': '%a %b %e %H:%M:%S %Z %Y',
}

const directive = /%([-0^#_]*)(\d{1,3})?(:{0,3})([EO]?)([a-zA-Z%+])/g

/** Ruby's `strftime`, with its flags `-0^#_:` and widths; what it does not know stays as it is. */
export function strftime(format: string, clock: Clock): string {
  const wall = new Date(clock.instant + clock.offset * 60_000)
  return format.replaceAll(
    directive,
    (all, flags: string, width: string | undefined, colons: string, _, name: string) => {
      const length = width === undefined ? undefined : Number(width)
      return fieldText(name, flags, length, colons, wall, clock) ?? all
    },
  )
}

function fieldText(
  name: string,
  flags: string,
  width: number | undefined,
  colons: string,
  wall: Date,
  clock: Clock,
): string | undefined {
  if (name === 'z') return offsetText(clock.offset, colons.length)
  if (name === 'N' || name === 'L') return fraction(wall, width ?? (name === 'L' ? 3 : 9))
  const own = Object.hasOwn(numeric, name) ? numeric[name] : undefined
  if (own !== undefined) return padded(own, flags, width, wall, clock)
  const format = Object.hasOwn(compound, name) ? compound[name] : undefined
  const text =
    format === undefined
      ? Object.hasOwn(words, name)
        ? words[name]?.(wall, clock)
        : undefined
      : strftime(format, clock)
  return text === undefined
    ? undefined
    : cased(text, name, flags).padStart(width ?? 0, flags.includes('0') ? '0' : ' ')
}

function padded(
  [field, least, pad]: Numeric,
  flags: string,
  width: number | undefined,
  wall: Date,
  clock: Clock,
): string {
  const value = field(wall, clock)
  if (flags.includes('-')) return String(value)
  const filler = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : pad
  return String(value).padStart(width ?? least, filler)
}

function cased(text: string, name: string, flags: string): string {
  if (flags.includes('^')) return text.toUpperCase()
  if (!flags.includes('#')) return text
  return name === 'p' || name === 'Z' ? text.toLowerCase() : text.toUpperCase()
}

function offsetText(offset: number, colons: number): string {
  const size = Math.abs(offset)
  const [hours, minutes] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'))
  const joint = colons > 0 ? ':' : ''
  return `${offset < 0 ? '-' : '+'}${hours ?? ''}${joint}${minutes ?? ''}${colons === 2 ? ':00' : ''}`
}

const fraction = (wall: Date, digits: number): string =>
  String(wall.getUTCMilliseconds()).padStart(3, '0').padEnd(digits, '0').slice(0, digits)
