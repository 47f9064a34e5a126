import { describe, expect, it } from 'vitest'
import { previewSentence } from '../../src/ui/preview-words.ts'

describe('what may look different', () => {
  it('names what it is about, whatever is in the name', () => {
    expect(previewSentence({ code: 'plugin', what: "jekyll-$&-$'" })).toContain("“jekyll-$&-$'”")
    expect(previewSentence({ code: 'own-code', what: '_plugins' })).not.toContain('_plugins')
  })
})
