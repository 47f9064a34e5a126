import { Fragment, type Node } from '@tiptap/pm/model'
import { wrapsEmbeds } from './constructs/embed.ts'
import { endTagOf, tagName } from './html-tag.ts'
import { schema } from './schema.ts'

type Normal = (node: Node) => Node

/**
 * The normal form of a group of HTML. Two texts without tags cannot stand beside each other, in a list stand items, and
 * in a row cells; one text alone is the group's own.
 */
export function normalGroup(group: Node, normalForm: Normal): Node {
  const html = String(group.attrs.html)
  const parts: Node[] = []
  for (const child of group.children) {
    const part = partIn(group, child, normalForm, parts.at(-1))
    if (!isNothing(part)) parts.push(part)
  }
  const [only] = parts
  if (only === undefined) return schema.node('htmlText', group.attrs)
  if (parts.length === 1 && isBare(only))
    return only.type.create({ ...only.attrs, ...group.attrs }, only.content)
  if (wrapsEmbeds(tagName(html)) && parts.every(({ type }) => type.name === 'embed'))
    return embedOf(html, parts)
  const same = parts.length === group.childCount && parts.every((part, at) => part === group.child(at))
  return same ? group : group.copy(Fragment.fromArray(parts))
}

const isBare = ({ type, attrs }: Node): boolean => type.name === 'htmlText' && attrs.html === ''
const isNothing = (node: Node): boolean => isBare(node) && node.content.size === 0

function partIn(group: Node, child: Node, normalForm: Normal, before: Node | undefined): Node {
  const normal = normalForm(child)
  if (child.type.name === 'codeBlock' && child.attrs.html === null)
    return normalForm(child.type.create({ ...child.attrs, html: '<pre><code>' }, child.content))
  if (child.type.name === 'rule' && child.attrs.html === null)
    return child.type.create({ ...child.attrs, html: '<hr />' })
  if (!isBare(child)) return normal
  if (child.content.size === 0) return child
  const tag = tagIn(tagName(String(group.attrs.html)).toLowerCase(), normal, before)
  if (tag === '' && normal.content.eq(child.content)) return child
  return child.type.create({ ...child.attrs, html: tag }, normal.content)
}

/** The tag that a text gets where it cannot be without one. */
function tagIn(group: string, text: Node, before: Node | undefined): string {
  const says = text.children.some(
    ({ type, text: words }) => type.name !== 'inlineComment' && words?.trim() !== '',
  )
  const needed = before !== undefined && isBare(before) ? '<p>' : ''
  return (says ? usual.get(group) : undefined) ?? needed
}

const usual: ReadonlyMap<string, string> = new Map([
  ['ul', '<li>'],
  ['ol', '<li>'],
  ['tr', '<td>'],
])

/** What brings something in is read as one with the tags around it. */
const embedOf = (html: string, parts: readonly Node[]): Node =>
  schema.node('embed', {
    source: [html, ...parts.map(({ attrs }) => String(attrs.source)), endTagOf(html)].join('\n'),
  })
