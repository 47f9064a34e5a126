import { statusOf, Timestamp, type Entry, type PostDate, type Site, type Status } from '../jekyll/index.ts'
import { dayText, onClock, timeText, type ClockTime } from './write-date.ts'

/** What a post's date means for its readers. */
export interface Timing {
  /** As the site's clock shows it; undefined where it has none. */
  readonly date: PostDate | undefined
  readonly status: Status
  /** It lies ahead. */
  readonly ahead: boolean
  /** The name of the site's zone. */
  readonly zone: string
  /** The time as the file has it, in another zone than the site's; undefined where both clocks show the same. */
  readonly written: string | undefined
}

/** `now`: milliseconds. */
export function timingOf(post: Entry, site: Site, now: number): Timing {
  const { date } = post
  return {
    date,
    status: statusOf(post, site, now),
    ahead: date !== undefined && date.instant > now,
    zone: site.config.timezone,
    written: date && writtenElsewhere(post.frontMatter.get('date'), date),
  }
}

function writtenElsewhere(value: unknown, date: PostDate): string | undefined {
  if (!(value instanceof Timestamp) || !value.hasTime || (value.offset ?? 0) === date.offset) return undefined
  return value.text
}

/** What the fields of a date show: the site's clock, for what the details do not say, the file's name. */
export function clockOf(post: Entry, key: string, zone: string): ClockTime {
  const value = post.frontMatter.get(key)
  if (value instanceof Timestamp) return onClock(value, zone)
  const { date } = post
  if (key !== 'date' || !date) return { day: '', time: undefined }
  return { day: dayText(date), time: date.hasTime ? timeText(date) : undefined }
}
