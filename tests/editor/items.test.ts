import { describe, expect, it } from 'vitest'
import { parseBody, saveBody, type Node } from '../../src/editor/document.ts'
import { schema } from '../../src/editor/schema.ts'
import { paragraph } from './editing.ts'

const code = (text: string, attributes: Record<string, unknown> = {}): Node =>
  schema.node('codeBlock', attributes, [schema.text(text)])

const list = (...items: readonly (readonly Node[])[]): Node =>
  schema.node(
    'bulletList',
    null,
    items.map((blocks) => schema.node('listItem', null, [...blocks])),
  )

const saved = (...blocks: readonly Node[]) =>
  saveBody(schema.node('doc', null, [...blocks]), parseBody('').origin)

/** What kramdown takes for something else where it stands in an item as it would stand by itself. */
const cases: readonly (readonly [what: string, block: Node, body: string])[] = [
  ['code that looks like a list', list([code('- a\n- b')]), '- \n        - a\n        - b\n'],
  [
    'code that looks like a list, below a text',
    list([paragraph('Ports'), code('- a\n- b', { language: 'js' })], [paragraph('Tides')]),
    '- Ports\n\n  ```js\n  - a\n  - b\n  ```\n- Tides\n',
  ],
  ['code that looks like a rule', list([paragraph('Ports'), code('* * *')]), '- Ports\n\n      * * *\n'],
  ['a rule at the start', list([schema.node('rule')], [paragraph('Tides')]), '- ___\n- Tides\n'],
  [
    'code that is marked by its indentation, in a quote in an item',
    list([paragraph('Said'), schema.node('blockquote', null, [code('- a', { fenced: false })])]),
    '- Said\n  >     - a\n',
  ],
]

describe('a block in an item', () => {
  it.each(cases)('%s', (_what, block, body) => {
    expect(saved(block)).toMatchObject({ kind: 'saved', body })
  })
})
