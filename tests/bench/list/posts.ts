import type { Files } from '../../e2e/repository.ts'

const words =
  'tide moon ship rope sail gull wave harbor net eel crab light wind sand salt buoy oar pier reef'.split(' ')

export const titleOf = (number: number): string =>
  `The ${words[number % words.length] ?? ''} and the ${words[(number * 7 + 3) % words.length] ?? ''}, part ${number}`

export const dayOf = (number: number): string =>
  new Date(Date.UTC(2024, 0, 1) - number * 8 * 3_600_000).toISOString().slice(0, 10)

export const tagsOf = (number: number): string =>
  [words[(number * 3) % words.length], words[(number * 5 + 1) % words.length]].join(', ')

/** A blog of so many posts of 3 KB, the newest first by their numbers; every tenth is a draft. */
export function madePosts(count: number): Files {
  const posts = Array.from({ length: count }, (_, number): [string, string] => [
    number % 10 === 9 ? `_drafts/post-${number}.md` : `_posts/${dayOf(number)}-post-${number}.md`,
    `---\nlayout: post\ntitle: "${titleOf(number)}"\ntags: [${tagsOf(number)}]\n---\n\n${proseOf(number)}`,
  ])
  return { '_config.yml': 'title: The Tide Tables\n', ...Object.fromEntries(posts) }
}

/** Some 3 KB; one post in a hundred is about fog. */
function proseOf(number: number): string {
  const word = (index: number): string => words[(number * 31 + index * index + index) % words.length] ?? ''
  const fog = number % 100 === 1 ? 'The fog came into the harbor.\n\n' : ''
  const paragraph = (from: number): string =>
    `${Array.from({ length: 60 }, (_, index) => word(from + index)).join(' ')}.\n\n`
  return Array.from({ length: 10 }, (_, index) => paragraph(index * 60)).join(fog)
}
