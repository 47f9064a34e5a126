import type { PostDay } from './dates.ts'
import { slugify } from './slugify.ts'

/** What the name of a file says. */
export interface FileName {
  /** Of `2020-05-22-title.md`; undefined where the name carries no date. */
  readonly day: PostDay | undefined
  readonly slug: string
  /** With its dot: `.md`; empty where there is none. */
  readonly extension: string
}

const dated = /^(\d{2,4})-(\d{1,2})-(\d{1,2})-(.*)(\.[^.]+)$/s
const dateless = /^(.*)(\.[^.]+)$/s

/** Reads a path's last part by Jekyll's matchers for posts and for drafts. */
export function parseFileName(path: string): FileName {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const [, year = '', month, day, title, extension] = dated.exec(name) ?? []
  if (title !== undefined && extension !== undefined)
    return {
      day: { year: fullYear(year), month: Number(month), day: Number(day) },
      slug: withoutPeriods(title),
      extension,
    }
  const [, base = name, ending = ''] = dateless.exec(name) ?? []
  return { day: undefined, slug: withoutPeriods(base), extension: ending }
}

const withoutPeriods = (text: string): string => text.replace(/(?<!\.)\.+$/, '')

/** Two digits mean the years 1969 to 2068, as Ruby takes them. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < 69 ? year + 2000 : year + 1900
}

/** The title that Jekyll makes up for a post without one: `a-new-day` is A New Day. */
export function titleOfSlug(slug: string): string {
  return slug.replace(/-+$/, '').split('-').map(capitalized).join(' ')
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

/** The name of a new post's file: `2020-05-22-a-new-day.md`. A title without a letter or digit gives `untitled`. */
export function postFileName(title: string, day: PostDay, extension: string): string {
  return `${dayText(day)}-${slugOfTitle(title)}${extension}`
}

/** The part of a file's name that a title gives; letters of other scripts stay. */
export function slugOfTitle(title: string): string {
  const slug = slugify(title)
  return slug === '' ? 'untitled' : slug.slice(0, 120).replace(/-$/, '')
}

/** `2020-05-22`. */
export function dayText({ year, month, day }: PostDay): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}
