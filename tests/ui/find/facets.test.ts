import { describe, expect, it } from 'vitest'
import {
  countsOf,
  fits,
  readFilter,
  tells,
  withValue,
  type Facet,
} from '../../../src/ui/posts/find/facets.ts'
import { filed } from './filed.ts'

const all = await filed({
  '_config.yml': 'collections:\n  trips:\n',
  '_posts/2024-05-01-fog.md': '---\ntitle: Fog\ntags: [tides, weather]\nauthor: Nell\n---\n',
  'news/_posts/2025/2025-05-01-sun.md': '---\ntitle: Sun\ntags: weather\nlang: de\n---\n',
  '_posts/2025-06-01-rain.md': '---\ntitle: Rain\npublished: false\nauthor: Ada\ncategories: [sky]\n---\n',
  '_drafts/eels.md': '---\ntitle: Eels\ntags: [tides]\n---\n',
  '_trips/skye.md': '---\ntitle: Skye\n---\n',
})
const titles = (query: string): string[] => {
  const filter = readFilter(new URLSearchParams(query))
  return all.filter((one) => fits(one, filter)).map(({ item }) => item.title)
}
const counts = (facet: Facet, query = ''): Record<string, number> =>
  Object.fromEntries(
    countsOf(facet, all, readFilter(new URLSearchParams(query))).map(({ value, count }) => [value, count]),
  )

describe('a filter from the address', () => {
  it.each([
    ['', ['Fog', 'Sun', 'Rain', 'Eels', 'Skye']],
    ['tag=weather', ['Fog', 'Sun']],
    ['tag=weather&tag=tides', ['Fog', 'Sun', 'Eels']],
    ['tag=weather&year=2025', ['Sun']],
    ['status=hidden&status=draft', ['Rain', 'Eels']],
    ['status=nonsense', []],
    ['author=Ada', ['Rain']],
    ['category=sky', ['Rain']],
    ['category=news&lang=de', ['Sun']],
    ['folder=news/2025', ['Sun']],
    ['collection=trips', ['Skye']],
  ])('%s', (query, expected) => {
    expect(titles(query)).toEqual(expected)
  })
})

describe('the counts beside the values', () => {
  it('count what is wanted otherwise', () => {
    expect(counts('tag')).toEqual({ tides: 2, weather: 2 })
    expect(counts('tag', 'year=2025')).toEqual({ weather: 1 })
    expect(counts('tag', 'tag=tides')).toEqual({ tides: 2, weather: 2 })
  })

  it('keep a value that is wanted and that nothing has', () => {
    expect(counts('tag', 'tag=gulls&author=Ada')).toEqual({ gulls: 0 })
  })

  it('stand with the newest year and the most used first', () => {
    expect(Object.keys(counts('collection'))).toEqual(['posts', 'trips'])
    expect(countsOf('year', all, new Map()).map(({ value }) => value)).toEqual(['2025', '2024'])
  })

  it('are shown where they tell posts apart', () => {
    expect(tells('lang', countsOf('lang', all, new Map()))).toBe(false)
    expect(tells('category', countsOf('category', all, new Map()))).toBe(true)
  })
})

describe('a value of the filter', () => {
  it('comes and goes, and leaves the others', () => {
    const some = new URLSearchParams('tag=a&sort=title')
    const more = withValue(some, 'tag', 'b & c', true)
    expect(String(more)).toBe('sort=title&tag=a&tag=b+%26+c')
    expect(String(withValue(more, 'tag', 'a', false))).toBe('sort=title&tag=b+%26+c')
    expect(String(some)).toBe('tag=a&sort=title')
  })
})
