import type { Draft, DraftOf } from '../draft.ts'
import { isSilent } from '../draft.ts'
import type { Settings } from '../options.ts'
import { escapeText, indentedBlock } from './markup.ts'

/** A footnote that was referred to, in the order of the first reference. */
export interface UsedFootnote {
  readonly name: string
  readonly number: number
  readonly definition: DraftOf<'footnote_definition'>
  repeats: number
}

/** The mark of a footnote in the text. A second reference to the same footnote has an id of its own. */
export function footnoteMark(note: UsedFootnote, first: boolean): string {
  const repeat = first ? '' : `:${(note.repeats += 1)}`
  const link = `<a href="#fn:${note.name}" class="footnote" rel="footnote">${note.number}</a>`
  return `<sup id="fnref:${note.name}${repeat}" role="doc-noteref">${link}</sup>`
}

const backlink = (lead: string, target: string, text: string): string =>
  `${lead}<a href="#fnref:${target}" class="reversefootnote" role="doc-backlink">${text}</a>`

/** The links back to all places that refer to a footnote. */
export function backlinks(note: UsedFootnote, lead: string, space: string, settings: Settings): string {
  if (settings.footnoteBacklink === '') return ''
  const text = escapeText(settings.footnoteBacklink)
  let html = backlink(lead, note.name, text)
  for (let index = 1; index <= note.repeats; index += 1) {
    html += backlink(space, `${note.name}:${index}`, `${text}<sup>${index + 1}</sup>`)
  }
  return html
}

/** The last paragraph or header of a footnote, which takes the links back. */
export function lastText(definition: Draft, settings: Settings): Draft | undefined {
  const last = visibleChildren(definition).at(-1)
  if (last?.type !== 'p' && !settings.footnoteBacklinkInline) return undefined
  let parent = definition
  for (;;) {
    const child = visibleChildren(parent).at(-1)
    if (!child) return undefined
    if (child.type === 'p' || child.type === 'header') return child
    parent = child
  }
}

const visibleChildren = (element: Draft): readonly Draft[] =>
  element.children.filter((child) => !isSilent(child))

/** The list of all footnotes. */
export function footnoteList(items: string, settings: Settings): string {
  if (items === '') return ''
  const start = settings.footnoteNr === 1 ? [] : ([['start', String(settings.footnoteNr)]] as const)
  const attributes = new Map([
    ['class', 'footnotes'],
    ['role', 'doc-endnotes'],
  ])
  return indentedBlock('div', attributes, indentedBlock('ol', new Map(start), items, 2), 0)
}
