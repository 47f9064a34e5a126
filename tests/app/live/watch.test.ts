import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Workspace } from '../../../src/app/workspace.svelte.ts'
import { ada } from '../../git/scene.ts'
import { useBlog } from '../blog.ts'

const fog = '_posts/2026-05-01-fog.md'
const post = (text: string, more = ''): string => `---\ntitle: Fog\n${more}---\n\n${text}\n`
const { scene, visit } = useBlog({
  '_config.yml': 'title: Tides\nbaseurl: /tides\npermalink: /:title/\n',
  [fog]: post('Fog.'),
  '_drafts/rain.md': post('Rain.'),
})
let site: Server
let asked: string[] = []
let page = ''

beforeEach(async () => {
  asked = []
  site = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end(page)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
})
afterEach(() => new Promise((resolve) => site.close(resolve)))
const address = (): string => `http://127.0.0.1:${(site.address() as AddressInfo).port}`

async function publish(workspace: Workspace, path: string, body: string): Promise<void> {
  const session = await workspace.openPost(path)
  if ('code' in session) throw new Error(session.code)
  session.openSource(0)
  session.source = post(body)
  session.closeSource(0)
  expect(await workspace.publication.publish('Fog', ada)).toEqual({ kind: 'published' })
}

describe('what was just published', () => {
  it('is looked for on its own page, once the host has built the site from its commit', async () => {
    const workspace = await visit()
    const built: string[] = []
    page = '<h1>Fog</h1><p>Thick fog all day.</p>'
    workspace.siteHost = {
      page: `${address()}/tides/`,
      build: async (commit, branch) => {
        built.push(`${commit} ${branch}`)
        return { state: 'done' }
      },
    }
    await publish(workspace, fog, 'Thick fog all day.')
    await expect.poll(() => workspace.live?.stage.kind).toBe('live')
    const { head } = (await workspace.repository.stored()) ?? {}
    expect(built).toEqual([`${head ?? ''} main`])
    expect(asked).toEqual([`/tides/fog/?v=${head?.slice(0, 8) ?? ''}`])
  })

  it('is not looked for where the site does not show it, nor where nobody says that a site is built from it', async () => {
    const workspace = await visit()
    await publish(workspace, fog, 'Thick fog.')
    expect(workspace.live).toBeUndefined()
    workspace.siteHost = { page: address(), build: async () => ({ state: 'done' }) }
    await publish(workspace, '_drafts/rain.md', 'Heavy rain.')
    await expect.poll(() => workspace.live?.stage.kind).toBe('built')
    expect(asked).toEqual([])
    expect(scene.server.requests.length).toBeGreaterThan(0)
  })

  it('tells why it failed above the list, until it is undone', async () => {
    const workspace = await visit()
    workspace.siteHost = { build: async () => ({ state: 'failed', message: 'No such include' }) }
    await publish(workspace, fog, 'Thick fog.')
    await expect.poll(() => workspace.live?.failure?.message).toBe('No such include')
    expect(workspace.notice).toBe(workspace.live?.failure)
    await workspace.publication.undo(ada)
    expect(workspace.notice).toBeUndefined()
  })
})
