import type { Post } from '../../jekyll/index.ts'
import { LiquidSyntaxError } from '../../preview/liquid/errors.ts'
import { parseTemplate, type Tag } from '../../preview/liquid/template.ts'
import { unknownTag } from '../../preview/render/unknown-tag.ts'
import { jekyllTags } from '../../preview/tags/index.ts'
import type { Advice } from '../check-post.ts'

/** A tag as it is being read. */
interface Reading {
  readonly name: string
  readonly markup: string
}

/** What in a post's text stops the site from being built: a tag that Jekyll's own rules cannot read. Plugins' tags are let be. */
export function wrongTag(post: Post, head: number): Advice[] {
  const reading: Reading[] = []
  const watched = Object.entries(jekyllTags).map(([name, tag]) => [name, watch(tag, reading)] as const)
  try {
    parseTemplate(post.body, new Map(watched), (name, markup, parser) =>
      unknownTag(name, markup, parser, () => ''),
    )
    return []
  } catch (error) {
    if (!(error instanceof LiquidSyntaxError)) throw error
    const { text, at } = placeOf(error.message, reading.at(-1), post.body)
    return [{ code: 'wrong-tag', about: text, count: 1, place: head + at }]
  }
}

/** While a tag is read, it is the last of those that are; one that cannot be read stays there. */
const watch =
  (tag: Tag, reading: Reading[]): Tag =>
  (markup, parser, name) => {
    reading.push({ name, markup })
    const node = tag(markup, parser, name)
    reading.pop()
    return node
  }

const longest = 60

/** How what is wrong begins in the text, and where. */
function placeOf(message: string, last: Reading | undefined, body: string): { text: string; at: number } {
  const named = /'([^']+)'/.exec(message)?.[1] ?? ''
  const open = /^(?:\{[{%])/.test(named) ? body.indexOf(named) : -1
  if (open !== -1) return { text: named.slice(0, longest), at: open }
  const name = /^end|^els|^when$/.test(named) || !last ? named : last.name
  const markup = name === last?.name ? last.markup.trim() : ''
  const at = tagAt(name, markup, body)
  return { text: `${name} ${markup}`.trim().slice(0, longest), at: Math.max(at, 0) }
}

/** Where the last tag of this name with this behind it stands; -1 where none does. */
function tagAt(name: string, markup: string, body: string): number {
  for (let at = body.lastIndexOf('{%'); at !== -1; at = at === 0 ? -1 : body.lastIndexOf('{%', at - 1)) {
    const rest = body.slice(at + 2, at + 2 + longest + name.length + markup.length).replace(/^-?\s*/, '')
    if (rest.startsWith(name) && rest.slice(name.length).trimStart().startsWith(markup)) return at
  }
  return -1
}
