import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryOver, hunksBetween } from '../../src/editor/patch.ts'

const cases: readonly (readonly [what: string, base: string, now: string, source: string, result: string])[] =
  [
    ['a word in a wrapped paragraph', 'a b c d', 'a b new c d', 'a b\nc d', 'a b\nnew c d'],
    ['a word behind a closed heading', '# Ebb', '# Ebb flow', '# Ebb #', '# Ebb flow #'],
    ['a word behind an underlined heading', '# Ebb', '# Ebb flow', 'Ebb\n===', 'Ebb flow\n==='],
    ['an emphasis in its own signs', 'a **b** c', 'a **b d** c', 'a __b__ c', 'a __b d__ c'],
    ['an emphasis that is gone', 'a **b** c', 'a b c', 'a __b__ c', 'a b c'],
    ['a split where a line ended', 'a b', 'a\n\nb', 'a\nb', 'a\n\nb'],
    ['an entity that stays', 'a & b', 'a & b c', 'a &amp; b', 'a &amp; b c'],
  ]

describe('carryOver', () => {
  it.each(cases)('keeps the spelling around %s', (_what, base, now, source, result) => {
    expect(carryOver(base, now, source).next().value).toBe(result)
  })

  it('gives the source for no edit, and the edit for no spelling', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(carryOver(one, one, other).next().value).toBe(other)
        expect(carryOver(one, other, one).next().value).toBe(other)
      }),
    )
  })
})

describe('hunksBetween', () => {
  it('tells what to put where', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '*') }),
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '*') }),
        (old, now) => {
          let result = ''
          let at = 0
          for (const { from, to, text } of hunksBetween(old, now) ?? []) {
            expect(from).toBeGreaterThanOrEqual(at)
            result += old.slice(at, from) + text
            at = to
          }
          expect(result + old.slice(at)).toBe(now)
        },
      ),
    )
  })
})
