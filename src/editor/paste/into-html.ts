import { Fragment, type Node, type Slice } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { splitHtml } from '../html-keys.ts'
import { schema } from '../schema.ts'

/**
 * Pastes blocks into a text between tags of HTML in a group, which holds no such blocks: their texts become items,
 * paragraphs or lines there, as Enter would make them. False, and nothing done, where it is another place, or a text alone.
 */
export function pasteIntoHtml(tr: Transaction, slice: Slice): boolean {
  const { $from, $to } = tr.selection
  const type = $from.parent.type
  const inGroup = $from.depth > 1 && $from.node(-1).type.name === 'htmlGroup'
  const texts = slice.content.content.every(isHtml) ? [] : textsIn(slice.content)
  if (!inGroup || type.name !== 'htmlText' || !$from.sameParent($to) || texts.length === 0) return false
  tr.deleteSelection()
  texts.forEach((text, index) => {
    if (index > 0) breakOff(tr)
    const at = tr.selection.from
    const content = inlineFor(text)
    tr.insert(at, content)
    tr.setSelection(TextSelection.create(tr.doc, at + content.size))
  })
  return true
}

/** What stands in a group by itself. */
const isHtml = ({ type }: Node): boolean => type.name === 'htmlGroup' || type.name === 'htmlText'

/** The texts of the blocks; none where there is nothing but inline content. */
function textsIn(content: Fragment): Node[] {
  const texts: Node[] = []
  content.descendants((node) => {
    if (node.isTextblock) texts.push(node)
    return !node.isTextblock
  })
  return texts.filter(({ content: { size } }, index) => size > 0 || index === 0)
}

/** Another text; at the end of a caption, which Enter leaves, another line. */
function breakOff(tr: Transaction): void {
  if (!isCaption(tr) && splitHtml(tr)) return
  const at = tr.selection.from
  tr.insert(at, schema.node('hardBreak', { html: '<br />' }))
  tr.setSelection(TextSelection.create(tr.doc, at + 1))
}

const isCaption = (tr: Transaction): boolean =>
  /^<(?:figcaption|summary|caption)\b/i.test(String(tr.selection.$from.parent.attrs.html))

/** What may stand between tags; the rest as its text. */
function inlineFor(text: Node): Fragment {
  const { htmlText } = schema.nodes
  const nodes = text.children.flatMap((node) => {
    if (htmlText?.contentMatch.matchType(node.type)) return [node]
    const words = node.textContent || String(node.attrs.source ?? '')
    return words === '' ? [] : [schema.text(words)]
  })
  return Fragment.fromArray(nodes)
}
