import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { canBeShort, fullOf, setAbbreviation } from '../../src/editor/abbreviation-commands.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { wordsAt } from '../../src/editor/words-at.ts'
import { Editing } from './editing.ts'

/** The text once it is said what a short form stands for. */
function saying(body: string, short: string, full: string): string {
  const { doc, origin } = parseBody(body)
  const { tr } = new Editing(doc).run((change) => setAbbreviation(change, { short, full }))
  const save = saveBody(tr.doc, origin)
  expect(save.kind).toBe('saved')
  return save.body
}

const said: readonly (readonly [before: string, after: string])[] = [
  ['The UK.\n', 'The UK.\n\n*[UK]: United Kingdom\n'],
  ['UK.\n\n*[EU]: Union\n*[UN]: Nations\n', 'UK.\n\n*[EU]: Union\n*[UN]: Nations\n*[UK]: United Kingdom\n'],
  ['*[EU]: Union\n\nUK.\n', '*[EU]: Union\n\n*[UK]: United Kingdom\n\nUK.\n'],
  ['UK.[^1]\n\n[^1]: A note.\n', 'UK.[^1]\n\n[^1]: A note.\n\n*[UK]: United Kingdom\n'],
  ['UK.\n\n*[UK]: Kingdom\n', 'UK.\n\n*[UK]: United Kingdom\n'],
]

describe('what a short form stands for', () => {
  it.each(said)('%j', (before, after) => {
    expect(saying(before, 'UK', 'United  Kingdom')).toBe(after)
  })

  it('is known where the post says it', () => {
    const { doc } = parseBody('a\n\n*[UK]: Kingdom\n')
    expect([fullOf(doc, 'UK'), fullOf(doc, 'EU')]).toEqual(['Kingdom', undefined])
  })

  it('cannot be said of what kramdown would not read', () => {
    expect(['UK', 'e. g.', 'C++'].filter(canBeShort)).toEqual(['UK', 'e. g.', 'C++'])
    expect(['', ' UK', 'a]b', 'a\nb', '{{x}}'].filter(canBeShort)).toEqual([])
  })
})

describe('the words that can be made one', () => {
  const body = 'The UK-based *NO*AA {{ x }}kept.\n\n    code\n'
  const { doc } = parseBody(body)
  const at = (from: number, to = from): string =>
    wordsAt(EditorState.create({ doc, selection: TextSelection.create(doc, from, to) }))
  const place = (text: string): number => new Editing(doc).find(text)

  it('are the selected ones', () => {
    expect(at(place('UK'), place('based'))).toBe('UK-')
    expect(at(place('UK'), place('code') + 1)).toBe('')
  })

  it('are else the word at the cursor, whatever its look', () => {
    expect([at(place('UK') + 1), at(place('UK') + 2), at(place('NOAA') + 1)]).toEqual(['UK', 'UK', 'NOAA'])
  })

  it('are none where the cursor stands before a word or beside none', () => {
    expect([at(1), at(place('UK')), at(place('kept')), at(place('kept') + 5)]).toEqual(['', '', '', ''])
  })
})
