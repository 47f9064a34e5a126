import { dateAt } from '../../jekyll/index.ts'
import { strftime, type Clock } from './strftime.ts'

/** A Ruby Time: an instant, and the clock on which it is read. */
export class RubyTime {
  readonly kind = 'time'
  /** Milliseconds since 1970 in UTC. */
  readonly instant: number
  /** Minutes ahead of UTC. */
  readonly offset: number
  /** `UTC`, `CEST`; empty for a time with a bare offset. */
  readonly zone: string
  /** Whether it is a time of UTC itself, not of a clock that happens to show the same. */
  readonly isUtc: boolean

  constructor(instant: number, offset: number, zone: string, isUtc = false) {
    this.instant = instant
    this.offset = offset
    this.zone = zone
    this.isUtc = isUtc
  }

  get clock(): Clock {
    return { instant: this.instant, offset: this.offset, zone: this.zone }
  }

  strftime(format: string): string {
    return strftime(format, this.clock)
  }

  toString(): string {
    return this.isUtc ? this.strftime('%Y-%m-%d %H:%M:%S UTC') : this.strftime('%Y-%m-%d %H:%M:%S %z')
  }

  inspect(): string {
    return this.toString()
  }
}

/** A Ruby Date: a day without a time. */
export class RubyDate {
  readonly kind = 'date'
  /** The first moment of that day in UTC. */
  readonly instant: number

  constructor(year: number, month: number, day: number) {
    const date = new Date(0)
    date.setUTCFullYear(year, month - 1, day)
    this.instant = date.getTime()
  }

  strftime(format: string): string {
    return strftime(format, { instant: this.instant, offset: 0, zone: '+00:00' })
  }

  toString(): string {
    return this.strftime('%Y-%m-%d')
  }

  inspect(): string {
    const julian = Math.floor(this.instant / 86_400_000) + 2_440_588
    return `#<Date: ${this.toString()} ((${julian}j,0s,0n),+0s,2299161j)>`
  }
}

/** An instant on the clock of a time zone. */
export function timeIn(zone: string, instant: number): RubyTime {
  const { offset } = dateAt(instant, zone)
  return new RubyTime(instant, offset, zoneName(zone, instant, offset))
}

const names = new Map<string, string>()

/** `CEST` for Europe/Berlin in summer; by offset where no dialect of English has a name for it. */
function zoneName(zone: string, instant: number, offset: number): string {
  if (zone === 'UTC') return 'UTC'
  const key = `${zone} ${offset}`
  const known =
    names.get(key) ??
    findName(zone, instant) ??
    strftime('%z', { instant, offset, zone: '' }).replace(/00$/, '')
  names.set(key, known)
  return known
}

function findName(zone: string, instant: number): string | undefined {
  for (const locale of ['en-US', 'en-GB', 'en-AU', 'en-CA', 'en-NZ', 'en-ZA', 'en-IN']) {
    const format = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'short' })
    const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value
    if (name !== undefined && /^[A-Z]{3,5}$/.test(name))
      return name === 'GMT' && zone !== 'Europe/London' ? 'GMT' : name
  }
  return undefined
}
