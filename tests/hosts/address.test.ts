import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src/hosts/address.ts'

describe('parseAddress', () => {
  it.each([
    ['https://example.org/ada/blog.git', 'https://example.org/ada/blog.git', 'blog'],
    ['  https://example.org/ada/blog/ ', 'https://example.org/ada/blog', 'blog'],
    ['example.org/ada/blog', 'https://example.org/ada/blog', 'blog'],
    ['git@example.org:ada/my.blog.git', 'https://example.org/ada/my.blog.git', 'my.blog'],
    ['ssh://git@example.org/ada/blog.git', 'https://example.org/ada/blog.git', 'blog'],
    ['http://127.0.0.1:4321/git/blog.git', 'http://127.0.0.1:4321/git/blog.git', 'blog'],
    ['https://example.org/ada/blog?tab=readme#top', 'https://example.org/ada/blog', 'blog'],
    ['https://example.org/ada/m%C3%BCll%', 'https://example.org/ada/m%C3%BCll%', 'm%C3%BCll%'],
  ])('%s', (text, url, name) => expect(parseAddress(text)).toEqual({ kind: 'blog', blog: { name, url } }))

  it.each([
    ['', 'empty'],
    ['my blog', 'malformed'],
    ['https://example.org', 'malformed'],
    ['file:///etc/passwd', 'malformed'],
    ['javascript:alert(1)/x', 'malformed'],
    ['https://ada:secret@example.org/blog', 'password'],
    ['http://example.org/ada/blog', 'unreachable'],
  ])('%s is refused as %s', (text, kind) => expect(parseAddress(text)).toEqual({ kind }))

  it('takes any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseAddress(text).kind.length > 0))
  })
})
