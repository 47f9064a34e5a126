import { Node } from '@tiptap/core'
import type { Construct, ReadBlock, ReadSpan } from '../construct.ts'
import { kept } from './attribute-list.ts'

/** A comment as written, and around the author's words what must not be lost: `<!--`, `-->`, `{::comment}`. */
const parts = /^(<!--|\{::comment\})([^]*?)(-->|\{:\/(?:comment)?\})\s*$/

/** The words of a comment, without what marks it as one. */
export function commentWords(source: string): string {
  return (parts.exec(source.trim())?.[2] ?? source).trim()
}

/**
 * The comment with other words; the blanks beside them stay. What would end it, or is not allowed in it, is taken apart:
 * `--` and `{:/`.
 */
export function withCommentWords(source: string, words: string): string {
  const [, start = '<!--', old = '', end = '-->'] = parts.exec(source.trim()) ?? []
  const [, before = ' ', after = ' '] = /^(\s*)[^]*?(\s*)$/.exec(old) ?? []
  const harmless = words
    .trim()
    .replace(/-(?=-)/g, '- ')
    .replace(/-$/, '- ')
    .replace(/^(?=-?>)/, ' ')
    .replace(/\{:(?=\/)/g, '{ :')
  const [left, right] =
    old.trim() === '' ? [before || ' ', start.startsWith('{') ? '\n' : ' '] : [before, after]
  return `${start}${left}${harmless}${right}${end}`
}

const attributes = () => ({ source: kept('<!-- -->') })

/** A note that the author makes for themselves: the page does not show it. */
const comment = Node.create({
  name: 'comment',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: attributes,
  renderHTML: () => ['div', { class: 'galley-comment' }],
  renderText: () => '',
})

const inlineComment = Node.create({
  name: 'inlineComment',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: attributes,
  renderHTML: () => ['span', { class: 'galley-comment' }],
  renderText: () => '',
})

const readBlock: ReadBlock = ({ type, span }, { schema, text, ial }) => {
  if (ial !== null || (type !== 'xml_comment' && type !== 'extension')) return undefined
  const source = text.slice(span).trim()
  return parts.test(source) ? { node: schema.node('comment', { source }) } : undefined
}

const readSpan: ReadSpan = (element, reading) => {
  const source = reading.local.slice(element.span)
  if (element.ial || !parts.test(source)) return false
  reading.node('inlineComment', { source })
  return true
}

const printSource = ({ attrs }: { attrs: { readonly source?: unknown } }): string => String(attrs.source)

export const commentConstruct: Construct = {
  extensions: [comment, inlineComment],
  blocks: { xml_comment: readBlock, extension: readBlock },
  spans: { xml_comment: readSpan, extension: readSpan },
  printBlock: { comment: printSource },
  printSpan: { inlineComment: printSource },
}
