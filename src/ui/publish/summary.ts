import type { ReviewItem } from '../../app/index.ts'
import { counted } from '../words.ts'

/** What the author reads for keys whose own name says too little, after “the”. */
const known: Readonly<Record<string, string>> = {
  image: 'picture of the post',
  permalink: 'address',
  lang: 'language',
}

const verbs = ['changed', 'added', 'removed'] as const

/** All of it in one sentence: `In ‘Fog’ you changed 1 paragraph and the tags, and added 1 picture.` */
export function summarize(items: readonly ReviewItem[]): string {
  const posts = items.filter(({ kind }) => kind !== 'picture')
  const pictures = items.filter(({ kind }) => kind === 'picture')
  const [only] = posts
  if (only && posts.length === 1) return about(only, pictures)
  const clauses = [...countClauses(posts, 'post'), ...countClauses(pictures, 'picture')]
  return clauses.length === 0 ? 'Nothing has changed.' : `You ${joined(clauses)}.`
}

/** What was done to one post: `changed 1 paragraph and the tags, and made it a draft`; empty where nothing can be named. */
export function deeds({ sentences }: Pick<ReviewItem, 'sentences'>): string {
  const clauses = verbs.flatMap((verb) => {
    const things = sentences.flatMap((sentence) =>
      sentence.endsWith(` ${verb}`) ? thing(sentence.slice(0, -verb.length - 1)) : [],
    )
    return things.length === 0 ? [] : [`${verb} ${joined(things)}`]
  })
  const moves = sentences.flatMap((sentence) => /^made (a .*)$/.exec(sentence)?.[1] ?? [])
  return joined([...clauses, ...moves.map((place) => `made it ${place}`)], ', and ')
}

function about(item: ReviewItem, pictures: readonly ReviewItem[]): string {
  const title = `‘${item.title}’`
  const done = deeds(item)
  const whole = { new: `wrote ${title}`, deleted: `deleted ${title}`, edited: '', moved: '' }[item.change]
  if (whole !== '') return `You ${joined([whole, ...countClauses(pictures, 'picture')])}.`
  if (done === '') return `You changed ${title}.`
  const made = /^made it (a .*)$/.exec(done)?.[1]
  return made === undefined ? `In ${title} you ${done}.` : `You made ${title} ${made}.`
}

function countClauses(items: readonly ReviewItem[], noun: 'post' | 'picture'): string[] {
  const kinds = [
    ['changed', ['edited', 'moved']],
    [noun === 'post' ? 'wrote' : 'added', ['new']],
    ['deleted', ['deleted']],
  ] as const
  return kinds.flatMap(([verb, changes]) => {
    const count = items.filter(({ change }) => changes.some((one) => one === change)).length
    return count === 0 ? [] : [`${verb} ${counted(count, noun)}`]
  })
}

/** `2 lists` stays; a key of the details becomes words: `the read time`. */
function thing(name: string): string {
  if (/^\d/.test(name)) return name
  if (name === 'published') return 'whether it is shown'
  const usual = Object.hasOwn(known, name) ? known[name] : undefined
  return `the ${usual ?? name.replace(/[_-]+/g, ' ')}`
}

/** `one`, `one and two`, `one, two and three`. */
function joined(parts: readonly string[], last = ' and '): string {
  const end = parts.at(-1) ?? ''
  return parts.length < 2 ? end : parts.slice(0, -1).join(', ') + last + end
}
