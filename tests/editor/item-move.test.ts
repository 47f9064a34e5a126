import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody, type Node } from '../../src/editor/document.ts'
import { itemPlace, moveItem } from '../../src/editor/item-move.ts'
import { schema } from '../../src/editor/schema.ts'

/** Where the innermost item, or else the block of the document, that starts with a text stands. */
function blockOf(doc: Node, text: string): number {
  let found = -1
  doc.descendants((node, at, parent) => {
    if ((parent === doc || node.type.name === 'listItem') && node.textContent.startsWith(text)) found = at
  })
  if (found === -1) throw new Error(`There is no ‘${text}’.`)
  return found
}

/** The body after an item was dropped above or below another block; undefined where it does not move. */
function dropped(body: string, item: string, side: 'above' | 'below', target: string): string | undefined {
  const { doc, origin } = parseBody(body)
  const { tr } = EditorState.create({ doc, schema })
  if (!moveItem(blockOf(doc, item), itemPlace(doc, blockOf(doc, target), side))(tr)) return undefined
  const save = saveBody(tr.doc, origin)
  expect(save.kind).toBe('saved')
  return save.body
}

const body = 'One is\nhere.\n\n* two\n* three\n    - four\n    - five\n* __six__\n\nSeven.\n'

describe('an item that is dropped', () => {
  it('stands before or behind another with what stands in it, and nothing else changes', () => {
    expect(dropped(body, 'three', 'above', 'two')).toBe(
      'One is\nhere.\n\n* three\n    - four\n    - five\n* two\n* __six__\n\nSeven.\n',
    )
    expect(dropped(body, 'three', 'below', 'six')).toBe(
      'One is\nhere.\n\n* two\n* __six__\n* three\n    - four\n    - five\n\nSeven.\n',
    )
    expect(dropped(body, 'five', 'above', 'four')).toBe(
      body.replace('- four', '- five').replace(/- five(?=\n\*)/, '- four'),
    )
  })

  it('goes to another level where it is dropped there', () => {
    expect(dropped(body, 'six', 'below', 'three')).toBe(
      'One is\nhere.\n\n* two\n* three\n    - __six__\n    - four\n    - five\n\nSeven.\n',
    )
    expect(dropped(body, 'four', 'above', 'two')).toBe(
      'One is\nhere.\n\n* four\n* two\n* three\n    - five\n* __six__\n\nSeven.\n',
    )
  })

  it('joins the list beside the block at which it is dropped, else it is a list of its own kind', () => {
    expect(dropped(body, 'two', 'above', 'Seven')).toBe(
      'One is\nhere.\n\n* three\n    - four\n    - five\n* __six__\n* two\n\nSeven.\n',
    )
    expect(dropped(body, 'six', 'below', 'One')).toBe(
      'One is\nhere.\n\n* __six__\n* two\n* three\n    - four\n    - five\n\nSeven.\n',
    )
    expect(dropped('1. one\n2. two\n\nEnd.\n', 'one', 'below', 'End')).toBe('1. two\n\nEnd.\n\n1. one\n')
  })

  it('takes its list along where it is the only one', () => {
    expect(dropped('A\n\n1. one\n\nB\n\nC\n', 'one', 'below', 'B')).toBe('A\n\nB\n\n1. one\n\nC\n')
    expect(dropped('- a\n  - b\n- c\n', 'b', 'below', 'c')).toBe('- a\n- c\n- b\n')
  })

  it('does not move into itself, nor to where it stands', () => {
    expect(dropped(body, 'three', 'below', 'four')).toBeUndefined()
    expect(dropped(body, 'two', 'above', 'two')).toBeUndefined()
    expect(dropped(body, 'two', 'above', 'three')).toBeUndefined()
    expect(dropped('A\n\n1. one\n\nB\n', 'one', 'below', 'A')).toBeUndefined()
  })
})
