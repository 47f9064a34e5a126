import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markedCodeText, withMarkedCodeText } from '../../src/editor/marked-code.ts'

const source = '<pre class="x">\n<code>tide <b>rises</b> &amp; <i>falls</i>\ntwice</code>\n</pre>'
const text = 'tide rises & falls\ntwice'

const changed = (from: string, to: string): string => withMarkedCodeText(source, text.replace(from, to))
const expected = (from: string, to: string): string => source.replace(from, to)

describe('the text of code with marks', () => {
  it('is what a reader sees', () => expect(markedCodeText(source)).toBe(text))

  it.each([
    ['rises', 'sinks', 'rises', 'sinks'],
    ['rises', '', '<b>rises</b>', ''],
    ['es & fa', 'e', 'es</b> &amp; <i>fa', 'e</b><i>'],
    ['tide', 'The tide', 'tide', 'The tide'],
    ['twice', 'twice <a>', 'twice', 'twice &lt;a>'],
    ['rises', 'rises!', '</b>', '!</b>'],
    ['twice', '{{ x }}', 'twice', '&#123;{ x }}'],
  ])('takes %j to %j by the least', (from, to, was, is) => expect(changed(from, to)).toBe(expected(was, is)))

  it('stays byte for byte where nothing was written', () =>
    expect(withMarkedCodeText(source, text)).toBe(source))

  it('stays what it is beside a sign that meant itself', () =>
    expect(withMarkedCodeText('<pre><b>a</b> & b</pre>', 'a &amp; b')).toBe(
      '<pre><b>a</b> &amp;amp; b</pre>',
    ))

  it('is what was written, whatever that is', () => {
    const word = fc.constantFrom('a', '<', '&', '\n', ' ', '{', '%', '&amp;', '<b>', '</b>', '𝄞')
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (words, others) => {
        const at = (all: readonly string[]) => `x${all.join('')}y`
        const first = withMarkedCodeText(source, at(words))
        expect(markedCodeText(first)).toBe(at(words))
        expect(markedCodeText(withMarkedCodeText(first, at(others)))).toBe(at(others))
      }),
    )
  })
})
