import { describe, expect, it } from 'vitest'
import { describeChanges } from '../../src/editor/changes.ts'
import { parseBody } from '../../src/editor/document.ts'
import { countWords } from '../../src/editor/words.ts'

const before = '# Tides\n\nOne.\n\nTwo.\n\n- a\n- b\n\n![x](y.png)\n'

describe('describeChanges', () => {
  it.each([
    ['Two.', 'Two, changed.', ['1 paragraph changed']],
    ['One.\n\nTwo.', '1.\n\n2!', ['2 paragraphs changed']],
    ['One.\n\n', '', ['1 paragraph removed']],
    ['Two.', 'Two.\n\n![z](z.png)', ['1 picture added']],
    ['- b', '- c', ['1 list changed']],
    ['# Tides', 'Tides\n=====', []],
  ])('%j to %j', (old, now, sentences) => {
    expect(describeChanges(before, before.replace(old, now))).toEqual(sentences)
  })
})

describe('countWords', () => {
  it.each([
    ['One two, three.', 3],
    ['- one\n- `two`\n\n> three', 3],
    ['潮が満ちる', 3],
    ['```\ncode is not counted\n```', 0],
    ['a\\\\\nb', 2],
  ])('%j has %i', (source, count) => {
    expect(countWords(parseBody(source).doc)).toBe(count)
  })
})
