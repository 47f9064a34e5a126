import { Node } from '@tiptap/core'
import type { Element } from '../../kramdown/index.ts'
import type { Construct, ReadBlock } from '../construct.ts'
import { attributeOf, startTagOf } from '../html-tag.ts'
import { kept } from './attribute-list.ts'

/** What of another site, or what program, a block of HTML brings into the page: shown as a card, never run. */
const extension = Node.create({
  name: 'embed',
  group: 'block htmlPart',
  atom: true,
  draggable: true,
  addAttributes: () => ({ source: kept('') }),
  renderHTML: ({ node }) => ['pre', { class: 'galley-island' }, embedName(String(node.attrs.source))],
  renderText: ({ node }) => String(node.attrs.source),
})

const brought = new Set(['iframe', 'video', 'audio', 'object', 'embed', 'script', 'style', 'link'])

/** Elements that are only around what is brought. */
const wrapping = new Set(['div', 'center', 'p', 'figure'])

export const wrapsEmbeds = (name: string): boolean => wrapping.has(name.toLowerCase())

/** Whether an element brings something in, and nothing else. */
export function isEmbed(element: Element): boolean {
  if (element.type !== 'html_element') return false
  if (brought.has(element.name)) return true
  if (!wrapping.has(element.name) || element.content !== 'raw') return false
  const inside = element.children.filter(
    (child) => child.type !== 'markup' && !(child.type === 'text' && child.value.trim() === ''),
  )
  return inside.length > 0 && inside.every(isEmbed)
}

const sites: readonly (readonly [RegExp, string])[] = [
  [/youtube(?:-nocookie)?\.com|youtu\.be/, 'Video on YouTube'],
  [/vimeo\.com/, 'Video on Vimeo'],
  [/gist\.github\.com/, 'Code on GitHub'],
  [/platform\.twitter\.com|twitter-tweet/, 'Post on Twitter'],
  [/soundcloud\.com/, 'Sound on SoundCloud'],
  [/spotify\.com/, 'Sound on Spotify'],
  [/codepen\.io/, 'Pen on CodePen'],
  [/slideshare\.net|speakerdeck\.com/, 'Slides'],
  [/google\.[a-z.]+\/maps|openstreetmap\.org/, 'Map'],
]

const kinds: Readonly<Record<string, string>> = {
  iframe: 'Page of another site',
  video: 'Video',
  audio: 'Sound',
  script: 'Script',
  style: 'Looks of this page',
  link: 'Looks of this page',
}

/** What the author reads on the card. */
export function embedName(source: string): string {
  const site = sites.find(([pattern]) => pattern.test(source))?.[1]
  const first = /<(iframe|video|audio|object|embed|script|style|link)\b/i.exec(source)?.[1] ?? ''
  return site ?? kinds[first.toLowerCase()] ?? 'Something of another site'
}

/** The address from which it comes; undefined where it is written out in the post. */
export function embedAddress(source: string): string | undefined {
  for (const [start] of source.matchAll(/<(?:iframe|video|audio|source|object|embed|script|link)\b/gi)) {
    const tag = startTagOf(source.slice(source.indexOf(start)))
    const address = tag && (attributeOf(tag, 'src') ?? attributeOf(tag, 'data') ?? attributeOf(tag, 'href'))
    if (address !== undefined) return address
  }
  return undefined
}

const readEmbed: ReadBlock = (element, { schema, text, ial }) => {
  if (ial !== null || !isEmbed(element) || ('closed' in element && !element.closed)) return undefined
  return { node: schema.node('embed', { source: text.slice(element.span).trim() }) }
}

export const embed: Construct = {
  extensions: [extension],
  special: [readEmbed],
  printBlock: { embed: (node) => String(node.attrs.source) },
}
