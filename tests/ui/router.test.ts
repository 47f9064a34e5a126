import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

vi.stubGlobal('location', { hash: '' })
const { hrefOf, parseRoute } = await import('../../src/ui/router.svelte.ts')

describe('routes', () => {
  it('reads the address behind #', () => {
    expect(parseRoute('')).toEqual({ name: 'posts' })
    expect(parseRoute('#/')).toEqual({ name: 'posts' })
    expect(parseRoute('#/?tag=a%20b&q=x')).toEqual({ name: 'posts', query: 'tag=a%20b&q=x' })
    expect(hrefOf({ name: 'posts', query: 'tag=a+b' })).toBe('#/?tag=a+b')
    expect(parseRoute('#/new')).toEqual({ name: 'new' })
    expect(parseRoute('#/post/_posts%2F2020-05-22-a.md')).toEqual({
      name: 'post',
      path: '_posts/2020-05-22-a.md',
    })
  })

  it('takes what it does not understand for the list', () => {
    for (const hash of ['#', '#/post', '#/post/', '#/post/%E0%A4%A', '#/elsewhere', '#//example.com'])
      expect(parseRoute(hash)).toEqual({ name: 'posts' })
  })

  it('finds every post again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (path) => {
        expect(parseRoute(hrefOf({ name: 'post', path }))).toEqual({ name: 'post', path })
      }),
    )
  })
})
