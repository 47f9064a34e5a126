import { parseFragment } from 'parse5'
import type { DefaultTreeAdapterMap } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

const BLOCKS = /^(?:p|div|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|h\d|dl|dt|dd|section|figure)$/

const squeeze = (text: string): string => text.replaceAll('> <', '><').replace(/ +/g, ' ')

function write(node: Node, verbatim: boolean): string {
  if ('value' in node) return verbatim ? node.value : node.value.replace(/[ \t\n\f\r]+/g, ' ')
  if (node.nodeName === '#comment') return 'data' in node ? `<!--${node.data}-->` : ''
  const name = 'tagName' in node ? node.tagName : ''
  const exact = verbatim || name === 'pre' || name === 'textarea'
  const children = 'childNodes' in node ? node.childNodes : []
  const inside = children.map((child) => write(child, exact)).join('')
  const body = exact ? inside : squeeze(inside)
  const attributes =
    'attrs' in node ? node.attrs.map((each) => ` ${each.name}=${JSON.stringify(each.value)}`).sort() : []
  const shown = !exact && (name === '' || BLOCKS.test(name)) ? body.trim() : body
  return name === '' ? shown : `<${name}${attributes.join('')}>${shown}</${name}>`
}

/** HTML as the browser builds it, without insignificant white space, attributes in order: what is equal here looks the same. */
export const normalized = (html: string): string => write(parseFragment(html), false)
