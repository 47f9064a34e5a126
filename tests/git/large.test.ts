import fs from 'node:fs'
import isomorphic from 'isomorphic-git'
import { expect, it } from 'vitest'
import { git } from './repositories.ts'
import { ada, put, text, useScene } from './scene.ts'

const scene = useScene()

it('a repository of 5,000 files costs what is needed of it', { timeout: 120_000 }, async () => {
  const paths = Array.from({ length: 5000 }, (_, i) => `_posts/${2000 + (i % 25)}/post-${i}.md`)
  const content = (path: string): string =>
    `---\ntitle: ${path}\n---\n${path} and some more words.\n`.repeat(5)
  const bare = scene.make(Object.fromEntries(paths.map((path) => [path, content(path)])))
  const received: number[] = []
  scene.serve({ fault: (answer) => (received.push(answer.body.length), answer) })

  const repository = await scene.visit()
  expect(received).toHaveLength(3)
  expect(received.at(-1)).toBeLessThan(200_000) // trees alone
  expect(await repository.list('_posts')).toHaveLength(5000)

  const newest = paths.slice(-50)
  const texts = await repository.readAll(newest)
  expect(newest.map((path) => text(texts.get(path)))).toEqual(newest.map(content))
  expect(received).toHaveLength(4)
  expect(received.at(-1)).toBeLessThan(20_000)

  expect((await repository.readAll(paths)).size).toBe(5000)
  expect(received).toHaveLength(5)

  const path = paths[1234] ?? ''
  expect(await repository.publish([put(path, 'Short.\n')], 'Shorten')).toMatchObject({ kind: 'published' })
  const push = scene.server.requests.find((request) => request.path.endsWith('/git-receive-pack'))
  expect(push?.body.length).toBeLessThan(1000) // a commit, and three deltas
  expect(git(bare, 'show', '--format=', '--name-only', 'main')).toBe(path)
})

it('what is published another Git reads the same', async () => {
  const bare = scene.make({ 'a.md': 'A\n', 'b/run.sh': { mode: '100755', content: 'x' } })
  const repository = await scene.visit()
  const result = await repository.publish([put('b/ünï cöde.md', 'U\n')], 'Add\n\nwith a body', ada)
  const head = result.kind === 'published' ? result.head : ''
  git(bare, 'repack', '-adq')
  const options = { fs, gitdir: bare, oid: head }
  const { commit } = await isomorphic.readCommit(options)
  expect(commit).toMatchObject({
    message: 'Add\n\nwith a body\n',
    author: { ...ada, timezoneOffset: new Date().getTimezoneOffset() },
  })
  const { blob } = await isomorphic.readBlob({ ...options, filepath: 'b/ünï cöde.md' })
  expect(text(blob)).toBe('U\n')
  const { tree } = await isomorphic.readTree({ ...options, filepath: 'b' })
  expect(tree.map(({ path, mode }) => [path, mode])).toEqual([
    ['run.sh', '100755'],
    ['ünï cöde.md', '100644'],
  ])
})
