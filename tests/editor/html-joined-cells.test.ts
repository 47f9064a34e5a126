import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { joinableOf, joinCells, partCell } from '../../src/editor/html-joined-cells.ts'
import { htmlCellAt, type HtmlTableCommand } from '../../src/editor/html-table.ts'
import { Editing } from './editing.ts'

const plain =
  '<table>\n<tr><td class="n">a</td><td>b</td><td></td></tr>\n<tr><td>d</td><td><p>e</p></td><td>f</td></tr>\n</table>\n'
const joined =
  '<table>\n<tr><td rowspan="2" class="n">a</td><td colspan="2">b</td></tr>\n<tr><td>d</td><td>e</td></tr>\n</table>\n'
const square =
  '<table>\n<tr><td>a</td><td colspan="2" rowspan="2">b</td></tr>\n<tr><td>c</td></tr>\n</table>\n'

const edits: readonly (readonly [
  name: string,
  source: string,
  at: string,
  command: HtmlTableCommand,
  wanted: string,
])[] = [
  [
    'joined with the next cell',
    plain,
    'a',
    joinCells('beside'),
    plain.replace('<td class="n">a</td><td>b</td>', '<td class="n" colspan="2">a<br />b</td>'),
  ],
  [
    'joined with an empty one',
    plain,
    'b',
    joinCells('beside'),
    plain.replace('<td>b</td><td></td>', '<td colspan="2">b</td>'),
  ],
  [
    'joined with the one below',
    plain,
    'a',
    joinCells('below'),
    plain.replace('<td class="n">a', '<td class="n" rowspan="2">a<br />d').replace('<td>d</td>', ''),
  ],
  [
    'joined with a joined one',
    square.replace('rowspan="2"', ''),
    'a',
    joinCells('beside'),
    '<table>\n<tr><td colspan="3">a<br />b</td></tr>\n<tr><td>c</td></tr>\n</table>\n',
  ],
  [
    'parted into columns',
    joined,
    'b',
    partCell,
    joined.replace('<td colspan="2">b</td>', '<td>b</td><td></td>'),
  ],
  [
    'parted into rows',
    joined,
    'a',
    partCell,
    joined
      .replace('<td rowspan="2" class="n">', '<td class="n">')
      .replace('<td>d', '<td class="n"></td><td>d'),
  ],
  [
    'parted into rows and columns',
    square,
    'b',
    partCell,
    '<table>\n<tr><td>a</td><td>b</td><td></td></tr>\n<tr><td>c</td><td></td><td></td></tr>\n</table>\n',
  ],
]

describe('a cell of a table of HTML', () => {
  it.each(edits)('is %s', (_name, source, at, command, wanted) => {
    const { doc, origin } = parseBody(source)
    const { kind, body } = saveBody(new Editing(doc).at(at).run(command).tr.doc, origin)
    expect([kind, body]).toEqual(['saved', wanted])
  })

  it('keeps the blocks of both', () => {
    const { doc, origin } = parseBody(plain)
    const { kind, body } = saveBody(new Editing(doc).at('b').run(joinCells('below')).tr.doc, origin)
    expect(kind).toBe('saved')
    expect(body.replace(/\s*\n\s*/g, '')).toContain('<td rowspan="2"><p>b</p><p>e</p></td>')
  })

  it('says what it can be joined with', () => {
    const said = (source: string, at: string) => {
      const { tr } = new Editing(parseBody(source).doc).at(at)
      const place = htmlCellAt(tr.selection.$from)
      return place && Object.values(joinableOf(place))
    }
    expect(said(plain, 'a')).toEqual([false, true, true])
    expect(said(plain, 'f')).toEqual([false, false, false])
    expect(said(joined, 'a')).toEqual([true, false, false])
    expect(said(joined, 'b')).toEqual([true, false, false])
    expect(said('a | b\n', 'a')).toBeUndefined()
  })

  it('cannot be parted that is one, nor joined with none', () => {
    const run = (at: string, command: HtmlTableCommand) =>
      command(new Editing(parseBody(plain).doc).at(at).tr)
    expect([run('a', partCell), run('f', joinCells('beside')), run('d', joinCells('below'))]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('is joined with no row’s only one', () => {
    const { tr } = new Editing(parseBody('<table>\n<tr><td>a</td></tr>\n<tr><td>b</td></tr>\n</table>\n').doc)
    expect(joinCells('below')(tr)).toBe(false)
  })
})
