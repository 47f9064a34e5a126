import { describe, expect, it } from 'vitest'
import { bodiesOf } from './bodies.ts'
import { figuresOf, tryKnownEdits } from './known-edits.ts'

/** Sites whose posts are many get a smaller share; `npm run bench -- known-edits` tries them all. */
const step = process.env.GALLEY_CORPUS === undefined ? 1 : 24

describe('seven edits whose ideal result is known', () => {
  it('are saved byte for byte as if done by hand on the text, in at least 99 of 100 places', () => {
    const figures = tryKnownEdits(bodiesOf(step, 20_000), 2)
    console.log(figuresOf(figures).join('\n'))
    for (const [name, { places, other }] of Object.entries(figures)) {
      expect(places, name).toBeGreaterThan(0)
      expect(other.length, `${name}: ${JSON.stringify(other.slice(0, 3))}`).toBeLessThanOrEqual(places / 100)
    }
  }, 300_000)
})
