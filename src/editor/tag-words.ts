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

/** `…` stands for what the tag is given. */
const openings: Readonly<Record<string, string>> = {
  if: 'Only if …',
  unless: 'Only unless …',
  ifchanged: 'Only if it changed',
  for: 'For each …',
  tablerow: 'A row for each …',
  case: 'Depending on …',
  capture: 'Kept for later as “…”',
}

const closings: Readonly<Record<string, string>> = {
  endif: '“only if”',
  endunless: '“only unless”',
  endifchanged: '“only if it changed”',
  endfor: '“for each”',
  endtablerow: 'the rows',
  endcase: '“depending on”',
  endcapture: 'what is kept for later',
}

const between: Readonly<Record<string, string>> = {
  else: 'Otherwise',
  elsif: 'Otherwise, if …',
  when: 'For …',
  break: 'Stop here',
  continue: 'On to the next',
  assign: 'Remembers …',
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

/** A tag may be called what every object knows: `{% toString %}`. */
const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** What the author reads of a tag. */
export function wordsOfTag(source: string): TagWords {
  const tag = readTag(source)
  const { name, rest, content } = tag
  if (name === 'comment') return { shape: 'note', label: 'Note to yourself', detail: oneLine(content ?? '') }
  if (name === 'raw' && content !== undefined)
    return { shape: 'raw', label: 'Shown exactly as written', detail: content.replace(/^\n|\n$/g, '') }
  const opening = own(openings, name)
  if (opening !== undefined) return { shape: 'opening', label: filled(opening, rest), detail: '' }
  const closing = endOf(name)
  if (closing !== undefined) return { shape: 'closing', label: closing, detail: '' }
  const line = own(between, name)
  const named = name === 'assign' ? rest.replace(/\s*=\s*/, ' as ') : rest
  if (line !== undefined) return { shape: 'between', label: filled(line, named), detail: '' }
  return { shape: 'card', label: cardLabel(tag), detail: detailOf(tag) }
}

const endOf = (name: string): string | undefined =>
  /^end./.test(name) ? `End of ${closings[name] ?? `“${plain(name.slice(3))}”`}` : undefined

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
    literal ??
    own(outputs, name) ??
    (/^[\w.-]+$/.test(name) ? capital(plain(name.replace(/\./g, ' '))) : name)
  )
}

const filled = (words: string, rest: string): string => words.replace('…', () => oneLine(rest))
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
const plain = (name: string): string => name.replace(/[-_]+/g, ' ').trim()
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
