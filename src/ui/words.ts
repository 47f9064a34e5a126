import type { PostItem, PostStatus } from '../app/index.ts'

/** A day on the site's clock; months count from 1. */
interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** `22 May 2020`. */
export function dayInWords({ year, month, day }: Day): string {
  return dayFormat.format(Date.UTC(year, month - 1, day))
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** `5 minutes ago`, `yesterday`; a day where it is longer ago than a week. A clock that is ahead says `now`. */
export function momentInWords(moment: number, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((now - moment) / 60_000))
  if (minutes < 60) return minutes === 0 ? 'just now' : relative.format(-minutes, 'minute')
  if (minutes < 24 * 60) return relative.format(-Math.round(minutes / 60), 'hour')
  if (minutes < 7 * 24 * 60) return relative.format(-Math.round(minutes / 60 / 24), 'day')
  return `on ${dayFormat.format(moment)}`
}

/** `at 14:05` today, else `on 22 May 2020`: what stays true while it stands there. */
function timeInWords(moment: number, now = Date.now()): string {
  const date = new Date(moment)
  const isToday = date.toDateString() === new Date(now).toDateString()
  if (!isToday) return `on ${dayFormat.format(moment)}`
  return `at ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`
}

/** `Changed by Nell at 14:05`. */
export function elsewhereInWords({ kind, who, when }: NonNullable<PostItem['elsewhere']>): string {
  const deed = kind === 'new' ? 'New' : 'Changed'
  const by = who === undefined ? ' elsewhere' : ` by ${who}`
  return deed + by + (when === undefined ? '' : ` ${timeInWords(when)}`)
}

/** `820 KB`, `12.3 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000)).toString()} KB`
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0).replace(/\.0$/, '')} MB`
}

const numbers = new Intl.NumberFormat('en')

/** `1 word`, `1,204 words`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`
}

export const statusWords: Readonly<Record<PostStatus, string>> = {
  draft: 'Draft',
  published: 'Published',
  future: 'Scheduled',
  hidden: 'Hidden',
}

const changeWords: Readonly<Record<Exclude<NonNullable<PostItem['change']>, 'moved'>, string>> = {
  new: 'New',
  edited: 'Changed',
  deleted: 'Deleted',
  conflict: 'Changed elsewhere too',
}

type Condition = Pick<PostItem, 'status' | 'change'>

/** What this device changed of a post; undefined where nothing. */
export function changeWord({ change, status }: Condition): string | undefined {
  if (change === 'moved') return status === 'draft' ? 'Now a draft' : 'Now a post'
  return change && changeWords[change]
}

/** The status as far as it is true already: what the blog does not have yet is not published on it. */
export function trueStatus({ change, status }: Condition): PostStatus | undefined {
  if (change === 'deleted' || (change === 'moved' && status === 'draft')) return undefined
  return status === 'published' && (change === 'new' || change === 'moved') ? undefined : status
}

/** Words per minute of somebody who reads attentively. */
const pace = 220

/** `1,204 words · 5 min`. */
export function lengthInWords(words: number): string {
  const minutes = words === 0 ? '' : ` · ${Math.max(1, Math.round(words / pace))} min`
  return counted(words, 'word') + minutes
}

/** The keys as this computer's keyboard has them: `⌘K`, `Ctrl+K`. */
export function shortcut(key: string): string {
  return /Mac|iP(hone|ad)/.test(navigator.platform) ? `⌘${key}` : `Ctrl+${key}`
}
