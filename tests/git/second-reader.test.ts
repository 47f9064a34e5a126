import fs from 'node:fs'
import isomorphic from 'isomorphic-git'
import http from 'isomorphic-git/http/node'
import { expect, it } from 'vitest'
import { git, temporaryFolder } from './repositories.ts'
import { ada, put, remove, text, useScene } from './scene.ts'

const scene = useScene()

/** What another Git has of a blog, by its paths. */
async function readAll(dir: string): Promise<Record<string, string>> {
  const oid = await isomorphic.resolveRef({ fs, dir, ref: 'HEAD' })
  const paths = await isomorphic.listFiles({ fs, dir, ref: 'HEAD' })
  const all = paths.map(async (filepath) => {
    const { blob } = await isomorphic.readBlob({ fs, dir, oid, filepath })
    return [filepath, text(blob) ?? ''] as const
  })
  return Object.fromEntries(await Promise.all(all))
}

it('another Git clones what was published here, and what it pushes is gone on from here', async () => {
  const long = Array.from({ length: 400 }, (_, i) => `Line ${i}\n`).join('')
  const bare = scene.make({ '_posts/a.md': long, 'b/c/d.md': 'D\n', 'gone.md': 'Gone\n' })
  const url = `${scene.server.url}/blog.git`
  const ours = await scene.visit()
  const changes = [
    put('_posts/a.md', long.replace('Line 200', 'Two hundred')),
    put('b/ünï cöde 图.md', 'U\n'),
    put('new/deep/e.md', ''),
    remove('gone.md'),
  ]
  const message = 'Add “é”\n\nwith a body\n'
  expect(await ours.publish(changes, message, ada)).toMatchObject({ kind: 'published' })

  const folder = temporaryFolder()
  const dir = folder.path
  await isomorphic.clone({ fs, http, dir, url, ref: 'main', singleBranch: true })
  const expected = {
    '_posts/a.md': long.replace('Line 200', 'Two hundred'),
    'b/c/d.md': 'D\n',
    'b/ünï cöde 图.md': 'U\n',
    'new/deep/e.md': '',
  }
  expect(await readAll(dir)).toEqual(expected)
  const log = await isomorphic.log({ fs, dir })
  expect(log.map(({ commit }) => commit.message)).toEqual([message, expect.any(String)])
  expect(log[0]?.commit.author).toMatchObject(ada)

  fs.writeFileSync(`${dir}/_posts/a.md`, long)
  await isomorphic.add({ fs, dir, filepath: '_posts/a.md' })
  await isomorphic.remove({ fs, dir, filepath: 'new/deep/e.md' })
  const theirs = await isomorphic.commit({
    fs,
    dir,
    message: 'Theirs',
    author: { name: 'Eve', email: 'eve@example.org' },
  })
  expect(await isomorphic.push({ fs, http, dir, url, ref: 'main' })).toMatchObject({ ok: true })
  expect(await ours.sync()).toMatchObject({
    kind: 'synced',
    head: theirs,
    changed: ['_posts/a.md', 'new/deep/e.md'],
    by: { name: 'Eve', message: 'Theirs', alone: true },
  })
  expect(text(await ours.read('_posts/a.md'))).toBe(long)
  expect(await ours.publish([put('f.md', 'F\n')], 'Go on', ada)).toMatchObject({ kind: 'published' })
  await isomorphic.pull({ fs, http, dir, url, ref: 'main', author: ada })
  expect((await readAll(dir))['f.md']).toBe('F\n')
  expect(git(bare, 'log', '--format=%s')).toBe('Go on\nTheirs\nAdd “é”\nSomebody else was here')
  folder.remove()
})
