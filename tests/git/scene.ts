import { afterEach, beforeEach, expect } from 'vitest'
import { memoryStore, openRepository, type Change, type Repository } from '../../src/git/index.ts'
import type { Store } from '../../src/git/store.ts'
import { checkRepository, makeRepository, temporaryFolder, type Files } from './repositories.ts'
import { startGitHub } from './github/server.ts'
import { startGitServer, type GitRequest, type GitServer, type GitServerOptions } from './server.ts'

export const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
export const text = (content: Uint8Array | undefined): string | undefined =>
  content && new TextDecoder().decode(content)
export const put = (path: string, content: string): Change => ({ path, bytes: bytes(content) })
export const remove = (path: string): Change => ({ path, bytes: null })

/** How the tests of one file speak with their host: Git's way, or GitHub's own. Set before the tests are declared. */
let way: 'git' | 'github' = 'git'
export const isGitHub = (): boolean => way === 'github'
export function useGitHub(): void {
  way = 'github'
}

/** What moves a branch. */
export const isPush = ({ method, path }: GitRequest): boolean =>
  (method === 'POST' && (path.endsWith('/git-receive-pack') || path.endsWith('/git/refs'))) ||
  method === 'PATCH' ||
  method === 'PUT'

/** A server with one repository, and ways to open it; made anew for each test, and sound after each. */
export interface Scene {
  readonly folder: string
  readonly server: GitServer
  /** The bare repository's folder. */
  readonly bare: string
  make(files?: Files, branch?: string): string
  serve(options: Omit<GitServerOptions, 'root'>): void
  open(settings?: { branch?: string; store?: Store; url?: string; workTree?: boolean }): Promise<Repository>
  /** Opened and synced. */
  visit(settings?: { branch?: string; store?: Store; workTree?: boolean }): Promise<Repository>
}

/** GitHub's interface in the place of a server of Git; when it stops, all that it was asked and answered must have been as GitHub says. */
async function asGitServer(root: string): Promise<GitServer> {
  const github = await startGitHub(root)
  return {
    url: `${github.origin}/ada`,
    requests: github.requests,
    get options() {
      return { root, ...github.options }
    },
    set options({ before, fault, credentials }: GitServerOptions) {
      github.options = {
        ...(before && { before }),
        ...(fault && { fault }),
        ...(credentials && { token: credentials.password }),
      }
    },
    stop: async () => {
      await github.stop()
      expect(github.problems).toEqual([])
    },
  }
}

export function useScene(): Scene {
  let folder = temporaryFolder()
  let server: GitServer
  let bare = ''
  beforeEach(async () => {
    folder = temporaryFolder()
    server = await (isGitHub() ? asGitServer(folder.path) : startGitServer({ root: folder.path }))
    bare = ''
  })
  afterEach(async () => {
    await server.stop()
    if (bare !== '') await checkRepository(bare)
    folder.remove()
  })
  const scene: Scene = {
    get folder() {
      return folder.path
    },
    get server() {
      return server
    },
    get bare() {
      return bare
    },
    make: (files, branch) => (bare = makeRepository(folder.path, files, branch)),
    serve: (options) => void (server.options = { root: folder.path, ...options }),
    open: async ({ store = memoryStore(), url = `${server.url}/blog.git`, ...settings } = {}) => {
      if (!isGitHub()) return openRepository({ url, ...settings }, store)
      const repository = await openRepository({ url, direct: 'github', ...settings }, store)
      await repository.signIn({ username: 'ada', password: 'token' })
      return repository
    },
    visit: async (settings) => {
      const repository = await scene.open(settings)
      const result = await repository.sync()
      if (result.kind !== 'synced') throw new Error(`The sync ended with ${JSON.stringify(result)}`)
      return repository
    },
  }
  return scene
}
