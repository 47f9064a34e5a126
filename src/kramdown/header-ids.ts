import type { Draft, DraftOf } from './draft.ts'
import type { Parsing } from './parsing.ts'
import { attributesOf } from './draft.ts'

/*
 * Ids of headers that have none (kramdown's manual, “Automatic Generation of Header IDs”). GFM makes them as GitHub does,
 * but for headers inside HTML and footnotes, which get kramdown's; both number what comes twice.
 */

/** kramdown's id: from the first letter on, ASCII letters, digits and hyphens for spaces. */
export const basicId = (text: string): string =>
  text
    .replace(/^[^a-zA-Z]+/gm, '')
    .replace(/[^a-zA-Z0-9 -]/g, '')
    .replaceAll(' ', '-')
    .toLowerCase()

const githubId = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- \t]/gu, '')
    .replace(/[ \t]/g, '-')

/** Numbers ids that come again: `a`, `a-1`, `a-2`. */
class Ids {
  readonly #used = new Map<string, number>()

  unique(id: string): string {
    const count = this.#used.get(id)
    this.#used.set(id, (count ?? -1) + 1)
    return count === undefined ? id : `${id}-${count + 1}`
  }
}

type Header = DraftOf<'header'>

/** The text of a header without markup; entities are characters of it for GFM's ids. */
function plainText(element: Draft, entities: boolean): string {
  switch (element.type) {
    case 'text':
    case 'escape':
    case 'codespan':
    case 'math':
      return element.value
    case 'entity':
    case 'typographic_sym':
      return entities ? element.value : ''
    default:
      return element.children.map((child) => plainText(child, entities)).join('')
  }
}

const CONTAINERS = new Set(['root', 'blockquote', 'ul', 'ol', 'li', 'dl', 'dd', 'html_element'])

/** The headers of a tree in order, each with whether it stands outside of HTML. Footnotes are left out. */
function headersOf(element: Draft, outside: boolean, found: [Header, boolean][]): void {
  for (const child of element.children) {
    if (child.type === 'header') found.push([child, outside])
    else if (CONTAINERS.has(child.type)) headersOf(child, outside && child.type !== 'html_element', found)
  }
}

/** The footnotes in the order in which they are first referred to; those that are in footnotes come last. */
function usedFootnotes(root: Draft, parsing: Parsing): DraftOf<'footnote_definition'>[] {
  const used = new Set<DraftOf<'footnote_definition'>>()
  const visit = (element: Draft): void => {
    const definition = element.type === 'footnote' ? parsing.footnotes.get(element.name) : undefined
    if (definition) used.add(definition)
    for (const child of element.children) if (child.type !== 'footnote_definition') visit(child)
  }
  visit(root)
  // Footnotes that footnotes refer to join the set while it is walked.
  for (const definition of used) definition.children.forEach(visit)
  return [...used]
}

function setId(header: Header, id: string): void {
  header.id = id
  attributesOf(header).set('id', id)
}

/** Gives every header that has none its id. */
export function assignHeaderIds(root: Draft, parsing: Parsing): void {
  const { settings, gfm } = parsing
  if (!settings.autoIds) return
  const headers: [Header, boolean][] = []
  headersOf(root, true, headers)
  for (const note of parsing.footnotesWithHeaders ? usedFootnotes(root, parsing) : [])
    headersOf(note, false, headers)
  const textOf = (header: Header, stripped: boolean): string => {
    const text = stripped ? plainText(header, gfm) : header.rawText
    return settings.transliterate?.(text) ?? text
  }
  const github = new Ids()
  const basic = new Ids()
  for (const [header, outside] of headers) {
    if (gfm && outside && !settings.transliterate && !header.attributes.has('id')) {
      setId(header, settings.autoIdPrefix + github.unique(githubId(textOf(header, true))))
    }
  }
  for (const [header] of headers) {
    if (header.attributes.has('id')) continue
    setId(
      header,
      settings.autoIdPrefix +
        basic.unique(basicId(textOf(header, gfm || settings.autoIdStripping)) || 'section'),
    )
  }
}
