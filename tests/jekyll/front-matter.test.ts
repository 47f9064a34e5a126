import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FrontMatter, parsePost, Timestamp } from '../../src/jekyll/index.ts'
import { hasRuby, leveled, readWithRuby, spell } from './ruby.ts'
import { documentsBelow, fileLike, postsFolder } from './texts.ts'

const matterOf = (yaml: string): FrontMatter =>
  parsePost('_posts/2020-01-02-a.md', `---\n${yaml}---\nBody`).frontMatter
const time = (text: string): unknown => Timestamp.parse(text)

describe('a changed key', () => {
  it.each<[string, string, string, unknown, string]>([
    ['plain', 'title: Old\ntags: a\n', 'title', 'New', 'title: New\ntags: a\n'],
    ['plain that needs quotes', 'title: Old\n', 'title', 'New: day', 'title: "New: day"\n'],
    ['single quotes', "title: 'Old' # c\n", 'title', "It's", "title: 'It''s' # c\n"],
    ['double quotes', 'title: "Old"\n', 'title', 'Say "x"', 'title: "Say \\"x\\""\n'],
    ['alignment and comment', 'title:   Old   # why\nb: 1\n', 'title', 'New', 'title:   New   # why\nb: 1\n'],
    ['CRLF', 'title: Old\r\ntags:\r\n- a\r\n', 'tags', ['a', 'b'], 'title: Old\r\ntags:\r\n- a\r\n- b\r\n'],
    ['what only looks like a text', 'a: x\n', 'a', 'no', 'a: "no"\n'],
    ['a text like a date', 'a: x\n', 'a', '2020-01-01', 'a: "2020-01-01"\n'],
    ['a text like a time', 'a: x\n', 'a', '1:30', 'a: "1:30"\n'],
    ['a text that another YAML takes for yes', 'a: x\n', 'a', 'y', 'a: "y"\n'],
    ['a text that another YAML takes for a number', 'a: x\n', 'a', '1e3', 'a: "1e3"\n'],
    ['a text like a comment', 'a: x\n', 'a', '# x', 'a: "# x"\n'],
    ['a text like a tag', 'a: x\n', 'a', '@me', 'a: "@me"\n'],
    ['a text with a blank behind', "a: 'x'\n", 'a', 'y ', "a: 'y '\n"],
    ['date', 'date: 2020-05-22\n', 'date', time('2021-01-02'), 'date: 2021-01-02\n'],
    [
      'time',
      'date: 2020-05-22 10:00:00 +0100 # c\n',
      'date',
      time('2021-01-02 03:04:05 Z'),
      'date: 2021-01-02 03:04:05 Z # c\n',
    ],
    ['word for yes', 'a: Yes\n', 'a', false, 'a: No\n'],
    ['word for off', 'a: off\n', 'a', true, 'a: on\n'],
    ['from nothing', 'a:\nb: 1\n', 'a', 'x', 'a: x\nb: 1\n'],
    ['from nothing with a blank', 'a: \nb: 1\n', 'a', 'x', 'a: x\nb: 1\n'],
    ['from nothing with a comment', 'a: # c\nb: 1\n', 'a', 'x', 'a: x # c\nb: 1\n'],
    ['to nothing', 'a: x # c\nb: 1\n', 'a', null, 'a: # c\nb: 1\n'],
    ['flow list, one more', 'tags: [a, "b"]\n', 'tags', ['a', 'b', 'c d'], 'tags: [a, "b", c d]\n'],
    ['flow list, one less', 'tags: [ a, b , c ]\n', 'tags', ['a', 'c'], 'tags: [ a, c ]\n'],
    [
      'flow list with separators of its own',
      'tags: [a,b , c]\n',
      'tags',
      ['a', 'b', 'c', 'd'],
      'tags: [a,b , c,d]\n',
    ],
    ['flow list to none', 'tags: [a]\n', 'tags', [], 'tags: []\n'],
    [
      'block list, one more',
      'tags:\n  - a # one\n  - b # two\nx: 1\n',
      'tags',
      ['a', 'b', 'c'],
      'tags:\n  - a # one\n  - b # two\n  - c\nx: 1\n',
    ],
    ['block list, first one out', 'tags:\n- a\n# about b\n- b\n', 'tags', ['b'], 'tags:\n- b\n'],
    [
      'block list, one in between',
      "tags:\n- 'a'\n- 'c'\n",
      'tags',
      ['a', 'b', 'c'],
      "tags:\n- 'a'\n- 'b'\n- 'c'\n",
    ],
    ['block list to a text', 'tags:\n- a\n- b\nx: 1\n', 'tags', 'a', 'tags: a\nx: 1\n'],
    [
      'list of maps',
      'a:\n- n: x # c\n  u: 1\n- n: y\n',
      'a',
      [{ n: 'z', u: 1 }, { n: 'y' }],
      'a:\n- n: z # c\n  u: 1\n- n: y\n',
    ],
    ['map, one value', 'a:\n  b: 1 # c\n  d: "e"\n', 'a', { b: 2, d: 'f' }, 'a:\n  b: 2 # c\n  d: "f"\n'],
    ['map, one more', 'a:\n  b: 1 # c\nd: 1\n', 'a', { b: 1, e: 'f' }, 'a:\n  b: 1 # c\n  e: f\nd: 1\n'],
    [
      'map, one less',
      'a:\n  b: 1 # b\n  # of c\n  c: |\n    x\n  d: "e" # d\n',
      'a',
      { b: 1, d: 'e' },
      'a:\n  b: 1 # b\n  # of c\n  d: "e" # d\n',
    ],
    [
      'map, the last two less',
      'a:\n  b: 1 # b\n  c: 2\n  d: 3\ne: 4\n',
      'a',
      { b: 1 },
      'a:\n  b: 1 # b\ne: 4\n',
    ],
    ['flow map, some less', 'a: { b: 1, c: 2,  d: 3, e: 4 }\n', 'a', { c: 2 }, 'a: { c: 2 }\n'],
    ['map in a list, the first less', 'a:\n- b: 1\n  c: x # c\n', 'a', [{ c: 'x' }], 'a:\n- c: x # c\n'],
    ['flow map', 'a: {b: 1, c: 2}\n', 'a', { b: 1, c: 3, d: 4 }, 'a: {b: 1, c: 3, d: 4}\n'],
    ['literal', 'a: |\n  one\n  two\nb: 1\n', 'a', 'one\nthree\n', 'a: |\n  one\n  three\nb: 1\n'],
    ['literal to one line', 'a: |-\n  one\nb: 1\n', 'a', 'two', 'a: |-\n  two\nb: 1\n'],
    ['folded', 'a: >-\n  one\n  two\nb: 1\n', 'a', 'three', 'a: >-\n  three\nb: 1\n'],
    ['text over lines', 'a: one\n  two\nb: 1\n', 'a', 'three', 'a: three\nb: 1\n'],
    ['of a key that stands twice, the last', 'a: 1\na: 2\n', 'a', 3, 'a: 1\na: 3\n'],
    ['flow root', '{a: 1, b: 2}\n', 'b', 3, '{a: 1, b: 3}\n'],
    ['broken line', 'title: One: two\nb: 1\n', 'title', 'One: two!', 'title: "One: two!"\nb: 1\n'],
    ['beside a broken line', 'title: One: two\nb: 1\n', 'b', 2, 'title: One: two\nb: 2\n'],
    ['of several lines', 'a: x\n', 'a', 'one\ntwo', 'a: "one\\ntwo"\n'],
  ])('%s', (_, yaml, key, value, expected) => {
    const before = matterOf(yaml)
    const after = before.with(key, value)
    expect(after.source).toBe(expected)
    expect(after.get(key)).toEqual(value)
    if (before.problems.length === 0) expect(after.with(key, before.get(key)).text).toBe(before.text)
  })

  it.each<[string, string, string, unknown, readonly string[] | undefined, string]>([
    ['at the end', 'title: a\n', 'tags', ['u', 'v'], undefined, 'title: a\ntags: [u, v]\n'],
    [
      'in the order of others',
      'title: a\ntags: b\n',
      'date',
      time('2020-01-02'),
      ['title', 'date', 'tags'],
      'title: a\ndate: 2020-01-02\ntags: b\n',
    ],
    ['before all', 'tags: b\n', 'title', 'a', ['title', 'tags'], 'title: a\ntags: b\n'],
    ['behind a list', 'tags:\n- a\n# end\n', 'b', 1, undefined, 'tags:\n- a\nb: 1\n# end\n'],
    ['as other lists are', 'tags:\n  - a\n', 'more', ['b'], undefined, 'tags:\n  - a\nmore:\n  - b\n'],
    ['as other texts are', "title: 'a b'\n", 'sub', 'c', undefined, "title: 'a b'\nsub: 'c'\n"],
    ['with CRLF', 'title: a\r\n', 'b', 1, undefined, 'title: a\r\nb: 1\r\n'],
    ['in a flow root', '{a: 1}\n', 'b', 'x, y', undefined, '{a: 1, b: "x, y"}\n'],
    ['a key that is no word', 'a: 1\n', '# b: c', 1, undefined, 'a: 1\n"# b: c": 1\n'],
    ['a map', 'a: 1\n', 'm', { b: [1], c: {} }, undefined, 'a: 1\nm:\n  b: [1]\n  c: {}\n'],
    ['under comments alone', '# nothing\n', 'a', 1, undefined, '# nothing\na: 1\n'],
  ])('is added %s', (_, yaml, key, value, order, expected) => {
    const after = matterOf(yaml).with(key, value, order)
    expect([after.source, after.get(key)]).toEqual([expected, value])
    expect(after.without(key).source).toBe(yaml)
  })

  it('gives a file its first front matter only when something is set', () => {
    const { frontMatter } = parsePost('a.md', '\ufeffText')
    expect(frontMatter.without('title')).toBe(frontMatter)
    expect(frontMatter.with('title', 'x').text).toBe('\ufeff---\ntitle: x\n---\n')
    expect(frontMatter.with('title', 'x').without('title').text).toBe('\ufeff')
  })

  it.each<[string, readonly string[], readonly string[], string]>([
    [
      'tags: cloud, aws, conference\n',
      ['cloud', 'aws', 'conference'],
      ['cloud', 'aws', 'go'],
      'tags: cloud, aws, go\n',
    ],
    ['tags: a,b\n', ['a', 'b'], ['a', 'b', 'c'], 'tags: a,b,c\n'],
    ['tags: a b\n', ['a', 'b'], ['a'], 'tags: a\n'],
    ['tags: "a b"\n', ['a', 'b'], ['a', 'c'], 'tags: "a c"\n'],
    ['tags: a b\n', ['a', 'b'], ['a', 'b c'], 'tags: [a, b c]\n'],
    ['tags: a, b\n', ['a', 'b'], [], 'tags:\n'],
    ['tags: [a, 2020]\n', ['a', '2020'], ['a'], 'tags: [a]\n'],
    ['tags:\n- a\n', ['a'], ['a', 'b'], 'tags:\n- a\n- b\n'],
    ['tags:\n', [], ['a', 'b'], 'tags: [a, b]\n'],
  ])('%j is a list and stays in its form', (yaml, before, after, expected) => {
    const matter = matterOf(yaml)
    expect(matter.getList('tags')).toEqual(before)
    expect(matter.withList('tags', after).source).toBe(expected)
  })

  it('writes a new list in the form that is asked for', () => {
    const matter = matterOf('title: a\n')
    expect(matter.withList('tags', ['b', 'c'], 'block').source).toBe('title: a\ntags:\n  - b\n  - c\n')
    expect(matter.withList('tags', ['b', 'c'], 'commas').source).toBe('title: a\ntags: b, c\n')
    expect(matter.withList('tags', ['b', 'c'], 'blanks').source).toBe('title: a\ntags: b c\n')
  })

  it('is renamed or removed with its line alone', () => {
    const matter = matterOf('a: 1 # x\n# y\nb:\n- c\nd: |\n  e\n\nf: 1\n')
    expect(matter.rename('b', 'z').source).toBe('a: 1 # x\n# y\nz:\n- c\nd: |\n  e\n\nf: 1\n')
    expect(matter.without('b').source).toBe('a: 1 # x\n# y\nd: |\n  e\n\nf: 1\n')
    expect(matter.without('a').without('f').source).toBe('# y\nb:\n- c\nd: |\n  e\n\n')
  })

  it('is spelled as it was when it gets its old value back, whatever else has changed', () => {
    const changed = matterOf('a: >-\n  one\n  two\nb: 1\n').with('a', 'three').with('b', 2)
    expect(changed.with('a', 'one two').source).toBe('a: >-\n  one\n  two\nb: 2\n')
  })

  it('leaves what an alias refers to', () => {
    const matter = matterOf('a: &x 1\nb: *x\n')
    expect(matter.with('a', 2).text).toBe(matter.text)
    expect(matter.with('b', 2).source).toBe('a: &x 1\nb: 2\n')
  })

  it('says what kind of value each key has', () => {
    const kinds = matterOf('a:\nb: x\nc: |\n  x\n  y\nd: yes\ne: 1\nf: 2020-01-02\ng: []\nh: {}\n').entries
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'empty',
      'text',
      'long-text',
      'flag',
      'number',
      'date',
      'list',
      'map',
    ])
    expect(kinds[2]).toMatchObject({ key: 'c', line: 4, text: '|\n  x\n  y' })
  })

  it('takes YAML that was typed, and says where it is broken', () => {
    const matter = matterOf('a: 1\n')
    expect(matter.withSource('b: 2').text).toBe('---\nb: 2\n---\n')
    expect(matter.withSource('b: c: d').problems).toMatchObject([{ line: 2, column: 5 }])
    expect(matter.withSource('b: 1\n---\nc: 2').problems).toMatchObject([
      { message: 'A line of three hyphens ends the details too early.' },
    ])
  })

  it('cannot be made to reach a prototype', () => {
    const matter = matterOf('a: 1\n').with('__proto__', { polluted: true })
    expect(matter.source).toBe('a: 1\n__proto__:\n  polluted: true\n')
    expect({}).not.toHaveProperty('polluted')
  })
})

