import { parsePost, serializePost, withBody, type Post, type Site } from '../../jekyll/index.ts'
import { elementsOf } from '../check-post.ts'

/** The file of a post whose picture at an offset says what it shows; undefined where that cannot be written there. */
export function withPictureWords(
  path: string,
  text: string,
  at: number,
  words: string,
  site: Site,
): string | undefined {
  const post = parsePost(path, text, site)
  const from = at - (text.length - post.body.length)
  const behind = /^!\[\s*/.exec(post.body.slice(from))?.[0].length
  const said = words.replaceAll(/\s+/g, ' ').trim()
  if (behind === undefined || post.body[from + behind] !== ']' || said === '') return undefined
  const spellings = [said, said.replaceAll(/[\\`*_{}[\]<>|$"':]/g, '\\$&')]
  const bodies = spellings.map(
    (each) => `${post.body.slice(0, from)}![${each}${post.body.slice(from + behind)}`,
  )
  const body = bodies.find((each) => says(withBody(post, each), from, said, site))
  return body === undefined ? undefined : serializePost(withBody(post, body))
}

/** Whether a picture stands there that says these words. */
function says(post: Post, from: number, words: string, site: Site): boolean {
  const picture = elementsOf(post, site).find(({ type, span }) => type === 'img' && span[0] === from)
  return picture?.attributes.get('alt') === words
}
