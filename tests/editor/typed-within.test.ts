import { EditorState, TextSelection } from '@tiptap/pm/state'
import { expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { typedWithin } from '../../src/editor/type-behind.ts'
import { Editing } from './editing.ts'

/** What is saved once ` b` was typed behind `a`; undefined: it is typed as anywhere else. */
function saved(source: string): string | undefined {
  const { doc, origin } = parseBody(source)
  const at = new Editing(doc).find('a') + 1
  const tr = typedWithin(EditorState.create({ doc, selection: TextSelection.create(doc, at) }), ' b')
  return tr && saveBody(tr.doc, origin).body
}

it.each([
  ['<center><sup>a</sup></center>\n', '<center><sup>a b</sup></center>\n'],
  ['<small>One *a*</small>\n', '<small>One *a b*</small>\n'],
  ['H<sub>a</sub>\n', undefined],
  ['<sup>a</sup> c\n', undefined],
  ['*a*\n', undefined],
])('what is typed at the end of %j stands between its tags: %j', (source, wanted) => {
  expect(saved(source)).toBe(wanted)
})
