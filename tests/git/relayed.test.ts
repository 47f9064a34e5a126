import { describe, expect, it } from 'vitest'
import { openRepository } from '../../src/git/index.ts'
import type { Http } from '../../src/git/host.ts'

const relay = 'https://relay.example/at/'
const url = 'https://git.example/you/blog'

/** Syncs through a relay that gives one answer to everything; with what it was asked. */
async function sync(
  status: number,
  headers: Record<string, string>,
  address = url,
): Promise<{ kind: unknown; asked: string[] }> {
  const asked: string[] = []
  const http: Http = (at) => {
    asked.push(at)
    return Promise.resolve(new Response('', { status, headers }))
  }
  const repository = await openRepository({ url: address, relay }, undefined, http)
  return { kind: await repository.sync(), asked }
}

const git = { 'Content-Type': 'application/x-git-upload-pack-advertisement' }

describe('a repository behind a relay', () => {
  it('is asked for at the relay, in the words of its own address', async () => {
    const { asked } = await sync(404, { 'Galley-Relay': 'passed' })
    expect(asked[0]).toBe('https://relay.example/at/git/git.example/you/blog/git-upload-pack')
  })

  it('on this computer is asked directly', async () => {
    const { asked, kind } = await sync(404, {}, 'http://127.0.0.1:4321/git/blog.git')
    expect(asked[0]).toBe('http://127.0.0.1:4321/git/blog.git/git-upload-pack')
    expect(kind).toEqual({ kind: 'not-found' })
  })

  it.each<[string, number, Record<string, string>, unknown]>([
    ['the host’s own answers pass', 404, { 'Galley-Relay': 'passed' }, { kind: 'not-found' }],
    ['a password is asked for', 401, { 'Galley-Relay': 'passed' }, { kind: 'unauthorized' }],
    [
      'the host’s patience',
      429,
      { 'Galley-Relay': 'passed', 'Retry-After': '7' },
      { kind: 'busy', after: 7 },
    ],
    [
      'the relay’s patience',
      429,
      { 'Galley-Relay': 'busy', 'Retry-After': '7' },
      { kind: 'relay-busy', after: 7 },
    ],
    ['the relay’s patience, unsaid', 429, { 'Galley-Relay': 'busy' }, { kind: 'relay-busy' }],
    [
      'a host not on its list',
      403,
      { 'Galley-Relay': 'host' },
      { kind: 'relay-refuses', message: 'The relay says host (403)' },
    ],
    [
      'what is no relay',
      200,
      git,
      { kind: 'relay-refuses', message: 'The relay says nothing that a relay says (200)' },
    ],
    ['no way to the host', 502, { 'Galley-Relay': 'unreachable' }, { kind: 'offline' }],
    [
      'a broken answer',
      502,
      { 'Galley-Relay': 'broken' },
      { kind: 'broken', message: 'The host gave the relay an answer that makes no sense' },
    ],
    [
      'a new address',
      404,
      { 'Galley-Relay': 'moved', 'Galley-Moved': 'https://git.example/you/new/' },
      { kind: 'moved', url: 'https://git.example/you/new' },
    ],
    [
      'a new address in the open',
      404,
      { 'Galley-Relay': 'moved', 'Galley-Moved': 'http://git.example/you/new' },
      { kind: 'not-found' },
    ],
    ['a new address untold', 404, { 'Galley-Relay': 'moved' }, { kind: 'not-found' }],
  ])('tells %s', async (_, status, headers, failure) => {
    expect((await sync(status, headers)).kind).toEqual(failure)
  })
})
