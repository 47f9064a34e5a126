import type { Problem } from '../../app/index.ts'
import { counted, momentInWords } from '../words.ts'

type Rewritten = NonNullable<Problem['rewritten']>

/**
 * What is different there, by the titles of the posts that are not there any more and of those with another text:
 * `By Nell, 5 minutes ago: ‘Fog’ is not there any more, 2 posts are different.`
 */
export function differenceInWords(
  { name, date }: Pick<Rewritten, 'name' | 'date'>,
  lost: readonly string[],
  changed: readonly string[],
): string {
  const clauses = [
    ...clause(lost, 'not there any more'),
    ...clause(changed, 'different'),
    ...(lost.length + changed.length === 0 ? ['no post is different, other files are'] : []),
  ]
  const said = clauses.join(', ')
  if (name === '') return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
  return `By ${name}, ${momentInWords(date)}: ${said}.`
}

function clause(titles: readonly string[], what: string): string[] {
  const [only] = titles
  if (only === undefined) return []
  return [titles.length === 1 ? `‘${only}’ is ${what}` : `${counted(titles.length, 'post')} are ${what}`]
}
