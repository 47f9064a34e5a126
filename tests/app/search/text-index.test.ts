import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { TextIndex } from '../../../src/app/search/text-index.svelte.ts'
import { Workspace } from '../../../src/app/workspace.svelte.ts'
import { parsePost } from '../../../src/jekyll/index.ts'
import { openRecovery, type Work } from '../../../src/recovery/index.ts'
import { commit } from '../../git/repositories.ts'
import { useScene } from '../../git/scene.ts'

/** A blog of these texts; notes which were asked for. */
class Blog {
  readonly files = { read: async (path: string) => this.#bytes(path) }
  readonly repository = { readAll: async (paths: readonly string[]) => this.#all(paths) }
  readonly works: { readonly all: Map<string, Work> } = { all: new Map() }
  readonly arrived = Promise.resolve()
  readonly left = new AbortController().signal
  readonly asked: string[] = []
  entries = new Map<string, ReturnType<typeof parsePost>>()
  readonly #texts = new Map<string, string>()
  readonly renewals = { renewalOf: () => 0 }

  put(path: string, body: string): void {
    this.#texts.set(path, `---\ntitle: T\n---\n${body}`)
    this.entries = new Map(this.entries).set(path, parsePost(path, ''))
  }

  async #bytes(path: string): Promise<Uint8Array | undefined> {
    const text = this.#texts.get(path)
    return text === undefined ? undefined : new TextEncoder().encode(text)
  }

  async #all(paths: readonly string[]): Promise<Map<string, Uint8Array>> {
    this.asked.push(...paths)
    const read = await Promise.all(paths.map(async (path) => [path, await this.#bytes(path)] as const))
    return new Map(read.flatMap(([path, bytes]) => (bytes ? [[path, bytes] as const] : [])))
  }
}

describe('the index of texts', () => {
  it('knows every word of every post, of more than come at once', async () => {
    const blog = new Blog()
    for (let number = 0; number < 450; number += 1) blog.put(`_posts/${number}.md`, `Wort${number} Föhn`)
    const index = new TextIndex(blog)
    await index.update()
    expect(index.says('_posts/449.md', 'wort449')).toBe(true)
    expect(index.says('_posts/0.md', 'fohn')).toBe(true)
    expect(index.says('_posts/0.md', 'title')).toBe(false)
    expect([index.reading, index.version]).toEqual([false, 3])
  })

  it('reads anew what changed, and nothing else; what is gone says nothing', async () => {
    const blog = new Blog()
    blog.put('a.md', 'fog')
    blog.put('b.md', 'ebb')
    const index = new TextIndex(blog)
    await index.update()
    blog.put('a.md', 'sun')
    blog.entries.delete('b.md')
    blog.asked.length = 0
    await index.update()
    expect(blog.asked).toEqual(['a.md'])
    expect([index.says('a.md', 'fog'), index.says('a.md', 'sun'), index.says('b.md', 'ebb')]).toEqual([
      false,
      true,
      false,
    ])
  })

  it('takes the text of this device where there is one, and shows the place', async () => {
    const blog = new Blog()
    blog.put('a.md', 'The *fog* came.')
    blog.works.all.set('a.md', { path: 'a.md', content: 'x', base: null, changedAt: 0 })
    const index = new TextIndex(blog)
    await index.update()
    expect(blog.asked).toEqual([])
    const pieces = await index.excerpt('a.md', ['fog', 'title'])()
    expect(pieces?.map(({ text }) => text)).toEqual(['The ', 'fog', ' came.'])
    expect(await index.excerpt('a.md', ['sun'])()).toBeUndefined()
  })

  it('goes on after a failure when it is asked again', async () => {
    const blog = new Blog()
    blog.put('a.md', 'fog')
    const { readAll } = blog.repository
    blog.repository.readAll = () => Promise.reject(new Error('offline'))
    const index = new TextIndex(blog)
    await expect(index.update()).rejects.toThrow('offline')
    blog.repository.readAll = readAll
    await index.update()
    expect(index.says('a.md', 'fog')).toBe(true)
  })
})

describe('the index of the texts of an open blog', () => {
  const path = '_posts/2020-05-01-fog.md'
  const head = '---\ntitle: Fog\n---\n\n'
  const scene = useScene()
  beforeEach(() => void scene.make({ '_config.yml': '', [path]: `${head}Only mist.\n` }))

  async function visit(): Promise<[Workspace, TextIndex]> {
    const recovery = await openRecovery(`texts-${crypto.randomUUID()}`)
    const url = `${scene.server.url}/blog.git`
    const workspace = new Workspace({ name: 'blog', url }, await scene.open(), recovery)
    await workspace.sync()
    await workspace.load()
    const index = new TextIndex(workspace)
    await index.update()
    return [workspace, index]
  }
  const said = async (index: TextIndex): Promise<boolean[]> => {
    await index.update()
    return ['mist', 'harbor'].map((word) => index.says(path, word))
  }

  it('follows what the author writes, and what is discarded', async () => {
    const [workspace, index] = await visit()
    expect(await said(index)).toEqual([true, false])
    const { renewed } = workspace.renewals
    const base = await workspace.works.baseOf(path)
    await workspace.works.keep(path, { text: `${head}Only mist.\n`, base }, `${head}The harbor.\n`)
    expect(workspace.renewals.renewed).toBeGreaterThan(renewed)
    expect(await said(index)).toEqual([false, true])
    await workspace.works.write([], [path])
    expect(await said(index)).toEqual([true, false])
  })

  it('follows what somebody else writes into a text alone', async () => {
    const [workspace, index] = await visit()
    commit(scene.bare, { [path]: `${head}The harbor.\n` })
    await workspace.sync()
    expect(await said(index)).toEqual([false, true])
  })
})
