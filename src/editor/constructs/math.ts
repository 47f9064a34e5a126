import { InputRule, Node, type ExtendedRegExpMatchArray } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { Construct, PrintSpan, ReadBlock, ReadSpan } from '../construct.ts'
import { attributeList, kept } from './attribute-list.ts'

/*
 * Formulas (kramdown's manual, “Math Blocks”): TeX between `$$`, as a block or in a text.
 */

const tex = { tex: kept('') }

/** A formula that stands by itself. */
const math = Node.create({
  name: 'math',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ ...tex, ...attributeList }),
  renderHTML: ({ node }) => ['pre', { class: 'galley-math' }, `$$${String(node.attrs.tex)}$$`],
  renderText: ({ node }) => `$$${String(node.attrs.tex)}$$`,
})

/** `$$x$$` and a blank, at the end of what was typed. */
const typed = /(?:^|[^$\\])(\$\$([^$]*[^$\s][^$]*)\$\$)\s$/

const inlineMath = Node.create({
  name: 'inlineMath',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => tex,
  renderHTML: ({ node }) => ['code', { class: 'galley-math' }, `$$${String(node.attrs.tex)}$$`],
  renderText: ({ node }) => `$$${String(node.attrs.tex)}$$`,
  addInputRules() {
    const { type } = this
    return [
      new InputRule({
        find: typed,
        handler: ({ state: { tr, schema }, range, match }) => {
          const [from, value] = typedFormula(match, range)
          const $from = tr.doc.resolve(from)
          const alone = $from.parent.type.name === 'paragraph' && $from.parentOffset === 0
          if (!alone || range.to < $from.end()) {
            tr.replaceWith(from, range.to, [type.create({ tex: value }), schema.text(' ')])
            return
          }
          const block = schema.node('math', { tex: value })
          const $whole = tr.doc.resolve($from.before())
          if (!$whole.parent.canReplaceWith($whole.index(), $whole.index() + 1, block.type)) return
          tr.replaceWith($from.before(), $from.after(), [block, schema.node('paragraph')])
          tr.setSelection(TextSelection.create(tr.doc, $whole.pos + 2))
        },
      }),
    ]
  },
})

function typedFormula(
  match: ExtendedRegExpMatchArray,
  { from }: { readonly from: number },
): readonly [from: number, tex: string] {
  return [from + match[0].indexOf('$$'), texFor((match[2] ?? '').trim(), 'span')]
}

/**
 * TeX as a post can hold it, of the same meaning: the signs that would end the formula, and those that Liquid would
 * take for its own, apart; in a text on one line.
 */
export function texFor(value: string, display: 'block' | 'span'): string {
  const safe = value.replace(/\${2,}/g, '\\$').replace(/\{(?=[{%])/g, '{ ')
  return display === 'span' ? safe.replace(/\s*\n\s*/g, ' ') : safe.replace(/\n(?:[ \t]*\n)+/g, '\n')
}

const readBlock: ReadBlock = (element, { schema, ial }) =>
  element.type === 'math' && element.value !== ''
    ? { node: schema.node('math', { tex: element.value, ial }) }
    : undefined

const readSpan: ReadSpan = (element, reading) => {
  if (element.type !== 'math' || element.ial || element.value === '') return false
  reading.node('inlineMath', { tex: element.value })
  return true
}

/** Bars make cells of a table of what stands between them; TeX has words for them. */
const printSpan: PrintSpan = ({ attrs }, { style }, context) => {
  const value = String(attrs.tex)
  return `$$${context === 'cell' || style.escape === 'full' ? withoutBars(value) : value}$$`
}

/** The same formula with words for its bars. */
export const withoutBars = (value: string): string =>
  value
    .replace(/\\\|\s*/g, '\\Vert ')
    .replace(/\|\s*/g, '\\vert ')
    .trimEnd()

export const mathConstruct: Construct = {
  extensions: [math, inlineMath],
  blocks: { math: readBlock },
  spans: { math: readSpan },
  printBlock: { math: ({ attrs }) => `$$\n${String(attrs.tex)}\n$$` },
  printSpan: { inlineMath: printSpan },
}
