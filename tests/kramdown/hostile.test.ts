import { describe, expect, it } from 'vitest'
import { leaves, parse, toHtml } from '../../src/kramdown/index.ts'

const SIZE = 1 << 17

/** What would take long if any construct looked ahead for each of its openings, or nested without a bound. */
const UNITS = [
  ...[
    '[',
    '![',
    '*',
    '_',
    '**a ',
    '*a _b ',
    '>',
    '> ',
    '`',
    '`a``b```',
    '<',
    '</',
    '<b>',
    '*a <b> ',
    '[a <b> ',
    '<div>',
    '<div>\n',
  ],
  ...[
    '<!--',
    '<?',
    '<a b="',
    "<a b='\n",
    '|',
    'a|b\n',
    '|a `\n',
    '* ',
    '- > ',
    '+ - 1. x\n',
    '- a\n',
    '{:',
    '{:\n',
    '{::comment}',
    '{::comment /}\n',
    '*a*{:\\}',
    '*a*{:b="c"}{:.d}',
  ],
  ...[
    '[a](',
    '[a]((',
    '[a](b "c ',
    '[[a]',
    '[](a ',
    '$$',
    '~~a ',
    '```x\n',
    ': a\n',
    'a\n: b\n\n',
    '"',
    "'",
    '\\',
    '&',
    '\n',
    ' ',
    '\t',
    '\r',
  ],
  ...[
    '[^1]: ',
    '[^1]',
    '[a]: b "c ',
    '[a]: <b\n',
    '*[a]: b\n',
    '<http:',
    'r \n<t\n',
    '<div markdown="1">\n',
    '<span markdown="1">',
  ],
  ...['{{', '{%', '{% raw %}', '{% if %}\n', '# a\n', 'a\n=\n', '^\n', '*a*{:a="b" ', '<code>|', '\ud800'],
]

const nestedList = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(2 * depth)}* a\n`).join('')
const shrinkingFences = Array.from({ length: 500 }, (_, index) => `${'`'.repeat(500 - index)} a b\n`).join('')

const CASES: [string, string][] = [
  ...UNITS.map((unit): [string, string] => [
    JSON.stringify(unit),
    unit.repeat(Math.ceil(SIZE / unit.length)),
  ]),
  ['nested brackets', '['.repeat(SIZE / 2) + ']'.repeat(SIZE / 2)],
  ['nested images', '!['.repeat(SIZE / 4) + '](a)'.repeat(SIZE / 8)],
  ['nested lists', nestedList],
  ['shrinking fences', shrinkingFences],
  ['attribute lists of one element', `<<${'{:.a}'.repeat(SIZE / 5)}`],
  ['definitions that name themselves', '{:a: a a a a}\n\n*b*{: a}\n'],
  ['the end of a table that never comes', `: ${'|='.repeat(SIZE / 2)}</div>`],
  ['one endless line', 'a b '.repeat(SIZE / 4)],
]

const PROSE =
  'A *word* and `code`, a [link](https://example.org "title").\n\n- an item\n- another -- "one"\n\n'

function work(source: string): void {
  const parts = leaves(parse(source, { liquid: true }))
  expect(parts.map(({ span: [from, to] }) => source.slice(from, to)).join('') === source).toBe(true)
  expect(typeof toHtml(source)).toBe('string')
}

/** The processor's seconds, which other work on the machine hardly changes. */
function cost(source: string): number {
  const start = process.cpuUsage()
  work(source)
  return process.cpuUsage(start).user / 1e6
}

describe('hostile input', () => {
  const prose = PROSE.repeat(SIZE / PROSE.length)
  const usual = Math.max(cost(prose), cost(prose), 0.1)

  // What grows with the square of the input takes minutes here; what does not, at most four times as long as prose.
  it.each(CASES)('%s costs little more than prose', { timeout: 120_000 }, (_, source) => {
    expect(cost(source)).toBeLessThan(15 * usual)
  })
})
