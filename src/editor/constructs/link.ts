import { InputRule, Mark } from '@tiptap/core'
import type { Element } from '../../kramdown/index.ts'
import type { Construct, PrintMark, ReadSpan } from '../construct.ts'
import type { LocalText } from '../local-text.ts'
import type { Style } from '../style.ts'
import { attributeList, htmlTag, kept, stringOf } from './attribute-list.ts'

/** An address that a page may lead to; `javascript:` and the like never reach the editor's DOM. */
const harmless = /^(?:https?:|mailto:|tel:|[/.#?]|[^:]*$)/i

const extension = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({
    href: { default: '', rendered: false },
    title: kept(),
    /** The name of the definition that holds the address. */
    reference: kept(),
    ...attributeList,
    ...htmlTag,
  }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = element.getAttribute('href') ?? ''
        return harmless.test(href) && { href, title: element.getAttribute('title') }
      },
    },
  ],
  renderHTML: ({ mark }) => {
    const href = String(mark.attrs.href)
    return [
      'a',
      { class: 'galley-link', title: href, ...(harmless.test(href) && { href, rel: 'noreferrer' }) },
      0,
    ]
  },
  addInputRules() {
    return [
      new InputRule({
        find: /(?:^|[^!])\[([^[\]]+)\]\(([^()\s]+)\)$/,
        handler: ({ state, range, match }) => {
          const [whole, text, href] = match
          if (text === undefined || href === undefined) return
          const from = range.from + whole.indexOf('[')
          const node = state.schema.text(text, [this.type.create({ href })])
          state.tr.replaceWith(from, range.to, node).removeStoredMark(this.type)
        },
      }),
    ]
  },
})

/** The name by which a reference finds its definition, as written; of `[text][]` and `[text]` it is the text. */
export function referenceOf(element: Element, local: LocalText): string | null {
  if (!('form' in element) || element.form !== 'reference') return null
  const source = local.slice(element.span)
  const named = /\]\s?\[([^\]]+)\]$/.exec(source)?.[1]
  const name = named ?? source.replace(/^!?\[|\](?:\s?\[\])?$/g, '')
  return name.replace(/\s+/g, ' ')
}

/** Names of definitions are the same in any case, and however their blanks are written (kramdown's manual, “Links”). */
export const linkName = (id: string): string => id.replace(/[ \t\n\f\v]+/g, ' ').toLowerCase()

/** Whether a link or a picture keeps the name of its definition. */
export function isKept(reference: unknown, { references }: Style): reference is string {
  if (typeof reference !== 'string' || references === 'inline') return false
  return references === 'kept' || !references.has(linkName(reference))
}

/** `[text][name]`, or `[text][]` where the text is the name. */
export const printReference = (text: string, name: string): string =>
  `[${text}][${text === name ? '' : name}]`

export function listOf(element: Element, local: LocalText): string | null {
  return element.ial ? local.slice(element.ial.span) : null
}

/** An address that goes on in the next line is read by browsers as if it did not; Liquid in it minds no line's end. */
const onOneLine = (href: string): string =>
  href
    .split(/(\{\{[^]*?\}\}|\{%[^]*?%\})/)
    .map((part, index) => part.replace(/\s*\n\s*/g, index % 2 === 0 ? '' : ' '))
    .join('')

const readLink: ReadSpan = (element, reading) => {
  if (element.type !== 'a' || element.children.length === 0) return false
  const mark = reading.mark('link', {
    href: onOneLine(element.href),
    title: element.title ?? null,
    reference: referenceOf(element, reading.local),
    ial: listOf(element, reading.local),
  })
  reading.within(mark, element.children)
  return true
}

const liquid = /\{\{[^]*?\}\}|\{%[^]*?%\}/g

/** A destination with blanks at its ends, unequal parentheses or `<` goes between angle brackets; Liquid may hold anything. */
export function printDestination(href: string, title: string | null): string {
  const quote = title?.includes('"') ? "'" : '"'
  const plain = /^[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*$/.test(href.replace(liquid, 'x'))
  return `${plain ? href : `<${href}>`}${title === null ? '' : ` ${quote}${title}${quote}`}`
}

const isAuto = (text: string, href: string): boolean =>
  (text === href && /^(?:https?|ftp|mailto):[^\s<>]+$/i.test(href)) ||
  (`mailto:${text}` === href && /^[^\s<>@]+@[^\s<>@]+$/.test(text))

const printLink: PrintMark = (mark, content, { text, style }) => {
  const { href, title, reference } = mark.attrs
  const ial = stringOf(mark.attrs.ial) ?? ''
  if (isKept(reference, style)) return printReference(content, reference) + ial
  if (isAuto(text, String(href)) && title === null) return `<${text}>${ial}`
  return `[${content}](${printDestination(String(href), stringOf(title))})${ial}`
}

export const link: Construct = {
  extensions: [extension],
  spans: { a: readLink },
  printMark: { link: printLink },
}
