import { describe, expect, it } from 'vitest'
import { toHtml } from '../../src/kramdown/index.ts'
import { askKramdown, hasKramdown } from './oracle.ts'
import { randomDocument } from './random-documents.ts'

/** How many documents, and from which seed; a longer run: `GALLEY_FUZZ=10000 npx vitest run tests/kramdown/differential.test.ts`. */
const COUNT = Number(process.env.GALLEY_FUZZ ?? 300)
const SEED = Number(process.env.GALLEY_FUZZ_SEED ?? 1)

describe.skipIf(!hasKramdown)("random documents have the HTML of Ruby's kramdown", () => {
  it.each(['GFM', 'kramdown'] as const)('%s', { timeout: 60_000 + COUNT * 100 }, (input) => {
    const sources = Array.from({ length: COUNT }, (_, index) => randomDocument(SEED + index))
    const answers = askKramdown(sources.map((source) => ({ source, input })))
    const different = sources.flatMap((source, index) => {
      const wanted = answers[index]
      if (typeof wanted !== 'string') return []
      const html = toHtml(source, { input })
      return html === wanted ? [] : [{ seed: SEED + index, source, wanted, html }]
    })
    expect(different).toEqual([])
  })
})