const someValue = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[a-z:# "'\-\n[\]{},.0-9_@`|>&*!%?~]{0,12}$/),
  fc.constantFrom<unknown>(
    'no',
    '1_000',
    '0o7',
    '012',
    '1e3',
    '.5',
    '=',
    '<<',
    'y',
    '-',
    'a\n\nb\n',
    ' a',
    'true',
    '2020-1-1',
  ),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: false }),
  fc.constant(null),
  fc.constantFrom<unknown>(time('2020-01-02'), time('2020-01-02 03:04:05 +0530')),
)
const anyValue = fc.oneof(
  someValue,
  fc.array(someValue, { maxLength: 4 }),
  fc.dictionary(fc.string(), someValue, { maxKeys: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b c', '1'), someValue),
  fc.array(fc.dictionary(fc.constantFrom('a', 'b c', '1'), someValue, { minKeys: 1 }), { maxLength: 3 }),
)

/** Any value in a front matter of real habits. */
const settings = fc.record({
  yaml: fc.constantFrom(
    'k: old\nz: 1\n',
    'k: "old"\r\nz: 1\r\n',
    "k:\n  - 'a'\n  - b\nz: 1\n",
    'k: [a]\n',
    'k: |\n  a\n\nz: 1\n',
    'k:\n  a: 1\n',
    'k:\n  a: 1 # a\n  # of b\n  b c: [x]\n  1: |\n    y\n\nz: 1\n',
    'k:\n  - a: 1\n    # of b\n    b c: {x: 1}\n    1: y\nz: 1\n',
    'k: {a: 1, b c: x, "1": y}\nz: 1\n',
  ),
  value: anyValue,
})

const realValues = ['a: b', ['x'], null, time('2021-02-03 04:05:06 +0100'), true, 7]

/** Each key of each real post, set to another value. */
function realChanges() {
  return documentsBelow(postsFolder).flatMap(({ path, source }, index) => {
    const { frontMatter: before } = parsePost(path, source)
    if (before.problems.length > 0) return []
    return before.entries.map((entry, at) => {
      const value = realValues[(index + at) % realValues.length]
      return { path, before, entry, value, after: before.with(entry.key, value) }
    })
  })
}

describe('any value', () => {
  it('reads back as it was given, and taken back leaves no trace', () => {
    fc.assert(
      fc.property(settings, ({ yaml, value }) => {
        const before = matterOf(yaml)
        const after = before.with('k', value)
        expect(JSON.stringify(after.get('k'), inOrder)).toBe(JSON.stringify(value, inOrder))
        expect([after.problems, after.get('z')]).toEqual([[], before.get('z')])
        expect(after.with('k', before.get('k')).text).toBe(before.text)
      }),
      { numRuns: 400 },
    )
  })

  it.runIf(hasRuby)('reads back in Ruby too', () => {
    const changed = fc.sample(settings, 3000).map(({ yaml, value }) => matterOf(yaml).with('k', value))
    readWithRuby(changed.map((matter) => `---\n${matter.source}`)).forEach((reading, index) => {
      const matter = changed[index]
      const found = (leveled(reading.value) as { map?: Record<string, unknown> } | undefined)?.map?.k
      const expected: unknown = JSON.parse(JSON.stringify(spell(matter?.get('k'))))
      expect({ yaml: matter?.source, value: found ?? null }).toEqual({
        yaml: matter?.source,
        value: expected,
      })
    })
  })

  it('changes its own lines alone in real posts', () => {
    const changes = realChanges()
    expect(changes.length).toBeGreaterThan(postsFolder.endsWith('sample-blog') ? 10 : 8000)
    for (const { path, before, entry, value, after } of changes) {
      expect([path, entry.key, after.get(entry.key)]).toEqual([path, entry.key, value])
      expect([path, linesTouched(before, entry.key, after)]).toEqual([path, true])
      expect(after.with(entry.key, entry.value).text).toBe(before.text)
    }
  })

  it.runIf(hasRuby)('reads back in Ruby in real posts, and all that was not changed as before', () => {
    const changes = realChanges()
    const read = (matters: readonly FrontMatter[]) =>
      readWithRuby(matters.map(({ source }) => `---\n${source}`)).map(
        ({ value }) => (leveled(value) as { map?: Record<string, unknown> } | undefined)?.map,
      )
    const was = read(changes.map(({ before }) => before))
    read(changes.map(({ after }) => after)).forEach((found, index) => {
      const { path, entry, value } = changes[index] ?? {}
      const expected: unknown = JSON.parse(JSON.stringify(spell(value)))
      expect([path, found]).toEqual([path, { ...was[index], [entry?.key ?? '']: expected }])
    })
  })

  it('never costs another key its value', () => {
    fc.assert(
      fc.property(fileLike, anyValue, (file, value) => {
        const before = parsePost('a.md', file).frontMatter
        const after = before.with('title', value)
        const others = (matter: FrontMatter): unknown[] =>
          matter.entries.filter(({ key }) => key !== 'title').map((entry) => [entry.key, entry.value])
        expect(JSON.stringify(others(after), bigNumber)).toEqual(JSON.stringify(others(before), bigNumber))
      }),
    )
  })
})

/** Keys of a map that stays keep their place in the text. */
function inOrder(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bigNumber(key, value)
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
}

const bigNumber = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)

/** Whether the lines before a key's and from the next key's on are as they were. */
function linesTouched(before: FrontMatter, key: string, after: FrontMatter): boolean {
  const line = before.entries.find((entry) => entry.key === key)?.line ?? 0
  const next = Math.min(
    ...before.entries.map((entry) => entry.line).filter((other) => other > line),
    Infinity,
  )
  const lines = before.text.split('\n')
  const start = lines.slice(0, line - 1).join('\n')
  const end =
    next === Infinity
      ? (lines.findLast((text) => text.trim() !== '') ?? '')
      : lines.slice(next - 1).join('\n')
  return after.text.startsWith(start) && after.text.trimEnd().endsWith(end.trimEnd())
}
