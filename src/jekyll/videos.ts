import { mostCommon } from './tally.ts'

/** The sites whose videos are known by their addresses. */
type Site = 'youtube' | 'vimeo'

/** How a blog's posts write the videos of a site, with `slot` in the place of the video's own name. */
export type VideoHabits = Readonly<Partial<Record<Site, string>>>

const slot = '\ue000'

const addresses: Readonly<Record<Site, RegExp>> = {
  youtube:
    /^(?:https?:)?\/\/(?:www\.|m\.)?(?:youtu\.be\/|youtube(?:-nocookie)?\.com\/(?:watch\?(?:[^#]*&)?v=|embed\/|shorts\/|live\/))([\w-]{11})(?![\w-])/i,
  vimeo: /^(?:https?:)?\/\/(?:www\.|player\.)?vimeo\.com\/(?:video\/)?(\d{5,12})(?!\d)/i,
}

const plain: Readonly<Record<Site, string>> = {
  youtube: frame(`https://www.youtube-nocookie.com/embed/${slot}`),
  vimeo: frame(`https://player.vimeo.com/video/${slot}`),
}

function frame(address: string): string {
  return `<iframe width="560" height="315" src="${address}" title="Video" allowfullscreen></iframe>`
}

/** A tag on a line of its own that shows a video, by its name or by its include's. */
const tag =
  /^\{%-?[ \t]*(?:include(?:_cached)?[ \t]+\S{0,100}(?:youtube|yt|vimeo|video)|\w{0,50}(?:youtube|vimeo|video))(?:(?!%\})[^\n]){0,500}%\}[ \t]*$/gim
/** A frame, with what is only around it. */
const framed =
  /^(?:<(?:div|center|p|figure)\b[^<>\n]*>\s*)*<iframe\b[^<>]{0,1000}>\s*<\/iframe>(?:\s*<\/(?:div|center|p|figure)>)*[ \t]*$/gim

const names: Readonly<Record<Site, RegExp>> = {
  youtube: /(?<![\w-])(?=[\w-]*[\dA-Z_-])[\w-]{11}(?![\w-])/,
  vimeo: /(?<![\w-])\d{6,12}(?![\w-])/,
}

/** Learns from posts' texts how they write videos. */
export function learnVideos(texts: Iterable<string>): VideoHabits {
  const uses: Record<Site, string[]> = { youtube: [], vimeo: [] }
  for (const text of texts)
    for (const pattern of [tag, framed])
      for (const [source] of text.matchAll(pattern)) {
        const use = useIn(source.trimEnd())
        if (use) uses[use.site].push(use.template)
      }
  const [youtube, vimeo] = [habitOf(uses.youtube), habitOf(uses.vimeo)]
  const other = vimeo ?? otherProvider(youtube)
  return { ...(youtube !== undefined && { youtube }), ...(other !== undefined && { vimeo: other }) }
}

function useIn(source: string): { site: Site; template: string } | undefined {
  const site: Site = /vimeo/i.test(source) ? 'vimeo' : 'youtube'
  if (source.startsWith('<') && !/youtu\.?be|vimeo/i.test(source)) return undefined
  const given = source.startsWith('<') ? (/src\s*=\s*["']?([^"'\s>]+)/i.exec(source)?.[1] ?? '') : source
  const name = (addresses[site].exec(given) ?? addresses[site].exec(addressIn(given)))?.[1]
  const own = name ?? named(given, site)
  if (own === undefined) return undefined
  return { site, template: withoutTimes(source.replace(own, slot)) }
}

const addressIn = (source: string): string => /https?:\/\/[^\s"'%}]+/.exec(source)?.[0] ?? ''

/** What stands behind the tag's and the include's names. */
function named(source: string, site: Site): string | undefined {
  const rest = source.replace(/^\{%-?\s*(?:include(?:_cached)?\s+)?\S+/, '')
  return rest === source ? undefined : names[site].exec(rest)?.[0]
}

/** Where in a video one begins belongs to that video. */
const withoutTimes = (template: string): string =>
  template
    .replace(/([?&])(?:si|start|t|list|index)=[\w-]*(?:&(?:amp;)?)?/g, '$1')
    .replace(/[?&](?:amp;)?(?=["'\s])/g, '')

/** The most usual way to write them, with those of its parameters that are the same in all of its uses. */
function habitOf(templates: readonly string[]): string | undefined {
  const shapes = templates.map((template) => withParts(template, (name) => (name === '' ? '' : `${name}=`)))
  const shape = mostCommon(shapes)
  const same = templates.filter((_, index) => shapes[index] === shape)
  const [first] = same
  if (first === undefined) return undefined
  const isKept = (part: string, name: string): boolean =>
    part.includes(slot) || (same.length > 1 ? same.every((one) => one.includes(part)) : !own.test(name))
  return withParts(first, (name, part) => (isKept(part, name) ? part : '')).replace(
    /\s+(?=-?%\}|>)/g,
    (blank) => (first.startsWith('<') ? '' : blank.slice(0, 1)),
  )
}

/** Parameters that say something of one video. */
const own = /^(?:title|caption|alt|name|description|start|time|id|poster|image)$/i

const part = /\s+([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>%]+)/g
const withParts = (template: string, change: (name: string, part: string) => string): string =>
  template.replace(part, (whole: string, name: string) => change(name, whole))

/** `provider="youtube"`: the same include shows those of the other site. */
function otherProvider(youtube: string | undefined): string | undefined {
  return youtube !== undefined && /=\s*(["']?)youtube\1(?![\w.-])/.test(youtube)
    ? youtube.replace(/(=\s*["']?)youtube\b/, '$1vimeo')
    : undefined
}

/**
 * What a post is given for the video at an address: as the blog writes such videos, else a frame with its player, or a
 * player for a file. Undefined: the address is none of the web or of the blog.
 */
export function videoSource(address: string, habits: VideoHabits): string | undefined {
  const given = address.trim()
  for (const site of ['youtube', 'vimeo'] as const) {
    const name = addresses[site].exec(given)?.[1]
    if (name !== undefined) return (habits[site] ?? plain[site]).replaceAll(slot, name)
  }
  if (!/^(?:https?:\/\/|\/)[^\s"'<>{}]+$/.test(given)) return undefined
  if (/\.(?:mp4|webm|ogv|mov|m4v)(?:[?#].*)?$/i.test(given)) return `<video controls src="${given}"></video>`
  return given.startsWith('/') ? undefined : frame(given)
}
