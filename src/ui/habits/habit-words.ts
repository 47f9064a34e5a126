import type { Evidence } from '../../app/evidence.ts'
import type { Conventions } from '../../jekyll/index.ts'
import { counted } from '../words.ts'

interface Choice {
  readonly value: string
  readonly name: string
}

export const dateChoices: readonly Choice[] = [
  { value: 'day', name: 'the day alone' },
  { value: 'time', name: 'the day and the time' },
  { value: 'time with zone', name: 'the day, the time and the time zone' },
  { value: 'none', name: 'no date: the file’s name says the day' },
]

export const quoteChoices: readonly Choice[] = [
  { value: 'plain', name: 'without quotation marks' },
  { value: 'single', name: 'in single quotation marks' },
  { value: 'double', name: 'in double quotation marks' },
]

export const listChoices: readonly Choice[] = [
  { value: 'flow', name: 'in one line, in brackets' },
  { value: 'block', name: 'each on a line of its own' },
  { value: 'commas', name: 'in one line, with commas' },
  { value: 'blanks', name: 'in one line, with spaces' },
]

export const linkChoices: readonly Choice[] = [
  { value: 'address', name: 'by the post’s address' },
  { value: 'baseurl', name: 'by the address behind that of the site' },
  { value: 'relative_url', name: 'by the address, completed by the site' },
  { value: 'post_url', name: 'by the post’s name; the site finds the address' },
  { value: 'link', name: 'by the post’s file; the site finds the address' },
  { value: 'relative', name: 'by the way from one post to the other' },
]

export const captionChoices: readonly Choice[] = [
  { value: 'emphasized', name: 'as a line in italics below the picture' },
  { value: 'small', name: 'as a line in small letters below the picture' },
]

export const endings: readonly Choice[] = ['.md', '.markdown', '.mkd', '.html'].map((value) => ({
  value,
  name: value,
}))

/** The name of a choice; what is none of them is written in a way of its own. */
export const named = (choices: readonly Choice[], value: string | undefined): string =>
  choices.find((choice) => choice.value === value)?.name ?? 'in a way of its own'

/** Which of the choices a blog's links are. */
export function linkName({ link }: Conventions): string {
  if (link.names === 'post') return named(linkChoices, 'post_url')
  if (link.names === 'path') return named(linkChoices, 'link')
  if (link.names === 'relative') return named(linkChoices, 'relative')
  if (link.after !== '') return named(linkChoices, 'relative_url')
  return named(linkChoices, link.before === '' ? 'address' : 'baseurl')
}

/** `So it is in 38 of 40 posts with tags.` `which`: what is said of the posts; nothing where there are none. */
export function seen({ count, of }: Evidence, which = ''): string {
  if (of === 0) return ''
  if (count === 0) return `No post${which === '' ? '' : ` ${which}`} shows it yet.`
  const posts = [counted(of, 'post'), which].join(' ').trim()
  return `So it is in ${count === of ? '' : `${count} of `}${posts}.`
}
