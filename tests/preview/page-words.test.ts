import { expect, test } from 'vitest'
import { commonEnds, lettersOf, meant } from '../../src/preview/page-words.ts'

const page = ['In Walks I go far from any road', 'It rained', 'It rained', 'Boats']
const blocks = page.map((text) => ({ text, letters: lettersOf(text) }))
const words = (text: string, nth = 0) => ({ letters: lettersOf(text), nth, before: 0 })

test('a block is found by its words, and which of several it is', () => {
  expect(meant(blocks, words('“It rained.”', 1))).toBe(blocks[2])
  expect(meant(blocks, words('It rained', 7))).toBe(blocks[2])
  expect(meant(blocks, words(''))).toBeUndefined()
})

test('what the site fills in or leaves out leaves a block findable, a few letters in common do not', () => {
  expect(meant(blocks, words('In  I go far from any road'))).toBe(blocks[0])
  expect(meant(blocks, words('2.1 I go far from any road'))).toBe(blocks[0])
  expect(meant(blocks, words('It is a road'))).toBeUndefined()
})

test('letters that begin and end two texts are counted once', () => {
  expect(commonEnds('inigofar', 'inwalksigofar')).toEqual({ start: 2, end: 6 })
  expect(commonEnds('aaa', 'aa')).toEqual({ start: 2, end: 0 })
})
