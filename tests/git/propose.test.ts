import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Place, Proposed } from '../../src/git/index.ts'
import { checkRepository, commit, git } from './repositories.ts'
import { ada, isGitHub, isPush, put, remove, text, useScene } from './scene.ts'

const files = { '_posts/fog.md': 'Fog.\n', '_posts/sun.md': 'Sun.\n', 'readme.md': 'R.\n' }
const place = { branch: 'galley/ada/fog' } satisfies Place
const scene = useScene()
beforeEach(() => scene.make(files))

const shown = (ref: string, path: string): string => git(scene.bare, 'show', `${ref}:${path}`)
const parentsOf = (ref: string): string[] =>
  git(scene.bare, 'rev-list', '--parents', '-1', ref).split(' ').slice(1)

function lastOf(answer: Proposed): Place['last'] & object {
  if (answer.kind !== 'proposed') throw new Error(`It ended with ${JSON.stringify(answer)}`)
  return { head: answer.head, onto: answer.onto }
}

describe('changes put somewhere to be looked over', () => {
  it('are one commit on a branch of its own; the blog and what is shown of it stay', async () => {
    const repository = await scene.visit()
    const main = git(scene.bare, 'rev-parse', 'main')
    const changes = [
      put('_posts/fog.md', 'Thick fog.\n'),
      put('_posts/new.md', 'New.\n'),
      remove('readme.md'),
    ]
    const answer = await repository.propose(changes, 'Thicker', ada, place)
    expect(answer).toEqual({
      kind: 'proposed',
      head: git(scene.bare, 'rev-parse', place.branch),
      onto: main,
    })
    expect(git(scene.bare, 'diff', '--name-status', 'main', place.branch).split('\n')).toEqual([
      'M\t_posts/fog.md',
      'A\t_posts/new.md',
      'D\treadme.md',
    ])
    expect(git(scene.bare, 'log', '-1', '--format=%an|%s', place.branch)).toBe('Ada Lovelace|Thicker')
    expect(git(scene.bare, 'rev-parse', 'main')).toBe(main)
    expect(text(await repository.read('_posts/fog.md'))).toBe('Fog.\n')
    expect(await repository.stored()).toEqual({ head: main, branch: 'main' })
  })

  it('go on from what was put there before', async () => {
    const repository = await scene.visit()
    const one = lastOf(await repository.propose([put('readme.md', 'S.\n')], 'One', ada, place))
    const changes = [put('readme.md', 'S.\n'), put('_posts/sun.md', 'Rain.\n')]
    const two = lastOf(await repository.propose(changes, 'Two', ada, { ...place, last: one }))
    expect(parentsOf(place.branch)).toEqual([one.head])
    expect(git(scene.bare, 'rev-parse', place.branch)).toBe(two.head)
    expect([shown(place.branch, 'readme.md'), shown(place.branch, '_posts/sun.md')]).toEqual(['S.', 'Rain.'])
  })

  it('take in what others did to the blog meanwhile, as theirs', async () => {
    const repository = await scene.visit()
    const last = lastOf(await repository.propose([put('readme.md', 'S.\n')], 'One', ada, place))
    commit(scene.bare, { '_posts/sun.md': 'Rain.\n' })
    const main = git(scene.bare, 'rev-parse', 'main')
    await repository.propose([put('readme.md', 'T.\n')], 'Two', ada, { ...place, last })
    expect(parentsOf(place.branch)).toEqual([last.head, main])
    expect(git(scene.bare, 'diff', '--name-only', `main...${place.branch}`)).toBe('readme.md')
    expect(shown(place.branch, '_posts/sun.md')).toBe('Rain.')
  })

  it('are not put over what somebody else put there', async () => {
    const repository = await scene.visit()
    const last = lastOf(await repository.propose([put('readme.md', 'S.\n')], 'One', ada, place))
    commit(scene.bare, { 'readme.md': 'Better.\n' }, { branch: place.branch })
    const head = git(scene.bare, 'rev-parse', place.branch)
    const change = [put('readme.md', 'T.\n')]
    expect(await repository.propose(change, 'Two', ada, { ...place, last })).toEqual({
      kind: 'changed',
      head,
    })
    expect(await repository.propose(change, 'Two', ada, place)).toEqual({ kind: 'changed', head })
    expect(shown(place.branch, 'readme.md')).toBe('Better.')
  })

  it('begin anew where the branch was taken away', async () => {
    const repository = await scene.visit()
    const last = lastOf(await repository.propose([put('readme.md', 'S.\n')], 'One', ada, place))
    git(scene.bare, 'branch', '-D', place.branch)
    await repository.propose([put('readme.md', 'T.\n')], 'Two', ada, { ...place, last })
    expect(parentsOf(place.branch)).toEqual([git(scene.bare, 'rev-parse', 'main')])
  })

  it('are a question where the blog has another text by now', async () => {
    const repository = await scene.visit()
    commit(scene.bare, { 'readme.md': 'Other.\n' })
    const answer = await repository.propose([put('readme.md', 'S.\n')], 'One', ada, place)
    expect(answer).toEqual({ kind: 'conflict', paths: ['readme.md'] })
  })

  it.skipIf(isGitHub())('are refused in the words of the host', async () => {
    const hook = join(scene.bare, 'hooks', 'pre-receive')
    writeFileSync(hook, '#!/bin/sh\necho "No branches, please."\nexit 1\n')
    chmodSync(hook, 0o755)
    const repository = await scene.visit()
    const answer = await repository.propose([put('readme.md', 'S.\n')], 'One', ada, place)
    expect(answer).toEqual({ kind: 'refused', message: 'No branches, please.' })
  })

  it('are there where the answer was lost', async () => {
    const repository = await scene.visit()
    scene.serve({
      fault: (answer, request) => (isPush(request) && request.body.length > 100 ? 'drop' : answer),
    })
    const answer = await repository.propose([put('readme.md', 'S.\n')], 'One', ada, place)
    expect(answer).toMatchObject({ kind: 'proposed', head: git(scene.bare, 'rev-parse', place.branch) })
  })

  it.skipIf(isGitHub())('go into the author’s own copy, and to no other host', async () => {
    git(scene.folder, 'clone', '-q', '--bare', scene.bare, 'copy.git')
    const copy = join(scene.folder, 'copy.git')
    const repository = await scene.visit()
    const url = `${scene.server.url}/copy.git`
    const answer = await repository.propose([put('readme.md', 'S.\n')], 'One', ada, { ...place, url })
    expect(answer).toMatchObject({ kind: 'proposed', head: git(copy, 'rev-parse', place.branch) })
    expect(git(scene.bare, 'branch', '--list', 'galley/*')).toBe('')
    await checkRepository(copy)
    const elsewhere = { ...place, url: 'https://elsewhere.example/copy.git' }
    await expect(repository.propose([put('readme.md', 'S.\n')], 'One', ada, elsewhere)).rejects.toMatchObject(
      {
        code: 'bad-address',
      },
    )
  })
})
