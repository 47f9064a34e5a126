import type { Credentials } from '../git/repository.ts'
import { parseAddress } from '../hosts/address.ts'
import { HostError, type Access, type BlogPage } from '../hosts/hosting.ts'
import type { Keep } from '../hosts/keyring.ts'
import type { Blog } from '../hosts/index.ts'
import type { Door, Entered, HostService } from '../hosts/service.ts'
import type { App } from './app.svelte.ts'
import { problemOf, type Problem } from './problem.ts'
import { accompany } from './submission/accompany.ts'
import type { Workspace } from './workspace.svelte.ts'

/** How long somebody stays signed in: with this tab, for so many days on this device, or until they sign out. */
export type Stay = 'tab' | number | 'sign-out'

const day = 24 * 60 * 60 * 1000
const keepOf = (stay: Stay): Keep => (typeof stay === 'number' ? Date.now() + stay * day : stay)

/** What came of a sign-in: a problem, or who it is and what they may do, where the host tells. */
export type SignedIn =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'signed-in'; readonly access: Access | undefined }

/** What the worker of the open blog, or of the next one, does with hosts. */
export function hostsOf(app: App): Promise<HostService> {
  const { services, workspace, relay } = app
  return services.hosts(relay, workspace?.repository)
}

/** How one signs in at a repository or a host. */
export const lookAt = async (app: App, url: string): Promise<Door> => (await hostsOf(app)).look(url)

/**
 * Signs in at a repository or a host; the credentials go to the worker and stay there. Whoever is refused stays where they
 * asked; else the blog that waits for it opens, or hears what is new.
 */
export async function signIn(app: App, url: string, credentials: Credentials, stay: Stay): Promise<SignedIn> {
  return enter(app, url, stay, (hosts, branch) => hosts.signIn(url, credentials, branch))
}

/** The same with the answer that comes from the host's own page. */
export async function signInThere(app: App, url: string, stay: Stay): Promise<SignedIn> {
  return enter(app, url, stay, (hosts, branch) => hosts.enter(url, branch))
}

async function enter(
  app: App,
  url: string,
  stay: Stay,
  go: (hosts: HostService, branch: string | undefined) => Promise<Entered>,
): Promise<SignedIn> {
  const workspace = app.workspace?.blog.url === url ? app.workspace : undefined
  try {
    const hosts = await hostsOf(app)
    const access = await go(hosts, workspace?.blog.branch)
    if (access?.canRead === false) return { kind: 'problem', problem: { code: 'unreached' } }
    const keep = (): Promise<void> => hosts.keep(url, keepOf(stay))
    if (!workspace) await keep()
    const problem = workspace && (await comeIn(app, workspace, access, keep))
    if (problem) return { kind: 'problem', problem }
    if (workspace) await tellWho(workspace, hosts, access)
    return { kind: 'signed-in', access }
  } catch (error) {
    return { kind: 'problem', problem: problemOfHost(error) }
  }
}

/** What is new comes, and the blog that could not be opened before is shown. Only what was accepted is kept. */
async function comeIn(
  app: App,
  workspace: Workspace,
  access: Entered,
  keep: () => Promise<void>,
): Promise<Problem | undefined> {
  const problem = await workspace.sync()
  const waits = app.stage.kind !== 'open'
  if (problem && !(access && waits)) return problem
  await keep()
  if (problem) return openAnew(app, workspace)
  if (waits) await app.showFirst(workspace)
  return undefined
}

/** By the host's own interface, say, which the worker did not know of when it first tried. */
async function openAnew(app: App, { blog }: Workspace): Promise<Problem | undefined> {
  await app.open(blog)
  return app.stage.kind === 'failed' ? app.stage.problem : undefined
}

async function tellWho(workspace: Workspace, hosts: HostService, access: Entered): Promise<void> {
  workspace.access = access
  workspace.account = await hosts.account(workspace.blog.url)
  if (access) await accompany(workspace, hosts, access)
}

/** Who is signed in for a blog that has just opened, and what they may do there: known before they write. */
export async function introduce(app: App, workspace: Workspace): Promise<void> {
  const { url, branch } = workspace.blog
  const hosts = await hostsOf(app)
  const account = await hosts.account(url)
  workspace.account = account
  const access = account && (await hosts.access(url, branch).catch(() => undefined)) // asking the blog itself says why
  workspace.access = access
  if (access) await accompany(workspace, hosts, access)
}

/** Whether the host still knows whoever is signed in: then it is their rights that do not suffice. */
export async function isKnownThere(app: App, { blog }: Workspace): Promise<boolean> {
  const hosts = await hostsOf(app)
  return hosts.access(blog.url, blog.branch).then(
    (access) => access?.canRead === true,
    () => false,
  )
}

/** The repositories that a site's address may belong to. */
export async function findRepositories(app: App, site: string): Promise<readonly Blog[]> {
  const found = await (await hostsOf(app)).find(site)
  return found.flatMap((url) => {
    const address = parseAddress(url)
    return address.kind === 'blog' ? [address.blog] : []
  })
}

/** The host of an address that somebody typed; plain http is for this computer alone. */
export function originIn(typed: string): string | undefined {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`
  const address = parseAddress(`${text.replace(/\/+$/, '')}/blog`)
  return address.kind === 'blog' ? new URL(address.blog.url).origin : undefined
}

/** A page of the repositories of whoever is signed in at a host, or why there is none. */
export async function listBlogs(
  app: App,
  origin: string,
  page: number,
  search: string,
): Promise<BlogPage | Problem> {
  const hosts = await hostsOf(app)
  return hosts.ask(origin, 'repositories', { page, ...(search !== '' && { search }) }).catch(problemOfHost)
}

/** Forgets who is signed in at a host. */
export const signOutAt = async (app: App, origin: string): Promise<void> =>
  (await hostsOf(app)).signOut(origin)

/** Forgets who is signed in for the open blog. What they wrote stays. */
export async function signOut(app: App, workspace: Workspace): Promise<void> {
  await (await hostsOf(app)).signOut(workspace.blog.url)
  workspace.access = workspace.account = workspace.submission = workspace.siteHost = undefined
}

/** What a host's interface may fail with, as a problem. */
export function problemOfHost(error: unknown): Problem {
  if (!(error instanceof HostError)) return problemOf(error)
  const { after, message = error.message } = error.data
  if (error.code === 'forbidden') return { code: 'forbidden', message }
  if (error.code === 'busy' && after !== undefined) return { code: 'busy', after }
  return error.code === 'broken' ? { code: 'broken', message } : { code: error.code }
}
