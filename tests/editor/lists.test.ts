import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { toggleTaskAt } from '../../src/editor/tasks.ts'
import { Editing, type Edit } from './editing.ts'

const saved = (before: string, edit: Edit) => {
  const { doc, origin } = parseBody(before)
  return saveBody(edit(new Editing(doc)).tr.doc, origin)
}

const cases: readonly (readonly [what: string, before: string, edit: Edit, after: string])[] = [
  [
    'an item added to a list that counts up',
    '1. a\n2. b\n3. c\n',
    (e) => e.insertAfter('a', 'x').splitBefore('x', 2),
    '1. a\n2. x\n3. b\n4. c\n',
  ],
  [
    'an item added to a list of ones',
    '1. a\n1. b\n1. c\n',
    (e) => e.insertAfter('a', 'x').splitBefore('x', 2),
    '1. a\n1. x\n1. b\n1. c\n',
  ],
  ['an item deleted', '1. a\n2. b\n3. c\n', (e) => e.delete('b', 1), '1. a\n2. c\n'],
  ['a list that starts elsewhere', '4. a\n5. b\n6. c\n', (e) => e.delete('b', 1), '4. a\n5. c\n'],
  ['numbers that never counted', '1. a\n3. b\n7. c\n', (e) => e.delete('b', 1), '1. a\n7. c\n'],
  ['a word in an item', '1. a\n3. b\n7. c\n', (e) => e.insertAfter('b', 'x'), '1. a\n3. bx\n7. c\n'],
  [
    'a task ticked',
    '* [ ] a\n* [x] b\n',
    (e) => e.run((tr) => toggleTaskAt(tr, e.find('a'))),
    '* [x] a\n* [x] b\n',
  ],
  [
    'a tick taken away',
    '* [ ] a\n* [x] b\n',
    (e) => e.run((tr) => toggleTaskAt(tr, e.find('b'))),
    '* [ ] a\n* [ ] b\n',
  ],
  ['the only item deleted', 'x\n\n- a\n\ny\n', (e) => e.delete('a', 2), 'x\n\ny\n'],
]

describe('an edited list', () => {
  it.each(cases)('%s', (_what, before, edit, after) => {
    expect(saved(before, edit)).toMatchObject({ kind: 'saved', body: after })
  })

  it('has no box to tick where it has no tasks', () => {
    const editing = new Editing(parseBody('- a\n').doc)
    expect(toggleTaskAt(editing.tr, editing.find('a'))).toBe(false)
  })
})
