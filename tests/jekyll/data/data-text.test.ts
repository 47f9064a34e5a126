import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataText, isDataName } from '../../../src/jekyll/data/data-text.ts'
import type { Steps } from '../../../src/jekyll/data/steps.ts'

const people = `# Who writes here
- name: Nell # first
  url: "https://nell.example"
  roles: [writer, editor]

# The other one
- name: 'Tom'
  url:
  age: 41
`
const yaml = (text: string): DataText => new DataText('_data/a.yml', text)
const json = (text: string): DataText => new DataText('_data/a.json', text)
const csv = (text: string): DataText => new DataText('_data/a.csv', text)
const tsv = (text: string): DataText => new DataText('_data/a.tsv', text)

const tides = 'quay: # the old one\n  high: 3\n  low: 1\n\nbar: {high: 4, low: 2}\nness:\n  high: 5\n'

describe('an entry of a map', () => {
  it.each<[string, DataText, Steps, number, string]>([
    ['its first', yaml(tides), [], 0, 'bar: {high: 4, low: 2}\nness:\n  high: 5\n'],
    ['one in its middle', yaml(tides), [], 1, tides.replace(/bar.*\n/, '')],
    ['its last', yaml(tides), [], 2, tides.replace(/ness[^]*/, '')],
    ['one in braces', yaml(tides), ['bar'], 0, tides.replace('high: 4, ', '')],
    ['the last in braces', yaml(tides), ['bar'], 1, tides.replace(', low: 2', '')],
    ['the only one', yaml('a:\n  b: 1\nc: 2\n'), ['a'], 0, 'a:\n  {}\nc: 2\n'],
    ['one by its number', yaml('b: 1\n2: x\n1: y\n'), [], 0, 'b: 1\n2: x\n'],
    ['of JSON', json('{\n  "b": {"x": 1},\n  "a": 2\n}\n'), [], 1, '{\n  "b": {"x": 1}\n}\n'],
    ['the only one of JSON', json('{"a": {"x": 1}}'), ['a'], 0, '{"a": {}}'],
  ])('is taken out: %s', (_, data, at, index, expected) => {
    expect(data.remove(at, index).text).toBe(expected)
  })

  it.each<[string, DataText, number, number, string]>([
    [
      'in YAML',
      yaml(tides),
      0,
      1,
      'bar: {high: 4, low: 2}\n\nquay: # the old one\n  high: 3\n  low: 1\nness:\n  high: 5\n',
    ],
    ['in JSON', json('{"a": 1, "b": 2, "c": 3}'), 2, 0, '{"c": 3, "a": 1, "b": 2}'],
  ])('is moved %s, and back', (_, data, from, to, expected) => {
    const next = data.move([], from, to)
    expect(next.text).toBe(expected)
    expect(next.move([], to, from).text).toBe(data.text)
    const [key = ''] = Object.keys(Object(next.value) as object)
    // what is set back afterwards is no reason to take the move back
    const old = Reflect.get(Object(next.value) as object, key) as unknown
    expect(next.set([key], 'x').set([key], old).value).toEqual(next.value)
    expect(Object.keys(next.set([key], 'x').set([key], old).value as object)[0]).toBe(key)
  })

  it('stays where another entry brings in what it says, where it stands twice, and where numbers have an order', () => {
    for (const text of ['a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n', 'b: {x: 1, x: 2}\n']) {
      const data = yaml(text)
      expect(data.remove(['b'], 0)).toBe(data)
    }
    const years = yaml('2021: x\n2020: y\n')
    expect(years.move([], 0, 1)).toBe(years)
  })
})

