import { createAdaptorServer } from '@hono/node-server'
import type { BrowserContext, Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createRelay, type RelayOptions } from '../../src/server/relay/relay.ts'
import { gitService, type GitRequest, type GitService } from '../git/server.ts'
import type { Authorization } from '../hosts/servers/authorization.ts'
import type { TestHost } from '../hosts/servers/server.ts'

/** What Git is asked at a code host: who asks, for which repository, and whether to change it. */
export interface Wanted {
  /** The name that goes with the key. */
  readonly name: string
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
    name: pair.slice(0, pair.indexOf(':')),
    key: pair.slice(pair.indexOf(':') + 1),
    repository,
    isPush: path.includes('git-receive-pack'),
  }
}

/** Hosts by the names that they have in the world: the pages' requests go to these servers. Git's are answered to no page. */
export async function answerFor(
  context: BrowserContext,
  names: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, address] of Object.entries(names))
    await context.route(`https://${name}/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url())
      if (/\/(?:info\/refs|git-(?:upload|receive)-pack)$/.test(pathname)) return route.abort('failed')
      const url = address + pathname + search
      const response = await route.fetch({ url, maxRedirects: 0 }).catch(() => undefined)
      await (response ? route.fulfill({ response }) : route.abort('failed'))
    })
}

interface Relay {
  readonly address: string
  readonly stop: () => Promise<void>
}

/** A relay on a free port for the pages of an app, which finds these hosts by their names at these servers. */
export async function startRelay(
  app: string,
  names: Readonly<Record<string, string>>,
  options: Pick<RelayOptions, 'signIn'> = {},
): Promise<Relay> {
  const relay = createRelay({
    ...options,
    origins: [new URL(app).origin],
    hosts: Object.keys(names),
    upstream: (url, init) => {
      const { host, pathname, search } = new URL(url)
      return fetch((names[host] ?? 'http://127.0.0.1:1') + pathname + search, init)
    },
  })
  const server = createAdaptorServer({
    fetch: (request) => relay.fetch(request, { client: '127.0.0.1' }),
    overrideGlobalObjects: false,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The app's page says under which names hosts know it, as whoever deploys it writes there. */
export async function register(page: Page, names: string): Promise<void> {
  await page.addInitScript((content) => {
    document.addEventListener('DOMContentLoaded', () => {
      const meta = document.head.appendChild(document.createElement('meta'))
      Object.assign(meta, { name: 'galley-sign-in', content })
    })
  }, names)
}
