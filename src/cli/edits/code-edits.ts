import { TextSelection } from '@tiptap/pm/state'
import { indentCode, outdentCode, toggleRaw } from '../../editor/code-commands.ts'
import { between, pick } from './chance.ts'
import { at, named, within, type RandomEdit } from './random-edit.ts'

const isCode = named('codeBlock')

export const codeEdits: readonly RandomEdit[] = [
  {
    name: 'language of code',
    make: at(isCode, (tr, spot, random) => {
      const language = pick(['ruby', 'c++', null], random) ?? null
      tr.setNodeMarkup(spot.at, undefined, { ...spot.node.attrs, language, fenced: true })
    }),
  },
  {
    name: 'a fence in code',
    make: within(isCode, (tr, from, _to, random) =>
      tr.insertText(`\n${pick(['```', '~~~~'], random) ?? ''}\n`, from),
    ),
  },
  {
    name: 'show the tags of code as they are, or not',
    make: at(isCode, (tr, spot) => toggleRaw(spot.at)(tr)),
  },
  {
    name: 'indent code',
    make: within(isCode, (tr, from, to, random) => {
      tr.setSelection(TextSelection.create(tr.doc, from, between(from, to, random)))
      return indentCode(tr)
    }),
  },
  {
    name: 'outdent code',
    make: within(isCode, (tr, from, to) => {
      tr.setSelection(TextSelection.create(tr.doc, from, to))
      return outdentCode(tr)
    }),
  },
]
