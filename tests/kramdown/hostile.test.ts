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
  ['one endless line', 'a b '.repeat(SIZE / 4)],
]

describe('hostile input', () => {
  // A quadratic construct takes minutes here; the bound is generous because machines are shared.
  it.each(CASES)('%s ends soon and stays whole', { timeout: 20_000 }, (_, source) => {
    const parts = leaves(parse(source, { liquid: true }))
    expect(parts.map(({ span: [from, to] }) => source.slice(from, to)).join('') === source).toBe(true)
    expect(typeof toHtml(source)).toBe('string')
  })
})
