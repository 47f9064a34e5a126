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

  it('has no head row moved, and no row before it', () => {
    expect(addHtmlRow(0)(new Editing(parseBody(close).doc).at('Boat').tr)).toBe(false)
    expect(moveHtmlRow(-1)(new Editing(parseBody(close).doc).at('Nell').tr)).toBe(false)
  })
})

const cols = '<colgroup>\n  <col width="1">\n  <col width="2">\n  <col width="3">\n</colgroup>\n'
const rows =
  '<tr><td rowspan="2">a</td><td>b</td><td>c</td></tr>\n<tr><td>d</td><td>e</td></tr>\n<tr><td colspan="2">f</td><td>g</td></tr>\n'
const joined = `<table>\n${cols}${rows}</table>\n`

const joinedEdits: readonly (readonly [
  name: string,
  at: string,
  command: HtmlTableCommand,
  wanted: string,
])[] = [
  [
    'a column at its end',
    'e',
    addHtmlColumn(1),
    joined
      .replace('<col width="3">', '<col width="3">\n  <col>')
      .replace(/(c|e|g)<\/td>/g, '$1</td><td></td>'),
  ],
  [
    'a column at its start',
    'f',
    addHtmlColumn(0),
    joined
      .replace('<col width="1">', '<col>\n  <col width="1">')
      .replace('<td rowspan', '<td></td><td rowspan')
      .replace('<td>d', '<td></td><td>d')
      .replace('<td colspan="2">f', '<td></td><td colspan="2">f'),
  ],
  [
    'a row below a cell of two rows',
    'd',
    addHtmlRow(1),
    joined.replace('e</td></tr>', 'e</td></tr>\n<tr><td></td><td></td><td></td></tr>'),
  ],
  [
    'a row below a cell of two columns',
    'f',
    addHtmlRow(1),
    joined.replace('g</td></tr>', 'g</td></tr>\n<tr><td colspan="2"></td><td></td></tr>'),
  ],
  ['a row less', 'g', deleteHtmlRow, joined.replace(/<tr><td colspan.*\n/, '')],
  [
    'a column less',
    'c',
    deleteHtmlColumn,
    joined.replace('\n  <col width="3">', '').replace(/<td>[ceg]<\/td>/g, ''),
  ],
  [
    'a column aligned',
    'g',
    alignHtmlColumn('right'),
    joined.replace(/<td>(?=[ceg])/g, '<td style="text-align: right">'),
  ],
]

describe('a table whose cells reach over several rows and columns', () => {
  it.each(joinedEdits)('gets %s', (_name, at, command, wanted) => {
    const { doc, origin } = parseBody(joined)
    const { kind, body } = saveBody(new Editing(doc).at(at).run(command).tr.doc, origin)
    expect([kind, body]).toEqual(['saved', wanted])
  })

  it('keeps them whole', () => {
    const torn = [
      ['b', addHtmlRow(1)],
      ['b', deleteHtmlRow],
      ['d', deleteHtmlRow],
      ['d', moveHtmlRow(1)],
      ['f', moveHtmlRow(-1)],
      ['b', addHtmlColumn(0)],
      ['b', deleteHtmlColumn],
      ['c', moveHtmlColumn(-1)],
    ] as const
    for (const [at, command] of torn)
      expect(command(new Editing(parseBody(joined).doc).at(at).tr)).toBe(false)
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

  it('moves with them', () => {
    const plain = `<table>\n<col class="x">\n<col class="y" />\n<tr><td>a</td><td>b</td></tr>\n</table>\n`
    const after = (command: HtmlTableCommand): string => {
      const { doc, origin } = parseBody(plain)
      return saveBody(new Editing(doc).at('a').run(command).tr.doc, origin).body
    }
    expect(after(moveHtmlColumn(1))).toBe(
      plain
        .replace('<col class="x">\n<col class="y" />', '<col class="y" />\n<col class="x">')
        .replace('<td>a</td><td>b</td>', '<td>b</td><td>a</td>'),
    )
    expect(after(deleteHtmlColumn)).toBe(plain.replace('<col class="x">\n', '').replace('<td>a</td>', ''))
    expect(after(addHtmlColumn(1))).toBe(
      plain.replace('"x">', '"x">\n<col>').replace('a</td>', 'a</td><td></td>'),
    )
  })
})
