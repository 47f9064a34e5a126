import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { App } from '../../src/app/app.svelte.ts'
import { asKnown, openTyped } from '../../src/app/entrance.ts'
import { clientAt } from '../../src/app/sign-in-there.ts'
import { originIn, problemOfHost, signIn, signOut } from '../../src/app/sign-in.ts'
import { Host } from '../../src/git/host.ts'
import { HostedRepository } from '../../src/git/hosted-repository.ts'
import { SmartRemote } from '../../src/git/smart-remote.ts'
import { memoryStore, type Store } from '../../src/git/store.ts'
import { HostError } from '../../src/hosts/hosting.ts'
import { openKeyring } from '../../src/hosts/keyring.ts'
import { hostOf } from '../../src/hosts/known.ts'
import { SignedIn } from '../../src/hosts/passes.ts'
import { openRecovery, type Recovery } from '../../src/recovery/index.ts'
import { useScene } from '../git/scene.ts'

const post = '_posts/2026-05-01-fog.md'
const files = { '_config.yml': '', [post]: '---\ntitle: Fog\n---\n\nThe fog.\n' }
const nell = { username: 'nell', password: 'Sallow-tide' }

const scene = useScene()
let recovery: Recovery
let device: string
let stores: Map<string, Store>

beforeEach(async () => {
  device = crypto.randomUUID()
  recovery = await openRecovery(`recovery ${device}`)
  stores = new Map()
  scene.make(files)
  scene.serve({ credentials: nell })
})

/** An app in a tab of its own, put together as the page and its worker are. `url`s are all of the one server. */
async function start(): Promise<App> {
  const hosts = new SignedIn({ relay: '', guest: false }, undefined, openKeyring({ name: device }))
  const app = new App({
    openRepository: ({ url }) => {
      const store = stores.get(url) ?? memoryStore()
      stores.set(url, store)
      const repository = new HostedRepository({ url }, new SmartRemote(new Host(url, fetch)), store)
      const entering = hosts.routeTo(url).then(({ token }) => repository.signIn(token ?? null))
      const sync = repository.sync.bind(repository)
      repository.sync = async (...args) => {
        await entering
        return sync(...args)
      }
      hosts.visit({ url, signIn: (token) => repository.signIn(token) })
      return repository
    },
    hosts: () => Promise.resolve(hosts),
    openRecovery: () => Promise.resolve(recovery),
    base: 'http://127.0.0.1:1/',
  })
  await app.start()
  return app
}

const address = (): string => `${scene.server.url}/blog.git`

/** The blog that asks who one is. */
async function knock(): Promise<App> {
  const app = await start()
  await app.open(address())
  expect(app.stage).toMatchObject({ kind: 'failed', problem: { code: 'unauthorized' } })
  return app
}

const kept = async (): Promise<boolean> =>
  (await (await openKeyring({ name: device })).find(address())) !== undefined

describe('signing in', () => {
  it('opens the blog that waits for it, and keeps as long as was chosen', async () => {
    const app = await knock()
    expect(await signIn(app, address(), nell, 7)).toEqual({ kind: 'signed-in', access: undefined })
    expect(app.stage.kind).toBe('open')
    expect(app.workspace?.account).toMatchObject({ person: { name: 'nell' }, host: { kind: 'git' } })
    expect(await kept()).toBe(true)
    const later = await start()
    await later.open(address())
    expect(later.stage.kind).toBe('open')
    expect(later.workspace?.trouble).toBeUndefined()
  })

  it('with what the host refuses changes nothing, and keeps nothing', async () => {
    const app = await knock()
    const answer = await signIn(app, address(), { ...nell, password: 'wrong' }, 'sign-out')
    expect(answer).toEqual({ kind: 'problem', problem: { code: 'unauthorized' } })
    expect([app.stage.kind, await kept()]).toEqual(['failed', false])
    expect(await signIn(app, address(), nell, 'tab')).toMatchObject({ kind: 'signed-in' })
    expect([app.stage.kind, await kept()]).toEqual(['open', false])
  })

  it('while the host cannot be reached is said so', async () => {
    const app = await knock()
    scene.serve({ credentials: nell, fault: () => 'drop' })
    const answer = await signIn(app, address(), nell, 'sign-out')
    expect(answer).toEqual({ kind: 'problem', problem: { code: 'offline' } })
    expect(await kept()).toBe(false)
  })

  it('out leaves what was written, and the blog as this device has it', async () => {
    const app = await knock()
    await signIn(app, address(), nell, 'sign-out')
    const { workspace } = app
    if (!workspace) throw new Error('not open')
    const session = await workspace.openPost(post)
    if ('code' in session) throw new Error(session.code)
    session.set('title', 'Mist')
    await session.flush()
    await signOut(app, workspace)
    expect([workspace.account, await kept(), workspace.works.all.size]).toEqual([undefined, false, 1])
    expect(await workspace.sync()).toEqual({ code: 'unauthorized' })
    const later = await start()
    await later.open(address())
    expect(later.stage.kind).toBe('open')
    expect(later.workspace?.works.all.size).toBe(1)
    expect(later.workspace?.trouble).toEqual({ code: 'unauthorized' })
  })
})

