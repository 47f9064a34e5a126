import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SAMPLE = [
  'A paragraph with *emphasis*, `code`, a [link](https://example.org "title") and a footnote[^1].\n\n## A heading\n\n',
  '- an item\n- another one\n  - nested, with **strong** text\n\n> A quote\n> over two lines -- with "quotes".\n\n',
  '| a | b |\n|---|---|\n| c | d |\n\n``` ruby\nputs 1\n```\n\nterm\n: definition\n\n[^1]: A note.\n\n',
].join('')

/** The Markdown documents of the corpus (`GALLEY_CORPUS`), front matter taken off; without one a sample, repeated. */
export function benchDocuments(): readonly string[] {
  const corpus = process.env.GALLEY_CORPUS
  if (corpus === undefined) return Array.from({ length: 300 }, () => SAMPLE.repeat(10))
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:md|markdown)$/.test(path))
    .sort()
    .map((path) => readFileSync(join(corpus, path), 'utf8').replace(/^---\r?\n[^]*?\n---\r?\n/, ''))
}

const SIZE = 1 << 20
const fill = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE)

export const PROSE = fill(SAMPLE)

const UNITS = [
  ...[
    '[',
    '![',
    '*',
    '_',
    '**a ',
    '>',
    '> ',
    '`',
    '`a``b```',
    '<',
    '<b>',
    '<div>',
    '<div>\n',
    '<!--',
    '<a b="',
  ],
  ...[
    '|',
    'a|b\n',
    '|a `\n',
    '* ',
    '- > ',
    '- a\n',
    '{:',
    '{::comment}',
    '[a](',
    '[a]((',
    '[[a]',
    '$$',
    '~~a ',
  ],
  ...[
    '```x\n',
    ': a\n',
    'a\n: b\n\n',
    '"',
    "'",
    '\\',
    '&',
    '\n',
    '\t',
    '[^1]: ',
    '[a]: b "c ',
    '*[a]: b\n',
    '<http:',
  ],
  ...['<div markdown="1">\n', '# a\n', 'a\n=\n', '^\n', '*a*{:a="b" ', '{{', '{% raw %}'],
]

/** Megabytes of what is hard for a parser, by name. */
export const HOSTILE: ReadonlyMap<string, string> = new Map([
  ...UNITS.map((unit): [string, string] => [JSON.stringify(unit), fill(unit)]),
  ['nested lists', fill(Array.from({ length: 400 }, (_, depth) => `${' '.repeat(2 * depth)}* a\n`).join(''))],
  ['nested brackets', '['.repeat(SIZE / 2) + ']'.repeat(SIZE / 2)],
  ['one endless line', fill('a word ')],
])
