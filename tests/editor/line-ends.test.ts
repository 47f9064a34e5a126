import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { withLineEnds, withoutLineEnds } from '../../src/editor/line-ends.ts'
import { Editing } from './editing.ts'

describe('line ends', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\r\n') }), (body) => {
        const { text, lineEnds } = withoutLineEnds(body)
        expect(text).not.toContain('\r')
        expect(withLineEnds(text, text, lineEnds)).toBe(body)
      }),
    )
  })

  it.each([
    ['One.\r\n\r\nTwo.\r\n', 'One.\r\n\r\nTwo more.\r\n'],
    ['One.\n\r\nTwo.\n', 'One.\n\r\nTwo more.\n'],
    ['One.\r\rTwo.\r', 'One.\r\rTwo more.\r'],
    ['One.\r\n\nTwo.', 'One.\r\n\nTwo more.'],
  ])('of other lines stay in %j', (before, after) => {
    const { doc, origin } = parseBody(before)
    expect(saveBody(new Editing(doc).insertAfter('Two', ' more').tr.doc, origin).body).toBe(after)
  })

  it('of new lines are the usual one', () => {
    const { doc, origin } = parseBody('One.\r\n\r\nTwo three.\r\n\nFour.')
    const save = saveBody(new Editing(doc).splitBefore('three').tr.doc, origin)
    expect(save.body).toBe('One.\r\n\r\nTwo\r\n\r\nthree.\r\n\nFour.')
  })
})
