import { describe, expect, it } from 'vitest'
import { nameOfStyle, styleOf, withStyle } from '../../src/editor/block-style.ts'

describe('the style of a block', () => {
  it.each([
    [null, ''],
    ['{: .notice}', 'notice'],
    ['{:.note.info #top}', 'note info'],
    ['{: #top class="alert alert-info" title=".no"}', 'alert alert-info'],
    ['{: .no_toc}', ''],
    ['{: .language-ruby .wide}', 'wide'],
  ])('of %j is %j', (ial, style) => {
    expect(styleOf(ial)).toBe(style)
  })

  it.each([
    [null, 'notice', '{: .notice}'],
    [null, '', null],
    ['{: .notice}', '', null],
    ['{: .notice}', 'note info', '{: .note .info}'],
    ['{: .notice #top}', '', '{: #top}'],
    ['{: .no_toc}', 'wide', '{: .wide .no_toc}'],
    ['{: class="a b" title="c"}', 'd', '{: .d title="c"}'],
  ])('%j becomes %j as %j', (ial, style, written) => {
    expect(withStyle(ial, style)).toBe(written)
    expect(styleOf(written)).toBe(style)
  })

  it('has a name', () => {
    expect(nameOfStyle('notice--warning')).toBe('Notice warning')
  })
})
