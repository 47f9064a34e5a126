import { InputRule, Node } from '@tiptap/core'
import type { Construct } from '../construct.ts'
import { attributeList, htmlTag, stringOf } from './attribute-list.ts'

const extension = Node.create({
  name: 'rule',
  group: 'block htmlPart',
  addAttributes: () => ({ ...attributeList, ...htmlTag }),
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
  addInputRules() {
    return [
      new InputRule({
        find: /^(?:---|—-|___\s|\*\*\*\s)$/,
        handler: ({ state, range }) => {
          const { tr } = state
          const $from = tr.doc.resolve(range.from)
          if (!$from.node(-1).canReplaceWith($from.index(-1), $from.index(-1), this.type)) return
          tr.delete(range.from, range.to).insert($from.before(), this.type.create())
        },
      }),
    ]
  },
})

export const rule: Construct = {
  extensions: [extension],
  blocks: { hr: (_element, { schema, ial }) => ({ node: schema.node('rule', { ial }) }) },
  /** Behind a marker and a blank other signs would go on with the marker as a rule; these never do. */
  printBlock: {
    rule: ({ attrs }, { style }) => stringOf(attrs.html) ?? (style.items === 'close' ? style.rule : '___'),
  },
}
