import { schema } from '../../editor/schema.ts'
import { between } from './chance.ts'
import { at, isProse, named, onTop, within, type RandomEdit } from './random-edit.ts'

const span = schema.node('inlineMath', { tex: '|x_1| + \\|y\\|' })
const block = schema.node('math', { tex: 'a_1 \\\\\n  - b' })

/** Formulas, in a text and by themselves. */
export const mathEdits: readonly RandomEdit[] = [
  {
    name: 'insert a formula in a text',
    make: within(isProse, (tr, from) => {
      const inCode = tr.doc.rangeHasMark(Math.max(0, from - 1), from + 1, schema.mark('code').type)
      return !inCode && tr.insert(from, span)
    }),
  },
  { name: 'insert a formula', make: onTop((tr, spot) => tr.insert(spot.at, block)) },
  {
    name: 'change a formula',
    make: at(named('math', 'inlineMath'), (tr, { node, at: from }, random) =>
      tr.setNodeAttribute(from, 'tex', `${String(node.attrs.tex)} = ${between(1, 9, random)}`),
    ),
  },
]
