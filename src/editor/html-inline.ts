import type { Mark, Node } from '@tiptap/pm/model'
import { valuesIn } from './attribute-text.ts'
import { stringOf } from './constructs/attribute-list.ts'
import type { TextContext } from './construct.ts'
import { isRaw, tagWithList, withAttribute } from './html-tag.ts'

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

/** A picture's tag, with what was changed of it. Where no list can stand behind it, it says what that would. */
export function imageTag({ attrs }: Node, context: TextContext): string {
  const list = context === 'html' ? valuesIn(stringOf(attrs.ial)) : new Map<string, string>()
  const tag = tagWithList(stringOf(attrs.html) ?? '<img />', list)
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
  const isPicture = node.type.name === 'image'
  const own = isPicture ? tagOfImage(node, context) : breakIn(node, inHtml)
  const unlisted = !inHtml || !isPicture || (node.attrs.ial ?? null) === null
  const same = unlisted && own === node.attrs.html && marks.every((mark, at) => mark === node.marks[at])
  if (same) return node
  if (node.isText) return node.mark(marks)
  const attrs = { ...(own !== undefined && { html: own }), ...(!unlisted && { ial: null }) }
  return node.type.create({ ...node.attrs, ...attrs }, node.content, marks)
}

const isRawMark = ({ type, attrs }: Mark): boolean =>
  type.name !== 'code' && typeof attrs.html === 'string' && isRaw(attrs.html)

function tagged(mark: Mark, context: TextContext): Mark {
  const html = htmlTagOf(mark, context)
  const written = html === undefined || html === mark.attrs.html
  return written ? mark : mark.type.create({ ...mark.attrs, html, ...(context === 'html' && { ial: null }) })
}

const tagOfImage = (node: Node, context: TextContext): unknown =>
  context === 'html' || node.attrs.html !== null ? imageTag(node, context) : null

const breakIn = ({ type, attrs }: Node, inHtml: boolean): unknown =>
  type.name === 'hardBreak' && inHtml && attrs.html === null ? '<br />' : (attrs.html as unknown)
