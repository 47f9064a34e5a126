import { describe, expect, it } from 'vitest'
import { kramdownOptionsOf, readSite } from '../../src/jekyll/index.ts'
import { transliterate } from '../../src/jekyll/transliteration.ts'

async function optionsOf(yaml: string) {
  const files = {
    list: () => Promise.resolve(['_config.yml']),
    read: () => Promise.resolve(new TextEncoder().encode(yaml)),
  }
  return kramdownOptionsOf(await readSite(files))
}

describe('kramdownOptionsOf', () => {
  it.each([
    ['title: none', {}],
    [
      'kramdown:\n  input: GFM\n  hard_wrap: true\n  auto_ids: false',
      { input: 'GFM', hardWrap: true, autoIds: false },
    ],
    ['kramdown: { input: kramdown, toc_levels: 2..3 }', { input: 'kramdown', tocLevels: [2, 3] }],
    ['kramdown: { toc_levels: "1,3" }', { tocLevels: [1, 3] }],
    ['kramdown: { toc_levels: [2, 4] }', { tocLevels: [2, 4] }],
    [
      'kramdown: { entity_output: ":numeric", smart_quotes: "apos,apos,quot,quot" }',
      { entityOutput: 'numeric', smartQuotes: 'apos,apos,quot,quot' },
    ],
    [
      'kramdown: { hard_wrap: "maybe", input: 7, syntax_highlighter: rouge, __proto__: { hard_wrap: true } }',
      {},
    ],
    ['kramdown: { transliterated_header_ids: true }', { transliterate }],
    ['kramdown: { transliterated_header_ids: false }', {}],
    ['kramdown: true', {}],
  ])('%s', async (yaml, options) => expect(await optionsOf(yaml)).toEqual(options))
})
