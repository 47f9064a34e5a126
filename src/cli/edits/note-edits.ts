import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { followDefinitions } from '../../editor/follow-definitions.ts'
import { deleteNote, insertFootnote } from '../../editor/note-commands.ts'
import { schema } from '../../editor/schema.ts'
import {
  demoteTerm,
  enterEntry,
  insertDefinitionList,
  joinEntry,
  promoteDefinition,
} from '../../editor/term-commands.ts'
import { pick } from './chance.ts'
import { at, isProse, named, onTop, within, type RandomEdit } from './random-edit.ts'
import type { TableCommand } from '../../editor/table-commands.ts'

const text = (value: string) => schema.node('paragraph', null, [schema.text(value)])

const blocks = [
  schema.node('definitionList', null, [
    schema.node('definitionTerm', null, [schema.text('Ebb')]),
    schema.node('definition', null, [text('The tide goes out')]),
    schema.node('definitionTerm', null, [schema.text('# Flood')]),
    schema.node('definitionTerm', null, [schema.text('Rise')]),
    schema.node('definition', { loose: true }, [text('The tide'), text('comes in')]),
    schema.node('definition', null, [
      schema.node('bulletList', null, [schema.node('listItem', null, [text('one')])]),
    ]),
  ]),
  schema.node('footnote', { name: 'new' }, [text('A note'), text('of two paragraphs')]),
  schema.node('linkDefinition', { id: 'New id', href: 'https://a.example/b c', title: 'T "q"' }),
  schema.node('abbreviation', { abbreviation: 'the', title: 'an article' }),
  schema.node('styleDefinition', { name: 'new', list: '.wide title="a"' }),
]

/** A command with the cursor at the start, at the end or within a text of an entry. */
const inEntry = (command: TableCommand): RandomEdit['make'] =>
  at(named('definitionTerm', 'definition'), (tr, { at: from, node }, random) => {
    const first = TextSelection.near(tr.doc.resolve(from + 1)).from
    const last = TextSelection.near(tr.doc.resolve(from + node.nodeSize - 1), -1).from
    const place = pick([first, last, (first + last) >> 1], random) ?? first
    tr.setSelection(TextSelection.near(tr.doc.resolve(place)))
    return command(tr)
  })

/** Notes, terms and their definitions, addresses of links, abbreviations, styles by name. */
export const noteEdits: readonly RandomEdit[] = [
  {
    name: 'footnote',
    make: within(isProse, (tr, from) => {
      tr.setSelection(TextSelection.create(tr.doc, from))
      return insertFootnote(tr) && tr.insertText('A new note.')
    }),
  },
  {
    name: 'delete a note and its mark',
    make: at(named('footnoteReference'), (tr, { node, at: from }) => {
      tr.delete(from, from + 1)
      return deleteNote(String(node.attrs.name))(tr)
    }),
  },
  {
    name: 'delete a mark',
    make: at(named('footnoteReference'), (tr, spot) =>
      tr.setSelection(NodeSelection.create(tr.doc, spot.at)).deleteSelection(),
    ),
  },
  {
    name: 'insert terms, a note or a definition',
    make: onTop((tr, spot, random) => tr.insert(spot.at, pick(blocks, random) ?? [])),
  },
  {
    name: 'list of terms',
    make: within(isProse, (tr, from) =>
      insertDefinitionList(tr.setSelection(TextSelection.create(tr.doc, from))),
    ),
  },
  { name: 'Enter in terms', make: inEntry(enterEntry) },
  { name: 'Tab in terms', make: inEntry(demoteTerm) },
  { name: 'Shift-Tab in terms', make: inEntry(promoteDefinition) },
  { name: 'Backspace in terms', make: inEntry(joinEntry) },
  {
    name: 'delete a term or a definition',
    make: at(
      named('definitionTerm', 'definition'),
      (tr, { node, at: from }) =>
        tr.doc.resolve(from).parent.childCount > 1 && tr.delete(from, from + node.nodeSize),
    ),
  },
  {
    name: 'change an address',
    make: at(named('linkDefinition'), (tr, spot, random) => {
      const before = tr.doc
      const href = pick(['https://b.example/', '/a b', '{{ site.baseurl }}/c', '#x(y)'], random)
      tr.setNodeAttribute(spot.at, 'href', href)
      return followDefinitions(before, tr)
    }),
  },
  {
    name: 'change an abbreviation',
    make: at(named('abbreviation'), (tr, { node, at: from }, random) => {
      if (random() < 0.5) return tr.setNodeAttribute(from, 'title', pick(['', 'a [new] "title"'], random))
      return tr.setNodeAttribute(from, 'abbreviation', `${String(node.attrs.abbreviation)}2`)
    }),
  },
]
