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
    ['ssh://git@example.org:2222/ada/blog.git', 'https://example.org/ada/blog.git', 'blog'],
    ['git clone https://example.org/ada/blog.git', 'https://example.org/ada/blog.git', 'blog'],
    // at hosts that are well known a repository has one address, whatever page of it was copied
    ['https://github.com/ada/blog.git', 'https://github.com/ada/blog', 'blog'],
    ['www.github.com/ada/blog/', 'https://github.com/ada/blog', 'blog'],
    ['git@github.com:ada/blog.git', 'https://github.com/ada/blog', 'blog'],
    ['https://github.com/ada/blog/tree/main/_posts', 'https://github.com/ada/blog', 'blog'],
    [
      'https://github.com/ada/blog/edit/main/_posts/2026-05-01-fog.md#L3',
      'https://github.com/ada/blog',
      'blog',
    ],
    ['https://github.com/ada', 'https://github.com/ada', 'ada'],
    ['https://gitlab.com/group/sub/blog', 'https://gitlab.com/group/sub/blog.git', 'blog'],
    ['https://gitlab.com/group/sub/blog/-/tree/main', 'https://gitlab.com/group/sub/blog.git', 'blog'],
    ['codeberg.org/ada/blog/src/branch/main/_posts', 'https://codeberg.org/ada/blog', 'blog'],
    // as Bitbucket has it copied
    ['https://ada@bitbucket.org/ada/blog.git', 'https://bitbucket.org/ada/blog', 'blog'],
    ['https://bitbucket.org/ada/blog/src/main/', 'https://bitbucket.org/ada/blog', 'blog'],
    ['https://github.com/ada/m%C3%BCll%20x', 'https://github.com/ada/m%C3%BCll%20x', 'müll x'],
  ])('%s', (text, url, name) => expect(parseAddress(text)).toEqual({ kind: 'blog', blog: { name, url } }))

  it.each([
    ['', 'empty'],
    ['my blog', 'malformed'],
    ['https://example.org', 'malformed'],
    ['file:///etc/passwd', 'malformed'],
    ['javascript:alert(1)/x', 'malformed'],
    ['https://ada:secret@example.org/blog', 'password'],
    ['http://example.org/ada/blog', 'unreachable'],
    ['http://www.github.com/ada/blog', 'unreachable'],
    ['https://:secret@example.org/blog', 'password'],
  ])('%s is refused as %s', (text, kind) => expect(parseAddress(text)).toEqual({ kind }))

  it('gives addresses that stay what they are, and at their host', () => {
    const part = fc.oneof(
      fc.webPath(),
      fc.constantFrom('/%252e%252e', '/%3F', '/%23x', '/..%2f', '/-', '/tree', '/%', '/x.git', '//y'),
    )
    const hosts = fc.constantFrom(
      'github.com',
      'www.gitlab.com',
      'codeberg.org',
      'bitbucket.org',
      'git.example',
    )
    fc.assert(
      fc.property(hosts, fc.array(part, { maxLength: 5 }), (host, parts) => {
        const once = parseAddress(`https://${host}${parts.join('')}`)
        if (once.kind !== 'blog') return
        expect(parseAddress(once.blog.url)).toEqual(once)
        expect(new URL(once.blog.url).host.replace('www.', '')).toBe(host.replace('www.', ''))
      }),
    )
  })

  it('takes any string', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseAddress(text).kind.length > 0))
  })
})
