import { readTag, type Tag } from './tag.ts'

/** How a tag is shown: a card, the beginning or the end of a bracket, a line between them, a note, a text as it is. */
export type TagShape = 'card' | 'opening' | 'closing' | 'between' | 'note' | 'raw'

export interface TagWords {
  readonly shape: TagShape
  /** What it is: `Include: figure.html`, `Only if page.comments`. */
  readonly label: string
  /** What more is to say: its parameters, the text of a note. */
  readonly detail: string
}

const openings: Readonly<Record<string, (rest: string) => string>> = {
  if: (rest) => `Only if ${rest}`,
  unless: (rest) => `Only unless ${rest}`,
  ifchanged: () => 'Only if it changed',
  for: (rest) => `For each ${rest}`,
  tablerow: (rest) => `A row for each ${rest}`,
  case: (rest) => `Depending on ${rest}`,
  capture: (rest) => `Kept for later as “${rest}”`,
}

const closings: Readonly<Record<string, string>> = {
  endif: 'End of “only if”',
  endunless: 'End of “only unless”',
  endifchanged: 'End of “only if it changed”',
  endfor: 'End of “for each”',
  endtablerow: 'End of the rows',
  endcase: 'End of “depending on”',
  endcapture: 'End of what is kept for later',
}

const between: Readonly<Record<string, (rest: string) => string>> = {
  else: () => 'Otherwise',
  elsif: (rest) => `Otherwise, if ${rest}`,
  when: (rest) => `For ${rest}`,
  break: () => 'Stop here',
  continue: () => 'On to the next',
  assign: (rest) => `Remembers ${rest.replace(/\s*=\s*/, ' as ')}`,
}

/** Embeds that blogs know by these names, as a tag or as an include. */
const embeds: readonly (readonly [RegExp, string])[] = [
  [/^(?:youtube|yt)/i, 'YouTube video'],
  [/^vimeo/i, 'Vimeo video'],
  [/video/i, 'Video'],
  [/^gist/i, 'Gist'],
  [/tweet|twitter/i, 'Tweet'],
  [/^spotify|soundcloud|audio|podcast/i, 'Audio'],
  [/^codepen/i, 'CodePen'],
]

/** What the author reads of a tag. */
export function wordsOfTag(source: string): TagWords {
  const tag = readTag(source)
  const { name, rest, content } = tag
  if (name === 'comment') return { shape: 'note', label: 'Note to yourself', detail: oneLine(content ?? '') }
  if (name === 'raw' && content !== undefined)
    return { shape: 'raw', label: 'Shown exactly as written', detail: content.replace(/^\n|\n$/g, '') }
  const opening = openings[name]
  if (opening) return { shape: 'opening', label: opening(oneLine(rest)), detail: '' }
  const closing = closings[name] ?? endOf(name)
  if (closing !== undefined) return { shape: 'closing', label: closing, detail: '' }
  const line = between[name]
  if (line) return { shape: 'between', label: line(oneLine(rest)), detail: '' }
  return { shape: 'card', label: cardLabel(tag), detail: detailOf(tag) }
}

const endOf = (name: string): string | undefined =>
  name.startsWith('end') && name.length > 3 ? `End of “${plain(name.slice(3))}”` : undefined

function cardLabel({ name, file, rest }: Tag): string {
  const known = embeds.find(([names]) => names.test(file?.replace(/^.*\//, '') ?? name))?.[1]
  if (file !== undefined) return known ?? `Include: ${file.replace(/^["']|["']$/g, '')}`
  return known ?? (name === '' ? oneLine(rest) : capital(plain(name)))
}

function detailOf({ file, parameters, rest }: Tag): string {
  if (parameters.length > 0)
    return parameters.map(({ name, value }) => `${plain(name)}: ${value}`).join(' · ')
  return file === undefined ? oneLine(rest.replace(/^(["'])(.*)\1$/, '$2')) : ''
}

/** Names of things whose values mostly are known, in the author's words. */
const outputs: Readonly<Record<string, string>> = {
  'page.title': 'The post’s title',
  'page.date': 'The post’s date',
  'page.url': 'The post’s address',
  'page.author': 'The post’s author',
  'page.excerpt': 'The post’s beginning',
  'site.title': 'The blog’s title',
  'site.description': 'The blog’s description',
  'site.url': 'The blog’s address',
  'site.baseurl': 'Where the blog stands',
  'site.time': 'The time of publishing',
  content: 'The page’s text',
}

/** What a `{{ … }}` puts into the page, in words; what is done to it is left out. */
export function wordsOfOutput(source: string): string {
  const [expression = ''] = source.replace(/^\{\{-?\s*|\s*-?\}\}$/g, '').split('|')
  const name = expression.trim()
  const literal = /^(["'])(.*)\1$/s.exec(name)?.[2]
  return (
    literal ?? outputs[name] ?? (/^[\w.-]+$/.test(name) ? capital(plain(name.replace(/\./g, ' '))) : name)
  )
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const plain = (name: string): string => name.replace(/[-_]+/g, ' ').trim()
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