describe('a value that is changed', () => {
  it.each<[string, DataText, Steps, unknown, string]>([
    ['a text', yaml(people), [0, 'name'], 'Nelly', people.replace('Nell #', 'Nelly #')],
    ['in its quotes', yaml(people), [1, 'name'], 'Tam', people.replace("'Tom'", "'Tam'")],
    ['where nothing is', yaml(people), [1, 'url'], '/tom', people.replace('  url:\n', '  url: "/tom"\n')],
    ['a number', yaml(people), [1, 'age'], 42, people.replace('41', '42')],
    ['a list in it', yaml(people), [0, 'roles'], ['writer'], people.replace(', editor', '')],
    ['a word of a list', yaml(people), [0, 'roles', 1], 'cook', people.replace('editor', 'cook')],
    ['a key it lacks', yaml(people), [1, 'roles'], ['x'], people + '  roles: ["x"]\n'],
    ['of a map', yaml('a:\n  b: 1 # c\n'), ['a', 'b'], 2, 'a:\n  b: 2 # c\n'],
    [
      'in a JSON list',
      json('[\n  {"a": 1, "b": "x"}\n]\n'),
      [0, 'b'],
      'y"',
      '[\n  {"a": 1, "b": "y\\""}\n]\n',
    ],
    ['a key that JSON lacks', json('{\n\t"a": 1.0\n}'), ['b'], 'x', '{\n\t"a": 1.0,\n\t"b": "x"\n}'],
    [
      'with its line ends',
      json('{\r\n  "a": []\r\n}\r\n'),
      ['a'],
      ['x'],
      '{\r\n  "a": [\r\n    "x"\r\n  ]\r\n}\r\n',
    ],
    ['a cell', csv('a,b\r\n1,2\r\n3,4'), [1, 'b'], 'x', 'a,b\r\n1,2\r\n3,x'],
    ['a cell that needs quotes', csv('a,b\n1,2\n'), [0, 'a'], 'x, "y"', 'a,b\n"x, ""y""",2\n'],
    ['a cell in quotes', csv('a,b\n"1",2\n'), [0, 'a'], 'x', 'a,b\n"x",2\n'],
    ['a cell that is not there', csv('a,b,c\n1\n'), [0, 'c'], 'x', 'a,b,c\n1,,x\n'],
    ['a cell of tabs', tsv('a\tb\n1, 2\t3\n'), [0, 'b'], 'x, y', 'a\tb\n1, 2\tx, y\n'],
    ['behind a mark', csv('\ufeffa,b\n1,2\n'), [0, 'a'], 'x', '\ufeffa,b\nx,2\n'],
  ])('%s', (_, data, at, value, expected) => {
    const next = data.set(at, value)
    expect(next.text).toBe(expected)
  })

  it('comes back as it was, also when something else was changed', () => {
    const changed = yaml(people).set([0, 'url'], 'x').set([1, 'age'], 5)
    expect(changed.set([0, 'url'], 'https://nell.example').text).toBe(people.replace('41', '5'))
    expect(changed.set([0, 'url'], 'https://nell.example').set([1, 'age'], 41).text).toBe(people)
  })

  it('is left where others are the same value by a name', () => {
    const data = yaml('a: &x 1\nb: *x\n')
    expect(data.set(['a'], 2)).toBe(data)
    expect(data.set(['b'], 2).text).toBe('a: &x 1\nb: 2\n')
  })
})

