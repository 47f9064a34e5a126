import { parse } from 'parse5'
import type { DefaultTreeAdapterMap } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

/** Elements in which every character counts. */
const verbatim = new Set(['pre', 'textarea', 'script', 'style'])
/** Elements around which blanks are not seen. */
const blocks =
  /^(?:html|head|body|meta|link|title|script|style|p|div|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|h\d|dl|dt|dd|section|figure|article|header|footer|nav|main|aside|br|hr)$/

/** A span that a highlighter makes: nothing but a class of a few letters. */
const isToken = (node: Node): boolean =>
  node.nodeName === 'span' &&
  'attrs' in node &&
  node.attrs.every(({ name, value }) => name === 'class' && /^[a-z]{1,2}\d?$/.test(value))

function textOf(node: Node, exact: boolean): string {
  if ('value' in node) return exact ? node.value : node.value.replaceAll(/[ \t\n\f\r]+/g, ' ')
  if (node.nodeName === '#comment') return 'data' in node ? `<!--${node.data}-->` : ''
  if (node.nodeName === '#documentType') return '<!doctype>'
  return elementText(node, exact)
}

function elementText(node: Node, outer: boolean): string {
  const name = 'tagName' in node ? node.tagName : ''
  const exact = outer || verbatim.has(name)
  const inside = ('childNodes' in node ? node.childNodes : []).map((child) => textOf(child, exact)).join('')
  if (isToken(node) && outer) return inside
  const attributes =
    'attrs' in node ? node.attrs.map((each) => ` ${each.name}=${JSON.stringify(each.value)}`).sort() : []
  const body = name === 'pre' ? inside.replaceAll(/^\n+|\n+$/g, '') : inside
  return name === ''
    ? body
    : `${mark(name)}<${name}${attributes.join('')}>${mark(name)}${body}${mark(name)}</${name}>${mark(name)}`
}

/** Where blanks are not seen. */
const mark = (name: string): string => (blocks.test(name) ? '\0' : '')

/** A highlighter's span in a feed, which has its pages as text. */
const quotedToken =
  /(?:&lt;span class=&quot;[a-z]{1,2}\d?&quot;&gt;((?:(?!&lt;\/?span\b)[^])*)&lt;\/span&gt;)|(?:<span class="[a-z]{1,2}\d?">((?:(?!<\/?span\b)[^])*)<\/span>)/g

function withoutTokens(text: string): string {
  const plain = text.replaceAll(quotedToken, '$1$2')
  return plain === text ? text : withoutTokens(plain)
}

/**
 * A page as the browser builds it, without blanks that are not seen, attributes in order, a highlighter's spans as their text: what is
 * equal here is the same document. Files that are no HTML are compared as they are, but for blanks at the ends of lines.
 */
export function pageText(path: string, text: string): string {
  if (!/\.x?html?$/.test(path))
    return withoutTokens(text)
      .replaceAll(/[ \t]+$/gm, '')
      .replaceAll(/\n+/g, '\n')
      .trim()
  return textOf(parse(text), false)
    .replaceAll(/ *\0[\0 ]*/g, '\n')
    .replaceAll(/ +/g, ' ')
    .trim()
}
