import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Slots } from '../../../src/ui/posts/slots.ts'

describe('the rows of a list', () => {
  it('stay with their posts, and those of posts that are gone are taken over in order', () => {
    const slots = new Slots()
    expect(slots.assign(['a', 'b', 'c'])).toEqual([0, 1, 2])
    expect(slots.assign(['x', 'b', 'y'])).toEqual([0, 1, 2])
    expect(slots.assign(['b', 'y', 'x', 'z'])).toEqual([1, 2, 0, 3])
  })

  it('are not taken over while they have the focus', () => {
    const slots = new Slots()
    slots.assign(['a', 'b'])
    expect(slots.assign(['c', 'd'], 'a')).toEqual([1, 2])
  })

  it('are one for each post, and its own for as long as it is seen', () => {
    const posts = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(posts), (screens) => {
        const slots = new Slots()
        let before = new Map<string, number | undefined>()
        for (const keys of screens) {
          const rows = slots.assign(keys)
          expect(new Set(rows).size).toBe(keys.length)
          for (const [at, key] of keys.entries()) expect(rows[at]).toBe(before.get(key) ?? rows[at])
          before = new Map(keys.map((key, at) => [key, rows[at]]))
        }
      }),
    )
  })
})
