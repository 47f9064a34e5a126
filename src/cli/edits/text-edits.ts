import { pick } from './chance.ts'
import { at, isText, within, type RandomEdit } from './random-edit.ts'

const words = ['tide', 'harbor', 'Ebbe', '潮', 'naïve', 'x', '42', 'e.g.', 'über', 'שלום', '👩‍👩‍👧'].map(
  (word) => `${word} `,
)

/** What means something to kramdown, to Jekyll or to HTML, whole and in parts. */
const signs = [
  ...['*', '_', '**', '__', '***', '`', '``', '[', ']', '](x)', '[a](b)', '![', '![a](b)', '[a]', '[a][b]'],
  ...['<', '>', '<b>', '</b>', '<br>', '<!--', '-->', '<div>', '<http://a.b>', 'http://a.b', '://', 'a@b.c'],
  ...['&', '&amp;', '&copy', '&#65;', '{', '}', '{{', '}}', '{%', '%}', '{{ x }}', '{% if %}', '{% raw %}'],
  ...['{:.x}', '{: ', '{:toc}', '{::x}', '{::comment}', '{#id}', '|', '||', '\\', '\\\\', '\\*', '#', '# '],
  ...['> ', '- ', '+ ', '* ', '1. ', '1.', '10) ', '~', '~~', '~~~', '$', '$$', '$$x$$', ':', ': ', '^', '!'],
  ...['"', "'", '--', '---', '...', '<<', '>>', '==', '===', '[^1]', '[^1]: ', '[a]: b', '*[a]: b', '(c)'],
  ...['  ', '    ', '`` ` ``', '\u00a0', '\u200b', '\u2028', '=', '+', '%', '@', '#1', '[ ] ', '[x] ', ':a:'],
]

/** Lines that would be a block of another kind if they were taken as they stand. */
const lines = [
  ...[
    '1. one',
    '- one',
    '* * *',
    '# title',
    'title #',
    '> said',
    '| a | b |',
    'a | b',
    ': meant',
    '```',
    '```js',
  ],
  ...['~~~ ruby', '$$ x $$', '{: .x}', '{:toc}', '[a]: /b', '*[HTML]: x', '[^1]: note', '<div>', '<p>a</p>'],
  ...[
    '---',
    '===',
    '***',
    '{% raw %}',
    '{% include a.html %}',
    '{::comment}',
    '{::options a="b" /}',
    '^',
    '    four',
  ],
  ...[
    '{{ page.title }}',
    '<!-- more -->',
    '-',
    '+',
    '2.',
    '#',
    '> ',
    '\\',
    'a  ',
    '[ ] box',
    '|---|---|',
    '{{',
    '%}',
  ],
]

const type = (texts: readonly string[]) =>
  within(isText, (tr, from, _to, random) => tr.insertText(pick(texts, random) ?? '', from))

export const textEdits: readonly RandomEdit[] = [
  { name: 'type a word', make: type(words) },
  { name: 'type signs', make: type(signs) },
  {
    name: 'type two signs',
    make: within(isText, (tr, from, _to, random) =>
      tr.insertText((pick(signs, random) ?? '') + (pick(signs, random) ?? ''), from),
    ),
  },
  {
    name: 'type signs at the start',
    make: at(isText, (tr, spot, random) => tr.insertText(pick(signs, random) ?? '', spot.at + 1)),
  },
  {
    name: 'type signs at the end',
    make: at(isText, (tr, { node, at: from }, random) =>
      tr.insertText(pick(signs, random) ?? '', from + 1 + node.content.size),
    ),
  },
  {
    name: 'type a line',
    make: at(isText, (tr, { node, at: from }, random) =>
      tr.insertText(pick(lines, random) ?? '', from + 1, from + 1 + node.content.size),
    ),
  },
  {
    name: 'type over',
    make: within(isText, (tr, from, to, random) => tr.insertText(pick(words, random) ?? '', from, to)),
  },
  { name: 'delete text', make: within(isText, (tr, from, to) => tr.delete(from, to)) },
  { name: 'delete much text', make: within(isText, (tr, from, to) => tr.delete(from, to), 200) },
  {
    name: 'empty a text',
    make: at(isText, (tr, { node, at: from }) => tr.delete(from + 1, from + 1 + node.content.size)),
  },
]
