import type { Bulletin } from '../app/index.ts'
import { counted, momentInWords } from './words.ts'

const deeds = [
  ['changed', 'changed'],
  ['new', 'added'],
  ['deleted', 'deleted'],
] as const

/**
 * What others did, in one sentence: `Nell changed ‘Fog’ 5 minutes ago.` Where several of them may have, the latest is
 * named: `2 posts were changed and 1 was added elsewhere, the latest by Nell 5 minutes ago.`
 */
export function newsInWords({ posts, by }: Bulletin): string {
  const when = by ? ` ${momentInWords(by.date)}` : ''
  if (by?.alone === true) return `${by.name} ${joined(posts, activeOf)}${when}.`
  const latest = by ? `, the latest by ${by.name}${when}` : ''
  return `${joined(posts, passiveOf)} elsewhere${latest}.`
}

type Clause = (verb: string, count: number, title: string) => string

/** `changed 2 posts`, or the one by its title. */
const activeOf: Clause = (verb, count, title) =>
  `${verb} ${count === 1 ? `‘${title}’` : counted(count, 'post')}`

const passiveOf: Clause = (verb, count, title) =>
  count === 1 ? `‘${title}’ was ${verb}` : `${counted(count, 'post')} were ${verb}`

function joined(posts: Bulletin['posts'], clause: Clause): string {
  const clauses = deeds.flatMap(([kind, verb]) => {
    const these = posts.filter((post) => post.kind === kind)
    return these[0] ? [clause(verb, these.length, these[0].title)] : []
  })
  const end = clauses.at(-1) ?? ''
  return clauses.length < 2 ? end : `${clauses.slice(0, -1).join(', ')} and ${end}`
}
