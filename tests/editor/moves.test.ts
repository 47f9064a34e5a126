import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { deleteBlocks, duplicateBlocks, moveBlocks } from '../../src/editor/block-commands.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { schema } from '../../src/editor/schema.ts'

/** The body after commands on the blocks in which these words stand, up to the last of them. */
function after(
  body: string,
  words: readonly string[],
  ...commands: ((tr: Transaction) => boolean)[]
): string {
  const { doc, origin } = parseBody(body)
  let state = EditorState.create({ doc, schema })
  const places = words.map((word) => {
    let found = -1
    state.doc.descendants((node, at) => {
      const index = node.isText ? (node.text ?? '').indexOf(word) : -1
      if (index >= 0) found = at + index
    })
    return found
  })
  const [from = 0, to = from] = places
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
  for (const command of commands) {
    const { tr } = state
    if (command(tr)) state = state.apply(tr)
  }
  const save = saveBody(state.doc, origin)
  expect(save.kind).toBe('saved')
  return save.body
}

const up = moveBlocks(-1)
const down = moveBlocks(1)

describe('a block that is moved', () => {
  it('takes its own lines along, and leaves the others as they are', () => {
    const body = 'One is\nwrapped.\n\nTwo\n===\n\n* a\n\nThree __is__ *bold*.\n'
    expect(after(body, ['Three'], up)).toBe('One is\nwrapped.\n\nTwo\n===\n\nThree __is__ *bold*.\n\n* a\n')
    expect(after(body, ['One'], down)).toBe('Two\n===\n\nOne is\nwrapped.\n\n* a\n\nThree __is__ *bold*.\n')
    expect(after(body, ['One'], down, up)).toBe(body)
  })

  it('goes with all that are selected', () => {
    expect(after('A\n\nB\n\nC\n', ['B', 'C'], up)).toBe('B\n\nC\n\nA\n')
  })

  it('is an item in its list, with what stands in it', () => {
    const body = '* two\n* three\n    - four\n* five\n\nEnd.\n'
    expect(after(body, ['three'], up)).toBe('* three\n    - four\n* two\n* five\n\nEnd.\n')
    expect(after(body, ['five'], up)).toBe('* two\n* five\n* three\n    - four\n\nEnd.\n')
    expect(after(body, ['two'], up)).toBe(body)
    expect(after(body, ['four'], up)).toBe(body)
  })

  it('is not written with the list before it, which was changed too', () => {
    const change = (tr: Transaction) =>
      tr.insertText('!', 4).delete(tr.doc.content.size - 3, tr.doc.content.size - 2).docChanged
    const body = '* two\n    - four\n\n> five\n\nSeven.\n'
    expect(after(body, ['Seven'], up, change)).toBe('* t!wo\n    - four\n\nSeven.\n\n> fiv\n')
  })

  it('is the list where all of it is selected, or one item is all it has', () => {
    expect(after('A\n\n+ b\n+ c\n', ['b', 'c'], up)).toBe('+ b\n+ c\n\nA\n')
    expect(after('A\n\n+ b\n', ['b'], up)).toBe('+ b\n\nA\n')
  })

  it('is a table rather than its row', () => {
    expect(after('A\n\n|b|c|\n|-|-|\n|d|e|\n', ['d'], up)).toBe('|b|c|\n|-|-|\n|d|e|\n\nA\n')
  })

  it('stays in its quote', () => {
    expect(after('> a\n>\n> b\n\nC\n', ['a'], down)).toBe('> b\n>\n> a\n\nC\n')
    expect(after('> a\n>\n> b\n\nC\n', ['b'], down)).toBe('> a\n>\n> b\n\nC\n')
  })

  it('keeps its number where numbers are counted', () => {
    expect(after('1. a\n2. b\n3. c\n', ['c'], up)).toMatch(/^1\. a\n\d\. c\n\d\. b\n$/)
  })
})

describe('a block that is doubled or deleted', () => {
  it('is doubled as it is written', () => {
    expect(after('One is\nwrapped.\n\nB\n', ['One'], duplicateBlocks)).toBe(
      'One is\nwrapped.\n\nOne is\nwrapped.\n\nB\n',
    )
    expect(after('* a\n    - b\n* c\n', ['a'], duplicateBlocks)).toBe('* a\n    - b\n* a\n    - b\n* c\n')
  })

  it('is deleted with what would be empty without it', () => {
    expect(after('A\n\n* b\n* c\n', ['b'], deleteBlocks)).toBe('A\n\n* c\n')
    expect(after('A\n\n> * b\n\nC\n', ['b'], deleteBlocks)).toBe('A\n\nC\n')
  })

  it('keeps its spelling when a neighbor is changed too', () => {
    const change = (tr: Transaction) => tr.insertText('!', tr.doc.content.size - 1).docChanged
    expect(after('One is\nwrapped.\n\nB\n', ['One'], duplicateBlocks, change)).toBe(
      'One is\nwrapped.\n\nOne is\nwrapped.\n\nB!\n',
    )
  })
})
