import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { texFor, withoutBars } from '../../src/editor/constructs/math.ts'
import { wordsOfOutput, wordsOfTag } from '../../src/editor/tag-words.ts'
import { readTag, withContent, withParameter, withRest } from '../../src/editor/tag.ts'

/** A tag, the parameter that is changed, its new value, and what is written. */
const changed: readonly (readonly [source: string, name: string, value: string, written: string])[] = [
  ['{% include a.html b="c" %}', 'b', 'd', '{% include a.html b="d" %}'],
  ['{%- include a.html  b = \'c\'  d="e" -%}', 'b', 'x y', '{%- include a.html  b = \'x y\'  d="e" -%}'],
  ["{% include a.html b='c' %}", 'd', 'e', "{% include a.html b='c' d='e' %}"],
  ['{% include a.html %}', 'b', 'c', '{% include a.html b="c" %}'],
  ['{%include a.html%}', 'b', 'c', '{%include a.html b="c"%}'],
  ['{% include a.html b="c" %}', 'b', 'say "d"', '{% include a.html b="say \\"d\\"" %}'],
  ['{% include a.html b=page.c %}', 'b', 'page.d', '{% include a.html b=page.d %}'],
  ['{% include a.html b=page.c %}', 'b', 'Some text', '{% include a.html b="Some text" %}'],
  ['{% include a.html b="c" d="e" %}', 'b', '', '{% include a.html d="e" %}'],
  ['{% include a.html b="c" d="e" %}', 'd', '', '{% include a.html b="c" %}'],
  ['{% include a.html b="c" %}', 'b', 'c', '{% include a.html b="c" %}'],
  ['{% include a.html b="c" %}', 'b', 'd %} e', '{% include a.html b="d % } e" %}'],
  ['{% include a.html\n  b="c"\n  d="e"\n%}', 'd', 'f', '{% include a.html\n  b="c"\n  d="f"\n%}'],
]

const words: readonly (readonly [source: string, shape: string, label: string, detail: string])[] = [
  ['{% include figure.html src="a" %}', 'card', 'Include: figure.html', 'src: a'],
  ['{% include video/youtube.html id="x" %}', 'card', 'YouTube video', 'id: x'],
  ['{% gist ada/12 %}', 'card', 'Gist', 'ada/12'],
  ['{% if page.a %}', 'opening', 'Only if page.a', ''],
  ['{%- endif -%}', 'closing', 'End of “only if”', ''],
  ['{% endtabs %}', 'closing', 'End of “tabs”', ''],
  ['{% comment %} Look {% endcomment %}', 'note', 'Note to yourself', 'Look'],
  ['{% raw %}\n{{ a }}\n{% endraw %}', 'raw', 'Shown exactly as written', '{{ a }}'],
  ['{% my_tag %}', 'card', 'My tag', ''],
]

describe('a tag', () => {
  it.each(changed)('%j with %j as %j', (source, name, value, written) => {
    expect(withParameter(source, name, value)).toBe(written)
  })

  it('gives back whatever value it was given', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '"', "'", '=', '{', '%', '|') })
    fc.assert(
      fc.property(text, fc.constantFrom('"', "'"), (value, quote) => {
        const source = withParameter(`{% include a.html z=${quote}1${quote} %}`, 'b', value)
        const read = readTag(source).parameters.find(({ name }) => name === 'b')
        expect(read?.value ?? '').toBe(value)
      }),
    )
  })

  it.each(words)('%j is a %s called %j', (source, shape, label, detail) => {
    expect(wordsOfTag(source)).toEqual({ shape, label, detail })
  })

  it('is given something else', () => {
    expect(withRest('{%- if a == b -%}', 'c')).toBe('{%- if c -%}')
    expect(withRest('{% gist %}', 'ada/1')).toBe('{% gist ada/1 %}')
    expect(withContent('{% comment %}\na\n{% endcomment %}', 'b')).toBe('{% comment %}\nb\n{% endcomment %}')
  })
})

describe('what the blog fills in', () => {
  it.each([
    ['{{ page.title | escape }}', 'The post’s title'],
    ['{{- repository.star_count -}}', 'Repository star count'],
    ['{{ "a" }}', 'a'],
    ['{{ a[0] }}', 'a[0]'],
  ])('%s is %s', (source, said) => {
    expect(wordsOfOutput(source)).toBe(said)
  })
})

describe('TeX', () => {
  it('is written so that it stays a formula', () => {
    expect(texFor('{{a}} $$ {%b', 'block')).toBe('{ {a}} \\$ { %b')
    expect(texFor('a\n\n b', 'block')).toBe('a\n b')
    expect(texFor('a\n b', 'span')).toBe('a b')
    expect(withoutBars('|a| \\|b\\|')).toBe('\\vert a\\vert \\Vert b\\Vert')
  })
})
