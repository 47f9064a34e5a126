import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf, saidIn } from '../../../src/app/search/excerpt.ts'
import { foldText, wordsIn } from '../../../src/app/search/fold.ts'

const marked = (body: string, ...words: string[]): string | undefined =>
  excerptOf(saidIn(body), words)
    ?.map(({ text, found }) => (found ? `«${text}»` : text))
    .join('')

describe('what a post says', () => {
  it.each([
    ['See [the *harbor*](/a "x"), then [that][1].', 'See the harbor, then that.'],
    ['## Noon\n\n> A quote\n> goes on', 'Noon A quote goes on'],
    ['{% include a.html b="c" %}<b class="x">Bold</b>{: .notice} `my_var`', 'Bold my_var'],
    ['un*believ*able, __bold__', 'unbelievable, bold'],
    ['| a | b |\n|---|--:|\n| c | d |', 'a b c d'],
    ['Noon\n====\n\n<!-- no -->[see]({% link a.md %})', 'Noon no see'],
  ])('is without marks: %j', (body, words) => {
    expect(wordsIn(body)).toBe(words)
  })

  it.each(['[', '](', '<a', '{%', '{{', '> ', '_', '|', '![a'])(
    'are found whatever stands there: %j',
    (hostile) => {
      expect(wordsIn(`fog ${hostile.repeat(50_000)}\n\nebb`)).toMatch(/^fog[^]*ebb$/)
    },
  )
})

describe('an excerpt', () => {
  it('has every place of every word, whatever its case and accents', () => {
    expect(marked('The Fog came; a café in the fog.', 'fog', 'cafe')).toBe(
      'The «Fog» came; a «café» in the «fog».',
    )
  })

  it('starts near the first one, at the start of a word', () => {
    expect(marked(`${'word '.repeat(50)}harbor ${'after '.repeat(50)}`, 'harbor')).toMatch(
      /^… (?:word ){4,8}«harbor» (?:after ){10,}.* …$/,
    )
  })

  it('joins what overlaps', () => {
    expect(marked('foghorn', 'fogh', 'horn')).toBe('«foghorn»')
  })

  it('keeps its place where folding changes the length', () => {
    expect(marked('한국어 İstanbul e\u0301t fog', 'fog')).toBe('한국어 İstanbul e\u0301t «fog»')
  })

  it('is a part of the text, with the words in what is marked', () => {
    const texts = fc.array(fc.constantFrom('fog', 'Fög', ' ', 'ebb ', 'ﬁ', '😀', 'İ', '\n'), {
      maxLength: 300,
    })
    fc.assert(
      fc.property(texts, (parts) => {
        const body = parts.join('')
        const pieces = excerptOf(saidIn(body), ['fog'])
        expect(pieces !== undefined).toBe(foldText(wordsIn(body)).includes('fog'))
        const plain = (pieces ?? []).filter(({ text }) => !text.includes('…')).map(({ text }) => text)
        expect(wordsIn(body)).toContain(plain.join(''))
        const found = (pieces ?? []).filter((piece) => piece.found).map(({ text }) => foldText(text))
        expect(found.slice(0, -1).every((text) => text === 'fog')).toBe(true)
      }),
    )
  })
})
