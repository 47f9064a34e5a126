const tag = /\{%-?\s*(\w+)\s*[^]*?-?%\}/g
const definition = /^ {0,3}(\[[^\]]+\])(:.+)$/gm
const ownBlocks = new Set([
  'highlight',
  'if',
  'unless',
  'case',
  'for',
  'tablerow',
  'capture',
  'comment',
  'raw',
  'ifchanged',
])

/**
 * The start of a text up to the separator: blocks of Liquid that it cuts are closed, definitions of links behind it that it uses
 * are taken along (Jekyll's `Excerpt`).
 */
export function excerptSource(body: string, separator: string): string {
  const at = body.indexOf(separator)
  if (separator === '' || at === -1) return body
  const [head, tail] = [body.slice(0, at), body.slice(at + separator.length)]
  if (tail === '') return head
  const closed = head.includes('{%') ? withClosedBlocks(head) : head
  const found = [...tail.matchAll(definition)].filter(([, id = '']) => closed.includes(id))
  if (found.length === 0) return closed
  return `${closed}\n\n${found.map(([, id = '', rest = '']) => id + rest).join('\n')}`
}

function withClosedBlocks(head: string): string {
  const names = [...head.matchAll(tag)].map(([, name = '']) => name)
  return names.reverse().reduce((text, name) => {
    if (!ownBlocks.has(name)) return text
    return new RegExp(`\\{%-?\\s*end${name}[^]*?\\s*-?%\\}`).test(text) ? text : `${text}\n{% end${name} %}`
  }, head)
}
