import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import {
  demoteTerm,
  enterEntry,
  insertDefinitionList,
  joinEntry,
  promoteDefinition,
} from '../../src/editor/term-commands.ts'
import { Editing } from './editing.ts'

type Command = (tr: Transaction) => boolean

const names: Readonly<Record<string, string>> = { definitionTerm: 'T', definition: 'D', paragraph: 'P' }

/** Each term, definition and paragraph by a letter and its text, `|` where the cursor stands. */
function shown({ doc, selection }: Transaction): string {
  const lines: string[] = []
  doc.descendants((node: Node, at: number, parent) => {
    if (!node.isTextblock) return
    const owner = parent?.type.name === 'definition' ? parent : node
    const cursor = selection.from - at - 1
    const text = node.textContent
    const here = cursor >= 0 && cursor <= node.content.size
    lines.push(
      `${names[owner.type.name] ?? '?'} ${here ? `${text.slice(0, cursor)}|${text.slice(cursor)}` : text}`,
    )
  })
  return lines.map((line) => line.trim()).join(', ')
}

const list = 'Ebb\n: Goes out.\n\nFlood\n: Comes in.\n: Twice.\n'

/** The commands one after the other, with the cursor before a text, or behind it (`>`). */
function run(body: string, place: string, ...commands: readonly Command[]): string {
  const editing = new Editing(parseBody(body).doc)
  if (place.startsWith('>')) editing.behind(place.slice(1))
  else editing.at(place)
  commands.forEach((command) => editing.run(command))
  return shown(editing.tr)
}

const type =
  (text: string): Command =>
  (tr) =>
    tr.insertText(text).docChanged

describe('keys in a list of terms', () => {
  it.each<readonly [string, string, string, readonly Command[], string]>([
    [
      'Enter behind a term adds one, where it has what it means',
      list,
      '>Ebb',
      [enterEntry],
      'T Ebb, T |, D Goes out., T Flood, D Comes in., D Twice.',
    ],
    [
      'Enter in a term splits it',
      list,
      'od',
      [enterEntry],
      'T Ebb, D Goes out., T Flo, T |od, D Comes in., D Twice.',
    ],
    [
      'Enter behind a definition begins a term',
      list,
      '>Twice.',
      [enterEntry],
      `T Ebb, D Goes out., T Flood, D Comes in., D Twice., T |`,
    ],
    [
      'Enter twice behind the last one leaves the list',
      list,
      '>Twice.',
      [enterEntry, enterEntry],
      'T Ebb, D Goes out., T Flood, D Comes in., D Twice., P |',
    ],
    [
      'Tab makes a term another definition',
      list,
      'od',
      [demoteTerm],
      'T Ebb, D Goes out., D Flo|od, D Comes in., D Twice.',
    ],
    [
      'Tab leads from the first term to what it means',
      list,
      'Ebb',
      [demoteTerm],
      'T Ebb, D |Goes out., T Flood, D Comes in., D Twice.',
    ],
    [
      'Shift-Tab makes a definition a term',
      list,
      'ice.',
      [promoteDefinition],
      'T Ebb, D Goes out., T Flood, D Comes in., T Tw|ice.',
    ],
    [
      'Backspace joins two definitions',
      list,
      'Twice.',
      [joinEntry],
      'T Ebb, D Goes out., T Flood, D Comes in., D |Twice.',
    ],
    [
      'Backspace before a definition makes it a term',
      list,
      'Goes',
      [joinEntry],
      'T Ebb, T |Goes out., T Flood, D Comes in., D Twice.',
    ],
    [
      'Backspace before a term makes it a definition',
      list,
      'Flood',
      [joinEntry],
      'T Ebb, D Goes out., D |Flood, D Comes in., D Twice.',
    ],
    ['Backspace before the first one ends the list', 'Ebb\n: Out.\n', 'Ebb', [joinEntry], 'P |Ebb, P Out.'],
    [
      'a paragraph becomes the first term',
      'Ebb\n',
      '>Ebb',
      [insertDefinitionList, type('Out.'), enterEntry, type('Flood'), enterEntry, type('In.')],
      'T Ebb, D Out., T Flood, D In.|',
    ],
  ])('%s', (_what, body, place, commands, wanted) => {
    expect(run(body, place, ...commands)).toBe(wanted)
  })

  it('leave other places to others', () => {
    const at = (body: string, text: string) => new Editing(parseBody(body).doc).at(text).tr
    for (const command of [enterEntry, demoteTerm, promoteDefinition, joinEntry])
      expect(command(at('Ebb\n', 'bb'))).toBe(false)
    expect(joinEntry(at(list, 'bb'))).toBe(false)
    expect(promoteDefinition(at(list, 'Ebb'))).toBe(false)
    expect(insertDefinitionList(at(list, 'Ebb'))).toBe(false)
  })

  it('change as little of the text as they mean', () => {
    const after = (text: string, ...commands: readonly Command[]): string => {
      const { doc, origin } = parseBody(list)
      const editing = new Editing(doc).behind(text)
      commands.forEach((command) => editing.run(command))
      return saveBody(editing.tr.doc, origin).body
    }
    expect(after('Twice.', enterEntry, type('Slack'), enterEntry, type('Neither.'))).toBe(
      `${list}\nSlack\n: Neither.\n`,
    )
    expect(after('Goes out.', type(' Far.'))).toBe(list.replace('out.', 'out. Far.'))
  })
})
