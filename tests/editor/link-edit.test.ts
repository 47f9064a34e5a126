import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { headingsIn } from '../../src/editor/heading-places.ts'
import { editLink, type LinkEdit } from '../../src/editor/link-edit.ts'
import { schema } from '../../src/editor/schema.ts'

/** The body after the link whose words are `on` (or the words themselves) was edited. */
function edited(body: string, on: string, edit: LinkEdit): string {
  const { doc, origin } = parseBody(body)
  let at = -1
  doc.descendants((node, pos) => {
    if (node.isText && at === -1 && node.text?.includes(on)) at = pos + node.text.indexOf(on)
  })
  const { tr } = EditorState.create({ doc, schema })
  editLink(tr, at, at + on.length, edit)
  const save = saveBody(tr.doc, origin)
  expect(save.kind).toBe('saved')
  return save.body
}

const cases: readonly (readonly [body: string, on: string, edit: LinkEdit, wanted: string])[] = [
  ['See *the tables* now.\n', 'the tables', { href: '/x/' }, 'See [*the tables*](/x/) now.\n'],
  [
    'See [it](/x/ "t"){:target="_blank"} now.\n',
    'it',
    { href: '/y/', title: 't' },
    'See [it](/y/ "t"){:target="_blank"} now.\n',
  ],
  ['See [it](/x/ "t") now.\n', 'it', { href: '/x/' }, 'See [it](/x/) now.\n'],
  ['See [it](/x/) now.\n', 'it', { href: '' }, 'See it now.\n'],
  ['See [it](/x/) now.\n', 'it', { href: '/x/', words: 'that' }, 'See [that](/x/) now.\n'],
  ['See [**it**](/x/) now.\n', 'it', { href: '/x/', words: 'that' }, 'See [**that**](/x/) now.\n'],
  [
    'See <https://a.example> now.\n',
    'https://a.example',
    { href: 'https://b.example' },
    'See <https://b.example> now.\n',
  ],
  [
    'See [it][r] now.\n\n[r]: /x/ "t"\n',
    'it',
    { href: '/y/', title: 't' },
    'See [it][r] now.\n\n[r]: /y/ "t"\n',
  ],
  ['See [it][] now.\n\n[It]: /x/\n', 'it', { href: '/y/' }, 'See [it][] now.\n\n[It]: /y/\n'],
  ['See [it][r], [that][r].\n\n[r]: /x/\n', 'it', { href: '/y/' }, 'See [it](/y/), [that][r].\n\n[r]: /x/\n'],
  [
    'See [it][r] now.\n\n[r]: /x/\n',
    'it',
    { href: '/x/', words: 'that' },
    'See [that][r] now.\n\n[r]: /x/\n',
  ],
  [
    'See [it](/x/) now.\n',
    'it',
    { href: '{% post_url 2020-01-01-a %}' },
    'See [it]({% post_url 2020-01-01-a %}) now.\n',
  ],
  ['See [it](/x/) now.\n', 'it', { href: '/a b(c' }, 'See [it](</a b(c>) now.\n'],
]

describe('an edited link', () => {
  it.each(cases)('%j, at %j, with %j', (body, on, edit, wanted) => {
    expect(edited(body, on, edit)).toBe(wanted)
  })
})

it('links a picture, which stays', () => {
  const { doc, origin } = parseBody('![a](/a.png){:.x} b\n')
  const { tr } = EditorState.create({ doc, schema })
  editLink(tr, 1, 2, { href: '/x/' })
  expect(saveBody(tr.doc, origin).body).toBe('[![a](/a.png){:.x}](/x/) b\n')
})

it('finds the headings to which a link can lead', () => {
  expect(headingsIn('# A `b` & c\n\n> ## D {#own}\n\nA\n---\n', {})).toEqual([
    { id: 'a-b--c', text: 'A b & c' },
    { id: 'own', text: 'D' },
    { id: 'a', text: 'A' },
  ])
})
