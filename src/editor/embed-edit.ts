import { attributeOf, startTagOf, withAttribute } from './html-tag.ts'

/** What of an embed an author may change. Undefined: it is not written there. */
export interface EmbedParts {
  readonly address: string | undefined
  /** What screen readers call it; null where it could have one and has none. */
  readonly title: string | null | undefined
  readonly width: string | undefined
  readonly height: string | undefined
  /** Width to height, as in `16 / 9`. */
  readonly proportions: string | undefined
}

interface TagAt {
  readonly tag: string
  readonly at: number
}

function tagsIn(source: string, names: RegExp): TagAt[] {
  return [...source.matchAll(names)].flatMap(({ index }) => {
    const tag = startTagOf(source.slice(index))
    return tag === undefined ? [] : [{ tag, at: index }]
  })
}

const addressed = /<(?:iframe|video|audio|source|object|embed|script|link)\b/gi
const framed = /<(?:iframe|video|audio|object|embed)\b/gi
const anything = /<[a-z]/gi

const addressName = ({ tag }: TagAt): string | undefined =>
  ['src', 'data', 'href'].find((name) => attributeOf(tag, name) !== undefined)

const ratio = /(aspect-ratio\s*:\s*)([^;]*[^;\s])/i

/** Where a part is written: the tag and the attribute that says it. */
function placeOf(source: string, part: keyof EmbedParts): (TagAt & { readonly name: string }) | undefined {
  if (part === 'address')
    return tagsIn(source, addressed).flatMap((at) => {
      const name = addressName(at)
      return name === undefined ? [] : [{ ...at, name }]
    })[0]
  if (part === 'proportions') {
    const found = tagsIn(source, anything).find(({ tag }) => ratio.test(attributeOf(tag, 'style') ?? ''))
    return found && { ...found, name: 'style' }
  }
  const [first] = tagsIn(source, framed)
  return first && (part === 'title' || attributeOf(first.tag, part) !== undefined)
    ? { ...first, name: part }
    : undefined
}

function valueOf(source: string, part: keyof EmbedParts): string | undefined {
  const place = placeOf(source, part)
  const value = place && attributeOf(place.tag, place.name)
  return part === 'proportions' ? ratio.exec(value ?? '')?.[2] : value
}

/** Takes the source of an embed apart. */
export function readEmbed(source: string): EmbedParts {
  return {
    address: valueOf(source, 'address'),
    title: placeOf(source, 'title') && (valueOf(source, 'title') ?? null),
    width: valueOf(source, 'width'),
    height: valueOf(source, 'height'),
    proportions: valueOf(source, 'proportions'),
  }
}

/** The source with another value of a part; nothing but that attribute's bytes changes. An empty title goes. */
export function withEmbedPart(source: string, part: keyof EmbedParts, value: string): string {
  const place = placeOf(source, part)
  if (!place) return source
  const { tag, at, name } = place
  const before = attributeOf(tag, name)
  const words = part === 'address' ? embedded(value, before ?? '') : value.replace(/[;]/g, '')
  const next =
    part === 'proportions' ? (before ?? '').replace(ratio, (_all, start: string) => start + words) : words
  const changed = withAttribute(tag, name, part === 'title' && value === '' ? null : next)
  return source.slice(0, at) + changed + source.slice(at + tag.length)
}

const watched = /^https?:\/\/(?:www\.|m\.)?(?:youtube\.com\/watch\?(?:[^#]*&)?v=|youtu\.be\/)([\w-]{6,})/

/** A video's page cannot stand in a frame; where a frame of such a video stood, the address becomes that of the frame. */
function embedded(address: string, before: string): string {
  const video = watched.exec(address)?.[1]
  const home = /^(?:https?:)?\/\/[^/]+\/embed\//.exec(before)?.[0]
  return video !== undefined && home !== undefined ? home + video : address
}
