import { describe, expect, it } from 'vitest'
import { Suggestions } from '../../src/ui/controls/suggestions.svelte.ts'

const suggest = (taken: string[] = []): Suggestions => {
  const all = ['sailing', 'tides', 'Café', 'night sailing'].map((value) => ({ value, count: 1 }))
  return new Suggestions(
    () => all,
    () => taken,
  )
}
const values = ({ matches }: Suggestions): string[] => matches.map(({ value }) => value)

describe('suggestions', () => {
  it('puts what begins with the words before what holds them', () => {
    const list = suggest()
    list.type('sail')
    expect(values(list)).toEqual(['sailing', 'night sailing'])
  })

  it('cares for neither case nor accents', () => {
    const list = suggest()
    list.type('CAFE')
    expect(values(list)).toEqual(['Café'])
  })

  it('leaves out what is taken', () =>
    expect(values(suggest(['tides', 'Café']))).toEqual(['sailing', 'night sailing']))

  it('walks around the ends', () => {
    const list = suggest()
    list.move(-1)
    expect(list.current?.value).toBe('night sailing')
    list.move(1)
    expect(list.current?.value).toBe('sailing')
    list.close()
    expect(list.current).toBeUndefined()
  })

  it('finds keys by the names that people read', () => {
    const list = new Suggestions(
      () => [{ value: 'na1', count: 2, name: 'Nell Ashdown' }],
      () => [],
    )
    list.type('nell')
    expect(values(list)).toEqual(['na1'])
    list.type('na1')
    expect(values(list)).toEqual([])
  })
})
