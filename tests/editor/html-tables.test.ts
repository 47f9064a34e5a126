import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { nextHtmlCell } from '../../src/editor/html-keys.ts'
import {
  addHtmlColumn,
  addHtmlRow,
  alignHtmlColumn,
  deleteHtmlColumn,
  deleteHtmlRow,
  deleteHtmlTable,
  moveHtmlColumn,
  moveHtmlRow,
  toggleHtmlHead,
  type HtmlTableCommand,
} from '../../src/editor/html-table.ts'
import { Editing } from './editing.ts'

const close =
  '<table>\n  <tr><th>Boat</th><th>Crew</th></tr>\n  <tr id="a"><td class="n">Nell</td><td>2</td></tr>\n  <tr><td>Ada</td><td>3</td></tr>\n</table>\n'
const parted =
  '<table class="x">\n<thead>\n<tr>\n<th>Boat</th>\n<th>Crew</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>Nell</td>\n<td align="right">2</td>\n</tr>\n</tbody>\n</table>\n'

const edits: readonly (readonly [
  name: string,
  source: string,
  at: string,
  command: HtmlTableCommand,
  wanted: string,
])[] = [
  [
    'a row below',
    close,
    'Nell',
    addHtmlRow(1),
    close.replace('2</td></tr>', '2</td></tr>\n  <tr><td class="n"></td><td></td></tr>'),
  ],
  [
    'a row above',
    close,
    'Ada',
    addHtmlRow(0),
    close.replace('  <tr><td>Ada', '  <tr><td></td><td></td></tr>\n  <tr><td>Ada'),
  ],
  [
    'a row below the head',
    close,
    'Boat',
    addHtmlRow(1),
    close.replace('Crew</th></tr>', 'Crew</th></tr>\n  <tr><td class="n"></td><td></td></tr>'),
  ],
  [
    'a row below the part that is the head',
    parted,
    'Boat',
    addHtmlRow(1),
    parted.replace('<tbody>\n', '<tbody>\n<tr><td></td><td align="right"></td></tr>\n'),
  ],
  ['a row less', close, 'Nell', deleteHtmlRow, close.replace(/ {2}<tr id.*\n/, '')],
  ['a part less', parted, 'Nell', deleteHtmlRow, parted.replace(/<tbody>[^]*<\/tbody>\n/, '')],
  [
    'a row moved down',
    close,
    'Nell',
    moveHtmlRow(1),
    close.replace(/( {2}<tr id.*\n)( {2}<tr>.*\n)/, '$2$1'),
  ],
  [
    'a column behind',
    close,
    'Nell',
    addHtmlColumn(1),
    close
      .replace('</th><th>', '</th><th></th><th>')
      .replace('Nell</td>', 'Nell</td><td class="n"></td>')
      .replace('Ada</td>', 'Ada</td><td></td>'),
  ],
  [
    'a column before, in lines',
    parted,
    '2',
    addHtmlColumn(0),
    parted
      .replace('<th>Crew', '<th></th>\n<th>Crew')
      .replace('<td align', '<td align="right"></td>\n<td align'),
  ],
  [
    'a column less',
    close,
    '2',
    deleteHtmlColumn,
    close.replace('<th>Crew</th>', '').replace('<td>2</td>', '').replace('<td>3</td>', ''),
  ],
  [
    'a column moved',
    parted,
    'Nell',
    moveHtmlColumn(1),
    parted
      .replace('<th>Boat</th>\n<th>Crew</th>', '<th>Crew</th>\n<th>Boat</th>')
      .replace('<td>Nell</td>\n<td align="right">2</td>', '<td align="right">2</td>\n<td>Nell</td>'),
  ],
  [
    'a column aligned',
    parted,
    '2',
    alignHtmlColumn('center'),
    parted.replace('"right"', '"center"').replace('<th>Crew', '<th style="text-align: center">Crew'),
  ],
  [
    'a head no more',
    close,
    'Nell',
    toggleHtmlHead,
    close.replace('<th>Boat</th><th>Crew</th>', '<td>Boat</td><td>Crew</td>'),
  ],
  [
    'Tab behind the last cell',
    close,
    '3',
    nextHtmlCell,
    close.replace('3</td></tr>', '3</td></tr>\n  <tr><td></td><td></td></tr>'),
  ],
  ['no table', `x\n\n${close}\ny\n`, 'Nell', deleteHtmlTable, 'x\n\ny\n'],
]

describe('a table of HTML', () => {
  it.each(edits)('gets %s', (_name, source, at, command, wanted) => {
    const { doc, origin } = parseBody(source)
    const { kind, body } = saveBody(new Editing(doc).at(at).run(command).tr.doc, origin)
    expect([kind, body]).toEqual(['saved', wanted])
  })

  it('has nothing moved in it where a cell is several', () => {
    const { doc } = parseBody(close.replace('<td>3', '<td colspan="2">3'))
    expect(addHtmlColumn(1)(new Editing(doc).at('Nell').tr)).toBe(false)
    expect(addHtmlRow(0)(new Editing(parseBody(close).doc).at('Boat').tr)).toBe(false)
    expect(moveHtmlRow(-1)(new Editing(parseBody(close).doc).at('Nell').tr)).toBe(false)
  })
})

const columns =
  '<table>\n<colgroup>\n  <col width="20%">\n</colgroup>\n<tr><td>a</td><td>b</td></tr>\n</table>\n'

describe('what a table says of its columns', () => {
  it('stays where it is', () => {
    const { doc, origin } = parseBody(columns)
    const edited = new Editing(doc).insertAfter('a', 'x').run(addHtmlRow(1)).tr.doc
    expect(saveBody(edited, origin).body).toBe(
      columns.replace('a</td><td>b</td></tr>', 'ax</td><td>b</td></tr>\n<tr><td></td><td></td></tr>'),
    )
  })
})
