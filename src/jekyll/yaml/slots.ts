import type { ScalarNode, SequenceNode, YamlNode } from './nodes.ts'
import type { Place, PrintStyle } from './print.ts'
import { lineEnd, lineStart, type Splice } from './splice.ts'

/** The text that is to be changed, what its nodes mean, and how new text is to look. */
export interface PatchContext {
  readonly text: string
  readonly values: ReadonlyMap<YamlNode, unknown>
  readonly style: PrintStyle
}

/** A value and the place behind the colon or dash where it stands. */
export interface Slot {
  readonly at: number
  readonly node: YamlNode
  readonly place: Place
}

export const columnOf = (text: string, at: number): number => at - lineStart(text, at)

/** The style of what stands there, where it has one. */
export function styleLike(node: YamlNode, { text, style }: PatchContext): PrintStyle {
  if (node.type === 'scalar')
    return node.value === '' && node.style === 'plain' ? style : { ...style, text: node.style }
  if (node.type !== 'sequence') return style
  return { ...style, list: node.flow ? 'flow' : 'block', ...listStyle(node, text, style) }
}

function listStyle(node: SequenceNode, text: string, style: PrintStyle): Partial<PrintStyle> {
  const first = node.items.map((item) => item.node).find((item): item is ScalarNode => item.type === 'scalar')
  const indent = node.flow ? style.listIndent : indentBelowKey(node, text)
  return { text: first?.style ?? style.text, listIndent: indent }
}

function indentBelowKey(node: SequenceNode, text: string): number {
  const above = text.slice(0, lineStart(text, node.span[0])).trimEnd()
  const key = above.slice(above.lastIndexOf('\n') + 1)
  return Math.max(0, columnOf(text, node.span[0]) - (key.length - key.trimStart().length))
}

/** Puts printed text into a slot, whatever of it the old value takes up; a comment behind it stays. */
export function placeText(text: string, slot: Slot, printed: string): Splice[] {
  const { at, node } = slot
  const to = contentEnd(text, node)
  const sameLine = !/[\r\n]/.test(text.slice(at, node.from))
  if (/^[\r\n]/.test(printed)) return placeBelow(text, slot, to, printed, sameLine)
  if (!sameLine) return placeAbove(text, slot, to, printed)
  if (printed === '') return [{ from: blanksBefore(text, at, node.from), to, text: '' }]
  if (node.from > at) return [{ from: node.from, to, text: printed }]
  return [fillEmpty(text, at, printed)]
}

/** Behind `key:` where nothing stands. */
function fillEmpty(text: string, at: number, printed: string): Splice {
  const rest = text.slice(at, lineEnd(text, at))
  const to = rest.trim() === '' && !printed.includes('\n') ? at + Math.min(rest.length, 1) : at
  return { from: at, to, text: ` ${printed}` }
}

/** The new value is a block and starts on the next line. */
function placeBelow(text: string, slot: Slot, to: number, printed: string, sameLine: boolean): Splice[] {
  const { at, node } = slot
  if (!sameLine) return [{ from: lineEnd(text, at), to, text: printed }]
  const end = lineEnd(text, to)
  return [
    { from: blanksBefore(text, at, node.from), to, text: '' },
    { from: end, to: end, text: printed },
  ]
}

/** The old value starts on a later line, the new one on that of the key. */
function placeAbove(text: string, { at }: Slot, to: number, printed: string): Splice[] {
  const end = lineEnd(text, at)
  const inline = printed === '' ? '' : ` ${printed}`
  return [
    { from: at, to: at, text: inline },
    { from: end, to, text: '' },
  ]
}

function blanksBefore(text: string, least: number, at: number): number {
  let from = at
  while (from > least && (text[from - 1] === ' ' || text[from - 1] === '\t')) from -= 1
  return from
}

/** The end of a value without the line break that ends a block scalar. */
export function contentEnd(text: string, node: YamlNode): number {
  const to = node.span[1]
  const last = deepestLast(node)
  if (last.type !== 'scalar' || (last.style !== 'literal' && last.style !== 'folded')) return to
  return to - (/\r?\n$/.exec(text.slice(node.from, to))?.[0].length ?? 0)
}

function deepestLast(node: YamlNode): YamlNode {
  if (node.type === 'sequence' && !node.flow) return deepestLast(node.items.at(-1)?.node ?? node)
  if (node.type === 'mapping' && !node.flow) {
    const last = node.pairs.at(-1)?.value
    return last === undefined ? node : deepestLast(last)
  }
  return node
}
