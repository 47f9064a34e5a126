import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Timestamp } from '../../src/jekyll/index.ts'
import { composeDocument } from '../../src/jekyll/yaml/composer.ts'
import { YamlError } from '../../src/jekyll/yaml/nodes.ts'
import { valueOf } from '../../src/jekyll/yaml/values.ts'
import { hasRuby, leveled, readWithRuby, spell } from './ruby.ts'
import { documentsBelow, headOf, postsFolder, yamlLike } from './texts.ts'

/** A text's value in the spelling of `psych.rb`, or that it is an error. */
function read(text: string): unknown {
  try {
    const root = composeDocument(text)
    return root === undefined ? null : plain(spell(valueOf(root)))
  } catch (error) {
    if (error instanceof YamlError) return 'an error'
    throw error
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Asserts that we read texts as Ruby does, where it reads them at all. */
function sameAsRuby(texts: readonly string[]): void {
  readWithRuby(texts).forEach((reading, index) => {
    const text = texts[index] ?? ''
    if (reading.skip === true) return
    const expected = reading.error === undefined ? leveled(reading.value) : 'an error'
    expect({ text, value: read(text) }).toEqual({ text, value: expected })
  })
}

const time = (text: string): unknown => Timestamp.parse(text)

describe('yaml', () => {
  it.each([
    ['yes', true],
    ['No', false],
    ['OFF', false],
    ['y', 'y'],
    ['~', null],
    ['', null],
    ['1_000', 1000],
    ['1,000', 1000],
    ['017', 15],
    ['08', '08'],
    ['0x1f', 31],
    ['0b101', 5],
    ['1.50', 1.5],
    ['1e3', '1e3'],
    ['1:30', 5400],
    ['12:30:45', 45045],
    ['12345678901234567890', 12345678901234567890n],
    ['.inf', Infinity],
    ['2020-05-22', time('2020-05-22')],
    ['2020-05-22 10:00:00 +0100', time('2020-05-22 10:00:00 +0100')],
    ['2020-02-30', '2020-02-30'],
    ['2020-05-22 10:00', '2020-05-22 10:00'],
    [':symbol', ':symbol'],
    ["'it''s'", "it's"],
    ['"a\\tb\\u00e9"', 'a\tb\u00e9'],
    ['"under-indented\ntext"', 'under-indented text'],
    ['[a, [b: c]]', ['a', [{ b: 'c' }]]],
    ['|\n  a\n  b\n', 'a\nb\n'],
    ['>-\n  a\n  b\n\n  c\n', 'a b\nc'],
  ])('reads %j', (text, value) => {
    const root = composeDocument(`k: ${text}\n`)
    expect(root && valueOf(root)).toEqual({ k: value })
  })

  it('keeps a date as it is spelled, on its own clock', () => {
    const date = Timestamp.parse('2020-05-22 10:00:00 +0100')
    expect(date).toMatchObject({
      year: 2020,
      month: 5,
      day: 22,
      hour: 10,
      offset: 60,
      text: '2020-05-22 10:00:00 +0100',
    })
  })

  it('bounds aliases that repeat aliases', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 12; level += 1) {
      const [own, below] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)]
      bomb.push(`${own}: &${own} [${new Array(9).fill(`*${below}`).join(', ')}]`)
    }
    expect(read(bomb.join('\n'))).toBe('an error')
  })

  it('cannot be made to reach a prototype', () => {
    const root = composeDocument(
      '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n',
    )
    const value = root && valueOf(root)
    expect(Object.getPrototypeOf(value)).toBeNull()
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor'])
    expect({}).not.toHaveProperty('polluted')
  })

  it.each([
    ['title: a: b', 1, 'A colon followed by a blank'],
    ['title: "a\nb: c', 8, 'A quotation mark is opened here'],
    ['a: 1\nb\nc: 2', 5, 'A colon is missing'],
    ['a: @b', 3, 'A value cannot start with @'],
    ['a: [1, 2', 8, 'A comma or a closing bracket'],
  ])('says in words what is wrong with %j', (text, _, words) => {
    expect(() => composeDocument(text)).toThrow(words)
  })

  it('gives an answer to any text, in no time that grows faster than it', () => {
    for (const piece of [
      '[',
      '- ',
      '{a: ',
      '? ',
      '&a ',
      '!!',
      '"',
      '\n',
      'a: ',
      "'",
      '|\n ',
      '%',
      '\t',
      '[[],',
      '? - ',
    ])
      expect(() => read(piece.repeat(20_000))).not.toThrow()
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(text)))
    fc.assert(fc.property(yamlLike, (text) => void read(text)))
  })
})

const suite = process.env.GALLEY_YAML ?? ''

/** The inputs of the YAML test suite, with its stand-ins for characters that cannot be seen. */
function suiteTexts(): string[] {
  return readdirSync(suite).flatMap((file) => {
    const root = composeDocument(readFileSync(join(suite, file), 'utf8'))
    const cases = root === undefined ? [] : (valueOf(root) as { yaml?: unknown }[])
    return cases.flatMap(({ yaml }) => (typeof yaml === 'string' ? [shown(yaml)] : []))
  })
}

const shown = (text: string): string =>
  text
    .replaceAll('␣', ' ')
    .replaceAll(/—*»/g, '\t')
    .replaceAll('↵', '')
    .replaceAll('←', '\r')
    .replaceAll('⇔', '\ufeff')
    .replace(/∎\n$/, '')

/** What we read in another way than Ruby, and why. */
const exceptions = [
  /^--- !!omap/m, // a list of pairs stays one
  /^%YAML 1\.2\n%YAML 1\.2\n/, // that the same directive stands twice harms nobody
]

describe.runIf(hasRuby)('yaml, beside Ruby', () => {
  it('reads the front matter of real posts alike', () => {
    const heads = documentsBelow(postsFolder).map(({ source }) => headOf(source))
    sameAsRuby(heads.filter((head) => head !== undefined))
  })

  it.runIf(existsSync(suite))('reads the YAML test suite alike', () => {
    sameAsRuby(suiteTexts().filter((text) => !exceptions.some((pattern) => pattern.test(text))))
  })

  it('reads made-up texts alike', () => {
    const options = { seed: 7, numRuns: 4000 }
    sameAsRuby(fc.sample(yamlLike, options).filter((text) => !text.includes('\ufeff')))
    sameAsRuby(fc.sample(yamlLike, { ...options, seed: 8 }).map((text) => `k: ${text}\nm: 1\n`))
  })

  it('reads made-up numbers and dates alike', () => {
    const parts = [
      '0',
      '1',
      '7',
      '8',
      '12',
      '2020',
      '_',
      '.',
      '-',
      '+',
      'e',
      ':',
      ',',
      'x',
      'b',
      'f',
      ' ',
      'T',
      'Z',
      'inf',
      '~',
    ]
    sameAsRuby(
      fc.sample(
        fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((all) => all.join('')),
        4000,
      ),
    )
    const date = fc
      .tuple(
        fc.constantFrom('2020-', '1999-', '-2020-'),
        fc.constantFrom('1-', '02-', '12-', '13-', '0-'),
        fc.constantFrom('1', '01', '28', '32'),
        fc.constantFrom('', ' ', 'T', 't'),
        fc.constantFrom('', '1:00:00', '23:59:59', '24:00:00', '25:00:00', '1:00', '10:00:00.25'),
        fc.constantFrom('', 'Z', ' Z', '+1', ' +01:30', '-0500', ' +25:00'),
      )
      .map((all) => all.join(''))
    sameAsRuby(fc.sample(date, 3000))
  })
})
