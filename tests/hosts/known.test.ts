import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HostError, hostOf, repositoryPath } from '../../src/hosts/index.ts'

describe('hostOf', () => {
  it.each([
    ['https://github.com/ada/blog.git', 'github', 'GitHub', 'https://api.github.com', false],
    ['https://www.github.com/ada/blog', 'github', 'GitHub', 'https://api.github.com', false],
    ['https://gitlab.com/a/b/c', 'gitlab', 'GitLab', 'https://gitlab.com/api/v4', false],
    ['https://codeberg.org/ada/blog', 'gitea', 'Codeberg', 'https://codeberg.org/api/v1', true],
    ['https://bitbucket.org/ada/blog', 'bitbucket', 'Bitbucket', 'https://api.bitbucket.org/2.0', false],
    ['https://git.example.org/ada/blog', 'git', 'git.example.org', undefined, true],
    ['http://127.0.0.1:4321/git/blog.git', 'git', '127.0.0.1:4321', undefined, true],
    // neither another port, nor plain http, nor a name that only looks like it
    ['https://github.com:8443/ada/blog', 'git', 'github.com:8443', undefined, true],
    ['http://github.com/ada/blog', 'git', 'github.com', undefined, true],
    ['https://github.com.example.org/ada/blog', 'git', 'github.com.example.org', undefined, true],
  ])('%s', (url, kind, name, api, gitFromBrowsers) => {
    expect(hostOf(url)).toMatchObject({ kind, name, gitFromBrowsers })
    expect(hostOf(url).api).toBe(api)
  })

  it('leaves out credentials and takes no name from the prototype', () => {
    expect(hostOf('https://ada:secret@github.com/ada/blog').origin).toBe('https://github.com')
    expect(hostOf('https://constructor/ada/blog').kind).toBe('git')
  })

  it('refuses what is no address', () => {
    expect(() => hostOf('javascript:alert(1)')).toThrow(HostError)
  })
})

describe('repositoryPath', () => {
  it.each([
    ['https://github.com/ada/blog.git', 'ada/blog'],
    ['https://github.com/ada/my.blog/tree/main/_posts', 'ada/my.blog'],
    ['https://github.com/ada', ''],
    ['https://gitlab.com/group/sub/blog.git', 'group/sub/blog'],
    ['https://gitlab.com/group/sub/blog/-/merge_requests/3', 'group/sub/blog'],
    ['https://codeberg.org/ada/blog/src/branch/main', 'ada/blog'],
    ['https://bitbucket.org/ada/blog/src/main/', 'ada/blog'],
    ['https://example.org/git/blog.git', 'git/blog'],
    ['https://example.org/blog.git', 'blog'],
    ['https://example.org/m%C3%BCll/%', 'müll/%'],
  ])('%s → %s', (url, path) => expect(repositoryPath(url, hostOf(url))).toBe(path))

  it('takes any address of http', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => typeof repositoryPath(url, hostOf(url)) === 'string'))
  })
})
