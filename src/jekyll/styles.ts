import type { Suggestion } from './conventions.ts'
import { tally } from './tally.ts'

/** What a class stands on in posts. */
export type StyledKind = 'paragraph' | 'heading' | 'quote' | 'list' | 'table' | 'code' | 'picture'

/** Which classes posts give to which kinds of blocks, most used first. */
export type StyleHabits = Readonly<Record<StyledKind, readonly Suggestion[]>>

const kinds: readonly (readonly [StyledKind, RegExp])[] = [
  ['heading', /^#{1,6}\s|^(?:=+|-+)\s*$/],
  ['quote', /^ {0,3}>/],
  ['code', /^ {0,3}(?:```|~~~)|^(?: {4}|\t)\S/],
  ['list', /^\s*(?:[-+*]|\d+\.)\s/],
  ['table', /^\s*\|/],
  ['picture', /^!\[[^\]]*\]\([^)]*\)(?:\{:[^}]*\})?\s*$/],
]

const list = /^ {0,3}\{:\s*([^}:][^}]*)\}\s*$/
const inline = /!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])\{:\s*([^}]*)\}/g

/** Learns from posts' texts which classes they use as styles (`{: .notice}`), by what they stand on. */
export function learnStyles(texts: Iterable<string>): StyleHabits {
  const found = new Map<StyledKind, string[]>()
  const add = (kind: StyledKind, source: string): void => {
    const classes = classesIn(source)
    if (classes !== '') found.set(kind, [...(found.get(kind) ?? []), classes])
  }
  for (const text of texts) learnFrom(text, add)
  const of = (kind: StyledKind): Suggestion[] => tally(found.get(kind) ?? [])
  return {
    paragraph: of('paragraph'),
    heading: of('heading'),
    quote: of('quote'),
    list: of('list'),
    table: of('table'),
    code: of('code'),
    picture: of('picture'),
  }
}

function learnFrom(text: string, add: (kind: StyledKind, source: string) => void): void {
  const lines = text.split(/\r?\n/)
  lines.forEach((line, index) => {
    const source = list.exec(line)?.[1]
    if (source === undefined || source.startsWith(':')) return
    const kind = kindOf(lines, index)
    if (kind) add(kind, source)
  })
  for (const [, source = ''] of text.matchAll(inline)) add('picture', source)
}

/** The block before the list, or behind it where an empty line is before it. */
function kindOf(lines: readonly string[], index: number): StyledKind | undefined {
  const before = lines[index - 1] ?? ''
  const text = before.trim() === '' ? (lines[index + 1] ?? '') : startOf(lines, index - 1)
  if (text.trim() === '') return undefined
  return kinds.find(([, sign]) => sign.test(text))?.[0] ?? 'paragraph'
}

/** The first line of the block that ends at a line; a fence is one. */
function startOf(lines: readonly string[], end: number): string {
  let start = end
  while (start > 0 && (lines[start - 1] ?? '').trim() !== '') start -= 1
  const last = lines[end] ?? ''
  return /^ {0,3}(?:```|~~~|#)/.test(last) ? last : (lines[start] ?? '')
}

/** The classes of an attribute list, as they are written one behind the other: `notice`, `alert alert-info`. */
function classesIn(source: string): string {
  const quoted = [...source.matchAll(/\bclass\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, double, single]) => double ?? single ?? '',
  )
  const plain = source.replace(/[\w-]+\s*=\s*(?:"[^"]*"|'[^']*')/g, ' ')
  const dotted = [...plain.matchAll(/(?:^|\s)\.([\w-]+(?:\.[\w-]+)*)/g)].map(([, name = '']) =>
    name.replaceAll('.', ' '),
  )
  return [...dotted, ...quoted].join(' ').trim()
}
