import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLink } from '../../src/app/open-link.ts'

const url = 'https://github.com/nell/tides'
const linkTo = (said: Record<string, string>): string => `#/open?${new URLSearchParams(said).toString()}`

describe('a link into a blog', () => {
  it('names the repository, the branch and the post', () => {
    const post = '_posts/2026-05-01-fog & rain.md'
    expect(readLink(linkTo({ repo: url, branch: 'site/next', post }))).toEqual({
      blog: { name: 'tides', url, branch: 'site/next' },
      post,
    })
    expect(readLink(linkTo({ repo: `${url}.git` }))).toEqual({ blog: { name: 'tides', url } })
    const other = 'https://git.example/nell/tides.git'
    expect(readLink(linkTo({ repo: other }))).toEqual({ blog: { name: 'tides', url: other } })
  })

  it.each([
    {},
    { repo: '' },
    { repo: 'github.com/nell/tides' },
    { repo: 'git@github.com:nell/tides.git' },
    { repo: 'javascript:alert(1)//x/y' },
    { repo: 'data:text/html,x/y' },
    { repo: 'file:///etc/passwd' },
    { repo: 'blob:https://github.com/x/y' },
    { repo: 'http://example.org/nell/tides' },
    { repo: 'https://nell:secret@github.com/nell/tides' },
    { repo: url, branch: '../main' },
    { repo: url, branch: '-x' },
    { repo: url, branch: 'a b' },
    { repo: url, branch: 'a\0b' },
    { repo: url, branch: 'HEAD@{1}' },
    { repo: url, post: '../secret.md' },
    { repo: url, post: '/etc/passwd' },
    { repo: url, post: '_posts/../../x' },
    { repo: url, post: '_posts\\..\\x' },
    { repo: url, post: '.git/config' },
    { repo: url, post: '_posts/.GIT/x' },
    { repo: url, post: 'a\0.md' },
    { repo: url, post: 'x'.repeat(3000) },
  ])('is none: %j', (said) => expect(readLink(linkTo(said as Record<string, string>))).toBeUndefined())

  it('never leads to anything but an address of http(s) and a path inside the blog', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '.', '', '.git', '\\', '\0', '%2e%2e'),
    )
    const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join('/'))
    const repo = fc.oneof(
      text,
      text.map((rest) => `https://host.example/${rest}`),
    )
    const said = fc.record({ repo, branch: text, post: text })
    fc.assert(
      fc.property(said, (values) => {
        const link = readLink(`#/open?${encodeAll(values)}`)
        if (!link) return
        const { protocol, username, password } = new URL(link.blog.url)
        expect([protocol, username, password]).toEqual(['https:', '', ''])
        expect(link.post ?? 'x').not.toMatch(/(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$)|[\\\p{Cc}]/iu)
        expect(link.blog.branch ?? 'x').not.toMatch(/\.\.|[\p{Cc} ~^:?*[\\]/u)
      }),
    )
  })

  it('takes any text for a link', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readLink(`#/open?${text}`)
      }),
    )
  })
})

/** As a hostile page would: with whatever a browser lets stand in an address. */
const encodeAll = (values: Record<string, string>): string => new URLSearchParams(values).toString()
