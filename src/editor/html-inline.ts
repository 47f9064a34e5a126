import type { Mark, Node } from '@tiptap/pm/model'
import { stringOf } from './constructs/attribute-list.ts'
import type { TextContext } from './construct.ts'
import { attributeOf, isRaw, withAttribute } from './html-tag.ts'

/** The tags of marks that the author sets where only HTML is read. */
const usual: Readonly<Record<string, string>> = {
  bold: '<strong>',
  italic: '<em>',
  strike: '<del>',
  code: '<code>',
  link: '<a>',
}

/** The start tag of a mark that is written as HTML: because it was, or because nothing else is read where it stands. */
export function htmlTagOf({ type, attrs }: Mark, context: TextContext): string | undefined {
  const tag = stringOf(attrs.html) ?? (context === 'html' ? usual[type.name] : undefined)
  if (tag === undefined || type.name !== 'link') return tag
  const titled = withAttribute(tag, 'title', stringOf(attrs.title))
  return withAttribute(titled, 'href', String(attrs.href))
}

/** A picture's tag, with what was changed of it. */
export function imageTag({ attrs }: Node): string {
  const tag = stringOf(attrs.html) ?? '<img />'
  const named = withAttribute(tag, 'src', String(attrs.src))
  const alt = String(attrs.alt)
  const described =
    alt === '' && attrs.html !== null ? withEmptied(named, 'alt') : withAttribute(named, 'alt', alt)
  return withAttribute(described, 'title', stringOf(attrs.title))
}

/** A picture without a description need not get an attribute that says so. */
const withEmptied = (tag: string, name: string): string =>
  /\balt\s*=/i.test(tag) ? withAttribute(tag, name, '') : tag

/**
 * An inline node as it will be read back: its tags say what its attributes say. `inBlock`: it stands where only HTML is
 * read, so that every mark has a tag.
 */
export function withTags(node: Node, inBlock: boolean): Node {
  const inHtml = inBlock || node.marks.some(isRawMark)
  const context = inHtml ? 'html' : 'block'
  const marks = node.marks.map((mark) => tagged(mark, context))
  const own = node.type.name === 'image' ? tagOfImage(node, inHtml) : breakIn(node, inHtml)
  const same = own === node.attrs.html && marks.every((mark, index) => mark === node.marks[index])
  if (same) return node
  if (node.isText) return node.mark(marks)
  return node.type.create({ ...node.attrs, ...(own !== undefined && { html: own }) }, node.content, marks)
}

const isRawMark = ({ type, attrs }: Mark): boolean =>
  type.name !== 'code' && typeof attrs.html === 'string' && isRaw(attrs.html)

function tagged(mark: Mark, context: TextContext): Mark {
  const html = htmlTagOf(mark, context)
  const written = html === undefined || html === mark.attrs.html
  return written ? mark : mark.type.create({ ...mark.attrs, html, ...(context === 'html' && { ial: null }) })
}

const tagOfImage = (node: Node, inHtml: boolean): unknown =>
  inHtml || node.attrs.html !== null ? imageTag(node) : null

const breakIn = ({ type, attrs }: Node, inHtml: boolean): unknown =>
  type.name === 'hardBreak' && inHtml && attrs.html === null ? '<br />' : (attrs.html as unknown)

/** What a picture's tag says of its look, as an attribute list. */
export function lookOf(tag: string | null): string | null {
  if (tag === null) return null
  const list = ['class', 'width', 'style', 'align'].flatMap((name) => {
    const value = attributeOf(tag, name)
    return value === undefined ? [] : `${name}="${value.replace(/"/g, "'")}"`
  })
  return `{: ${list.join(' ')}}`
}
