import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offsetAt, parseBody, positionAt } from '../../src/editor/document.ts'
import { bodiesOf } from './bodies.ts'

/** `^` is the cursor: the place of a position in the body, found by the letters that stand before it. */
function offsetBehind(body: string, words: string): string {
  const { doc, origin } = parseBody(body)
  let at = -1
  doc.descendants((node, pos) => {
    const found = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (found >= 0 && at < 0) at = pos + found + words.length
  })
  const offset = offsetAt(doc, at, origin)
  return `${body.slice(0, offset)}^${body.slice(offset)}`
}

describe('places of a document in its source', () => {
  it.each([
    ['One.\n\nTwo three.\n', 'Two', 'One.\n\nTwo^ three.\n'],
    ['# A heading\n\nText.\n', 'head', '# A head^ing\n\nText.\n'],
    ['A **bold** word.\n', 'wor', 'A **bold** wor^d.\n'],
    ['Go [home](https://home.example/home) home.\n', ' ho', 'Go [home](https://home.example/home) ho^me.\n'],
    ['- one\n- two\n  - three\n', 'thr', '- one\n- two\n  - thr^ee\n'],
    ['> A quote\n> goes on.\n', 'goes', '> A quote\n> goes^ on.\n'],
    ['| a | b |\n|---|---|\n| c | delta |\n', 'del', '| a | b |\n|---|---|\n| c | del^ta |\n'],
    ['```ruby\nputs 1\nputs 2\n```\n', 'puts 1\nputs', '```ruby\nputs 1\nputs^ 2\n```\n'],
  ])('%j: behind %j', (body, words, expected) => {
    expect(offsetBehind(body, words)).toBe(expected)
  })

  it('come back to the block that they left, and to the letter in plain text', () => {
    for (const body of bodiesOf(40, 20_000)) {
      const { doc, origin } = parseBody(body)
      fc.assert(
        fc.property(fc.integer({ min: 0, max: doc.content.size }), (pos) => {
          const back = positionAt(doc, offsetAt(doc, pos, origin), origin)
          expect(doc.resolve(back).index(0)).toBe(Math.min(doc.resolve(pos).index(0), doc.childCount - 1))
        }),
        { numRuns: 20 },
      )
    }
  })

  it('are those of every letter where words are plain', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    const paragraph = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 5 }), fc.nat(), (paragraphs, at) => {
        const body = paragraphs.join('\n\n')
        const { doc, origin } = parseBody(body)
        const offset = at % body.length
        if (body[offset] === '\n') return
        const pos = positionAt(doc, offset, origin)
        expect(doc.textBetween(pos, Math.min(pos + 1, doc.content.size))).toBe(body[offset])
        expect(offsetAt(doc, pos, origin)).toBe(offset)
      }),
    )
  })

  it('count empty paragraphs, which the source does not have', () => {
    const { doc, origin } = parseBody('One.\n\nTwo.\n')
    const [one, two] = doc.children
    if (!one || !two) throw new Error('Two paragraphs were expected')
    const edited = doc.type.create(null, [one, one.type.create(), two])
    expect(offsetAt(edited, one.nodeSize + 3, origin)).toBe(6)
    expect(positionAt(edited, 6, origin)).toBe(one.nodeSize + 3)
  })
})
