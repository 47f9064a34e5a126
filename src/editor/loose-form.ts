import type { Mark, Node } from '@tiptap/pm/model'
import { withoutBars } from './constructs/math.ts'
import { mergedTexts, rebuilt } from './rebuilt.ts'
import { schema } from './schema.ts'

/**
 * What is left when also these are taken as equal, which a page hardly shows: looseness of list items, what marks code, characters
 * that are kept from becoming typographic, whether bars of a formula are words, whether a link's address stands in a definition, whether a note's sign has a
 * note, blanks between tags that bring something in, and whether something special that stands alone stands in a paragraph.
 */
export function looseForm(node: Node): Node {
  const marks = node.marks.flatMap(looseMark)
  if (node.isText) return node.mark(marks)
  if (node.type.name === 'footnoteReference')
    return schema.text(`[^${String(node.attrs.name)}]${String(node.attrs.ial ?? '')}`, marks)
  if (node.type.name === 'island' || (node.type.name === 'tag' && node.attrs.ial === null))
    return node.type.create({ kind: 'other', source: String(node.attrs.source) })
  if (node.type.name === 'embed')
    return node.type.create({ source: String(node.attrs.source).replace(/>\s+</g, '><') })
  const alone = sourceAlone(node)
  if (alone !== undefined) return schema.node('island', { kind: 'other', source: alone })
  const { loose, reference, tex } = node.attrs
  const own = {
    ...(typeof tex === 'string' && node.isInline && { tex: withoutBars(tex) }),
    ...(node.type.name === 'hardBreak' && { html: null }),
    ...(loose === true && { loose: false }),
    ...(typeof reference === 'string' && { reference: null }),
    ...(node.type.name === 'codeBlock' && looseCode(node)),
  }
  if (node.isLeaf) return node.type.create({ ...node.attrs, ...own }, null, marks)
  return rebuilt(node, mergedTexts(node.children.map(looseForm)), own)
}

/** Code between fences, code between tags and code that is marked by its indentation look alike. */
function looseCode({ attrs }: Node): Record<string, unknown> {
  const named = attrs.language === null ? /^\{: \.language-([\w-]+)\}$/.exec(String(attrs.ial)) : null
  const isPlain = /^<pre><code(?: class="language-[\w+#-]+")?>\n?$/.test(String(attrs.html))
  return {
    fenced: true,
    ...(isPlain && { html: null, htmlEnd: '</code></pre>' }),
    ...(named && { language: named[1], ial: null }),
  }
}

/** The source of a paragraph that holds nothing but what is kept as source. */
function sourceAlone({ type, children }: Node): string | undefined {
  const isSource = (child: Node) =>
    (child.isInline && typeof child.attrs.source === 'string') || (child.isText && child.text?.trim() === '')
  if (type.name !== 'paragraph' || children.length === 0 || !children.every(isSource)) return undefined
  return children.map((child) => child.text ?? String(child.attrs.source)).join('')
}

function looseMark(mark: Mark): Mark[] {
  if (mark.type.name === 'literal') return []
  if (mark.type.name === 'code' && mark.attrs.html === '<code>')
    return [mark.type.create({ ...mark.attrs, html: null })]
  return mark.type.name === 'link' ? [mark.type.create({ ...mark.attrs, reference: null })] : [mark]
}