describe('what is typed to open a blog', () => {
  it('is the blog that this device knows, with `.git` or without', async () => {
    scene.serve({})
    const app = await start()
    await openTyped(app, address())
    expect(app.workspace?.blog.url).toBe(address())
    await app.close()
    await openTyped(app, address().replace(/\.git$/, ''))
    expect(app.workspace?.blog).toMatchObject({ name: 'blog', url: address() })
    expect(app.settings.recent).toHaveLength(1)
    const other = { name: 'other', url: `${scene.server.url}/other` }
    expect(asKnown(app, other)).toBe(other)
  })

  it.each([
    ['', 'empty-address'],
    ['my blog', 'malformed-address'],
    ['http://example.org/ada/blog', 'unreachable-address'],
    ['https://ada:secret@example.org/ada/blog', 'password-in-address'],
    ['javascript:alert(1)', 'malformed-address'],
  ])('%j is %s', async (typed, code) => {
    const app = await start()
    await openTyped(app, typed)
    expect(app.stage).toEqual({ kind: 'choosing', problem: { code } })
  })

  it.each([
    ['ada.github.io', 'https://ada.github.io/'],
    ['https://ada.github.io/blog/2026/05/fog.html?x#y', 'https://ada.github.io/blog/2026/05/fog.html'],
    ['ada.gitlab.io/blog', 'https://ada.gitlab.io/blog'],
    ['example.org', 'https://example.org/'],
    ['https://www.example.org/', 'https://www.example.org/'],
  ])('%s is a site, whose repository is looked for', async (typed, site) => {
    const app = await start()
    await openTyped(app, typed)
    expect(app.stage).toEqual({ kind: 'choosing', site })
  })

  it.each([
    ['GitHub.com', 'https://github.com'],
    ['https://git.example:3000/', 'https://git.example:3000'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://git.example', undefined],
    ['https://ada:secret@git.example', undefined],
    ['a b', undefined],
    ['', undefined],
  ])('%j as a host is %s', (typed, origin) => expect(originIn(typed)).toBe(origin))
})

describe('what a host’s interface fails with', () => {
  it.each([
    [
      new HostError('forbidden', 'The host answered 403', { message: 'No.' }),
      { code: 'forbidden', message: 'No.' },
    ],
    [new HostError('busy', 'x', { after: 3 }), { code: 'busy', after: 3 }],
    [new HostError('busy', 'x'), { code: 'busy' }],
    [new HostError('broken', 'x'), { code: 'broken', message: 'x' }],
    [new HostError('unauthorized', 'x', { message: 'Bad credentials' }), { code: 'unauthorized' }],
    [new HostError('not-found', 'x'), { code: 'not-found' }],
    [new TypeError('x'), { code: 'unexpected', message: 'x' }],
  ])('%s', (error, problem) => expect(problemOfHost(error)).toEqual(problem))
})

describe('the name under which a host knows this Galley', () => {
  const registered = ' gitlab.com=here  codeberg.org=there=x git.example:3000=odd '
  it.each([
    ['https://gitlab.com/ada/blog', { id: 'here' }],
    ['https://codeberg.org/ada/blog', { id: 'there=x' }],
    ['https://bitbucket.org/ada/blog', undefined],
    ['https://github.com/ada/blog', undefined],
    ['https://git.example/ada/blog', undefined],
  ])('at %s', async (url, client) => {
    expect(await clientAt(await start(), hostOf(url), registered)).toEqual(client)
  })

  it('belongs to that very host, with its port', async () => {
    const gitea = { ...hostOf('https://git.example:3000/a/b'), kind: 'gitea' } as const
    expect(await clientAt(await start(), gitea, registered)).toEqual({ id: 'odd' })
    expect(
      await clientAt(await start(), { ...gitea, origin: 'https://git.example' }, registered),
    ).toBeUndefined()
    expect(await clientAt(await start(), { ...gitea, origin: 'https://lab.com' }, registered)).toBeUndefined()
  })
})