const rows: [string, DataText, string, string, string][] = [
  [
    'YAML',
    yaml('- a: 1 # x\n  b: y\n- a: 2\n  b: z\n- a: 3\n'),
    '- a: 1 # x\n  b: y\n- a: new\n  b:\n- a: 2\n  b: z\n- a: 3\n',
    '- a: 1 # x\n  b: y\n- a: 3\n',
    '- a: 2\n  b: z\n- a: 1 # x\n  b: y\n- a: 3\n',
  ],
  [
    'YAML with lines between',
    yaml('- a: 1\n\n- a: 2\n\n- a: 3'),
    '- a: 1\n\n- a: new\n  b:\n\n- a: 2\n\n- a: 3',
    '- a: 1\n\n- a: 3',
    '- a: 2\n\n- a: 1\n\n- a: 3',
  ],
  [
    'JSON',
    json('[\n  {\n    "a": 1\n  },\n  {\n    "a": 2\n  },\n  {"a": 3}\n]'),
    '[\n  {\n    "a": 1\n  },\n  {\n    "a": "new",\n    "b": null\n  },\n  {\n    "a": 2\n  },\n  {"a": 3}\n]',
    '[\n  {\n    "a": 1\n  },\n  {"a": 3}\n]',
    '[\n  {\n    "a": 2\n  },\n  {\n    "a": 1\n  },\n  {"a": 3}\n]',
  ],
  [
    'CSV',
    csv('a,b\r\n1,"x\r\ny"\r\n2,z\r\n3,4'),
    'a,b\r\n1,"x\r\ny"\r\nnew,\r\n2,z\r\n3,4',
    'a,b\r\n1,"x\r\ny"\r\n3,4',
    'a,b\r\n2,z\r\n1,"x\r\ny"\r\n3,4',
  ],
]
describe('rows', () => {
  it.each(rows)('of %s are added, removed and moved', (_, data, inserted, removed, moved) => {
    expect(data.insert([], 1, { a: 'new', b: null }).text).toBe(inserted)
    expect(data.remove([], 1).text).toBe(removed)
    expect(data.move([], 0, 1).text).toBe(moved)
    expect(data.move([], 1, 0).text).toBe(moved)
    expect(data.move([], 0, 2).move([], 2, 0).text).toBe(data.text)
    expect(data.insert([], 3, { a: 'new', b: null }).remove([], 3).text).toBe(data.text)
    expect(data.insert([], 0, { a: 'new', b: null }).remove([], 0).text).toBe(data.text)
  })

  it.each([yaml('- a: 1\n'), json('[{"a": 1}]'), csv('a\n1\n')])(
    'can go to the last one, and come',
    (data) => {
      const empty = data.remove([], 0)
      expect(empty.value).toEqual([])
      expect(empty.insert([], 0, { a: data.isTable ? '5' : 5 }).value).toEqual([
        { a: data.isTable ? '5' : 5 },
      ])
    },
  )

  it('are added to a list without any', () => {
    expect(yaml('[]\n').insert([], 0, { a: 'x' }).text).toBe('[{a: x}]\n')
    expect(yaml('a:\n  - x # c\n').insert(['a'], 1, 'z').text).toBe('a:\n  - x # c\n  - z\n')
  })
})

describe('a broken file', () => {
  it.each<[string, DataText, number]>([
    ['YAML', yaml('a: 1\nb: [x\nc: }\n'), 3],
    ['JSON', json('{\n  "a": 1,\n}'), 3],
    ['CSV', csv('a,b\n1,"x\n'), 2],
  ])('of %s says where, and stays', (_, data, line) => {
    expect(data.problem?.line).toBe(line)
    expect(data.set(['a'], 1)).toBe(data)
    expect(data.insert([], 0, 1)).toBe(data)
  })

  it('never throws', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({
        unit: fc.constantFrom('a', '"', ',', '\n', '\r', '\t', '[', ']', '{', '}', ':', ' ', '-', '#'),
      }),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('yml', 'json', 'csv', 'tsv'), (source, ending) => {
        const data = new DataText(`_data/a.${ending}`, source)
        expect(data.text).toBe(source)
        for (const steps of leaves(data.value))
          expect(data.set(steps, 'ä"').set(steps, at(data, steps)).text).toBe(source)
      }),
    )
  })
})

const at = (data: DataText, steps: Steps): unknown =>
  steps.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], data.value)

/** The ways to all values of a file that have no parts. */
function leaves(value: unknown, before: Steps = []): Steps[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => leaves(item, [...before, index]))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== null)
    return before.length === 0 ? [] : [before]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...before, key]))
}

const corpus = process.env.GALLEY_CORPUS ?? ''
const there = existsSync(corpus) ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }) : []
describe.runIf(there.length > 0)('the data of twenty sites', () => {
  const files = there.filter((path) => /(?:^|\/)_data\//.test(path) && isDataName(path))

  it.each(files)('%s changes value by value, and back', (path) => {
    const text = readFileSync(join(corpus, path), 'utf8')
    const data = new DataText(path, text)
    expect(data.problem).toBeUndefined()
    const all = leaves(data.value)
    const some = all.filter((_, index) => index % Math.ceil(all.length / 12) === 0)
    for (const steps of some) {
      const next = data.set(steps, 'something: else')
      expect(next, steps.join(' › ')).not.toBe(data)
      expect(changedLines(text, next.text)).toBeLessThanOrEqual(Math.max(1, linesOf(at(data, steps))))
      expect(next.set(steps, at(data, steps)).text).toBe(text)
    }
  })
})

const linesOf = (value: unknown): number => (typeof value === 'string' ? value.length / 20 + 3 : 1)

/** How many lines of the old text are not in the new one. */
function changedLines(before: string, after: string): number {
  const there = new Set(after.split('\n'))
  return before.split('\n').filter((line) => !there.has(line)).length
}
