import type { Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gitService, type GitRequest, type GitService } from '../git/server.ts'
import type { Authorization } from '../hosts/servers/authorization.ts'
import type { TestHost } from '../hosts/servers/server.ts'

/** What Git is asked at a code host: who asks, for which repository, and whether to change it. */
export interface Wanted {
  readonly key: string
  readonly repository: string
  readonly isPush: boolean
}

interface Parts {
  /** The bare repositories by their names: `ada/blog`. */
  readonly repositories: Readonly<Record<string, { readonly folder: string }>>
  /** The status with which Git is answered; 200 for its own. */
  readonly admits: (wanted: Wanted) => number
  /** Its page for signing in, and where it is. */
  readonly signIn?: { readonly at: RegExp; readonly authorization: Authorization }
}

export interface CodeHost {
  readonly git: GitService
  /** The folder of links to the repositories. */
  readonly remove: () => void
}

/** Gives a host's interface what else is at its address: Git by `git http-backend`, for those who may, and its page for signing in. */
export function complete(host: TestHost, { repositories, admits, signIn }: Parts): CodeHost {
  const root = mkdtempSync(join(tmpdir(), 'galley-host-'))
  for (const [name, { folder }] of Object.entries(repositories)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    symlinkSync(folder, join(root, `${name}.git`))
  }
  const git = gitService({ root, admits: (request) => admits(wantedIn(request)) })
  host.beside = (path) => {
    if (signIn?.at.test(path) === true) return signIn.authorization.listener
    return /\/(?:info\/refs|git-(?:upload|receive)-pack)$/.test(path) ? git.listener : undefined
  }
  return { git, remove: () => rmSync(root, { recursive: true, force: true }) }
}

function wantedIn({ path, authorization = '' }: GitRequest): Wanted {
  const pair = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
  const [, repository = ''] = /^\/(.*?)(?:\.git)?\/(?:info|git-)/.exec(path) ?? []
  return {
    key: pair.slice(pair.indexOf(':') + 1),
    repository,
    isPush: path.includes('git-receive-pack'),
  }
}

/** The app's page says under which names hosts know it, as whoever deploys it writes there. */
export async function register(page: Page, app: string, names: string): Promise<void> {
  await page.context().route(app, async (route) => {
    const response = await route.fetch()
    const meta = `<meta name="galley-sign-in" content="${names}" />`
    await route.fulfill({ response, body: (await response.text()).replace('<head>', `<head>${meta}`) })
  })
}
