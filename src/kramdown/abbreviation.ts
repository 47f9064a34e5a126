import type { BlockConstruct } from './blocks.ts'
import { isWord, matchAt, strip } from './characters.ts'
import type { Draft, DraftOf } from './draft.ts'
import { draft, isRaw, partOf } from './draft.ts'
import type { Parsing } from './parsing.ts'

/*
 * Abbreviations (kramdown's manual, “Abbreviations”): `*[HTML]: Hyper Text Markup Language` marks every `HTML` in text
 * that stands between characters that are no word's.
 */

const DEFINITION = / {0,3}\*\[([^\n]+?)\]:([^\n]*)\n/y

export const abbreviationDefinition: BlockConstruct = {
  first: '*',
  parse(blocks) {
    const { text, view, parsing, at } = blocks
    const match = matchAt(DEFINITION, text, at)
    if (!match?.[1]) return false
    const end = at + match[0].length
    const from = text.indexOf('[', at) + 1
    const abbreviation = view.raw.slice(from, from + match[1].length)
    const title = strip(view.raw.slice(from + match[1].length + 2, end))
    parsing.abbreviations.set(
      abbreviation,
      blocks.add('abbreviation_definition', end, { abbreviation, title }),
    )
    return true
  },
}

type Text = DraftOf<'text'>

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** The pattern of all abbreviations, the longest first. */
function patternOf(parsing: Parsing): RegExp {
  const names = [...parsing.abbreviations.keys()].sort((one, other) => other.length - one.length)
  return new RegExp(names.map(escapePattern).join('|'), 'g')
}

/** Parts a text at the abbreviations in it. */
function partText(text: Text, pattern: RegExp, parsing: Parsing): Draft[] {
  const { value, span } = text
  const parts: Draft[] = []
  let done = 0
  const add = (from: number, to: number): void => {
    if (to > from) parts.push(partOf(text, from, to))
  }
  pattern.lastIndex = 0
  for (let match = pattern.exec(value); match; match = pattern.exec(value)) {
    const at = match.index
    const end = at + match[0].length
    const free = (at === done || !isWord(value.charCodeAt(at - 1))) && !isWord(value.charCodeAt(end))
    if (!free) {
      pattern.lastIndex = at + 1
      continue
    }
    add(done, at)
    const title = parsing.abbreviations.get(match[0])?.title ?? ''
    const place = [span[0] + at, span[0] + end] as const
    parts.push(draft('abbreviation', place, { value: match[0], title }))
    done = end
  }
  add(done, value.length)
  return parts
}

/** Marks the abbreviations in all text of a tree, but for HTML whose content is not parsed. */
export function markAbbreviations(root: Draft, parsing: Parsing): void {
  if (parsing.abbreviations.size === 0) return
  const pattern = patternOf(parsing)
  const visit = (element: Draft): void => {
    if (element.type === 'codespan' || element.type === 'codeblock' || element.type === 'math') return
    const raw = isRaw(element)
    element.children = element.children.flatMap((child) => {
      if (child.type === 'text') return raw ? [child] : partText(child, pattern, parsing)
      visit(child)
      return [child]
    })
  }
  visit(root)
}
