import type { Page } from '@playwright/test'
import { authorization, type Authorization } from '../hosts/servers/authorization.ts'
import { startGitea, type Gitea } from '../hosts/servers/gitea.ts'
import type { TestHost } from '../hosts/servers/server.ts'
import { Author } from './author.ts'
import { complete, register, type CodeHost } from './code-host.ts'
import { expect, makeRepository, test as base } from './galley.ts'
import type { TestRepository } from './repository.ts'
import { left, payloads } from './payloads.ts'
import { sound } from './sound.ts'

const files = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nThe fog came in at noon.\n',
}
const own = { '_config.yml': 'title: An open blog\n', '_posts/2026-05-01-a.md': '---\ntitle: A\n---\nA\n' }

interface Forge extends CodeHost {
  readonly host: TestHost
  readonly gitea: Gitea & { readonly tokens: Record<string, string> }
  readonly signIn: Authorization
  readonly repository: TestRepository
  /** The app, which came from another server. */
  readonly app: string
  readonly author: Author
}

/** A Gitea of one's own: its interface, its Git for those who may, its page for signing in. */
const test = base.extend<{ forge: Forge }>({
  forge: async ({ galley, page }, use) => {
    const { address: app } = await galley(own)
    const repository = makeRepository(files, { bare: true })
    const tokens: Record<string, string> = { 'ada-key': 'ada', 'ada-reads': 'ada', 'eve-key': 'eve' }
    const gitea = {
      tokens,
      repositories: { 'ada/blog': { folder: repository.path, writers: ['ada'] } },
    }
    const host = await startGitea(gitea)
    const paths = { authorize: '/login/oauth/authorize', token: '/login/oauth/access_token' }
    const registered = { 'galley-here': `${app}signed-in.html` }
    const signIn = authorization(paths, registered, { onToken: (token) => (gitea.tokens[token] = 'ada') })
    const code = complete(host, {
      repositories: gitea.repositories,
      signIn: { at: /^\/login\/oauth\//, authorization: signIn },
      admits: ({ key, isPush }) => {
        if (gitea.tokens[key] === undefined) return 401
        return isPush && (gitea.tokens[key] !== 'ada' || key === 'ada-reads') ? 403 : 200
      },
    })
    await register(page, `${new URL(host.origin).host}=galley-here`)
    await use({ ...code, host, gitea, signIn, repository, app, author: new Author(page) })
    expect(host.violations).toEqual([])
    await host.close()
    code.remove()
    repository.remove()
  },
})

const post = '_posts/2026-05-01-fog.md'

/** Opens another blog in an app that came with its own. */
async function openOther({ author, app, host }: Forge): Promise<void> {
  await author.visit(app)
  await author.page.getByRole('button', { name: 'This blog' }).click()
  await author.page.getByRole('menuitem', { name: /another blog/ }).click()
  await author.page.getByLabel('The address of your blog').fill(`${host.origin}/ada/blog`)
  await author.page.getByRole('button', { name: 'Open', exact: true }).click()
}

async function enter(page: Page, key: string, name?: string): Promise<void> {
  if (name !== undefined) await page.getByLabel('User name').fill(name)
  await page.getByLabel('Access key').fill(key)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function write(author: Author, before: string, after: string): Promise<void> {
  await author.selectWord(before)
  await author.page.keyboard.type(after)
  await author.saved()
}

/** Presses the button; gives the host's own page. */
async function goThere(page: Page): Promise<Page> {
  const opening = page.context().waitForEvent('page')
  await page.getByRole('button', { name: /^Sign in at 127/ }).click()
  const there = await opening
  await there.getByRole('heading', { name: 'Galley would like to write your blog' }).waitFor()
  return there
}

test('on the host’s own page: closed, denied, allowed, renewed, withdrawn', async ({ page, forge }) => {
  const { author, signIn, gitea, repository } = forge
  signIn.lifetime = 30 // less than a minute: each use renews it
  await openOther(forge)
  const closed = await goThere(page)
  const state = new URL(closed.url()).searchParams.get('state') ?? ''
  expect(await closed.evaluate(() => window.opener === null)).toBe(true)
  // a page of another origin knows the state, but is not heard; one of ours that does not know it neither
  await closed.evaluate((query) => {
    new BroadcastChannel('galley-sign-in').postMessage(query)
  }, `?code=theirs&state=${state}`)
  await page.evaluate(() => new BroadcastChannel('galley-sign-in').postMessage('?code=theirs&state=other'))
  await closed.close()
  await expect(page.getByRole('link', { name: 'Open it here' })).toBeVisible()
  await sound(page, 'waiting for the host’s page')
  const denied = await goThere(page)
  await denied.getByRole('link', { name: 'Deny' }).click()
  await expect(page.getByRole('alert')).toContainText('did not let Galley in.')
  expect(signIn.asked).toEqual([])

  const allowed = await goThere(page)
  const isClosed = allowed.waitForEvent('close')
  await allowed.getByRole('link', { name: 'Authorize' }).click()
  await isClosed
  await author.open('Fog')
  expect(signIn.asked.map((body) => body.get('grant_type'))).toContain('authorization_code')
  await write(author, 'noon', 'dusk')
  await author.publish('Dusk')
  await author.published()
  expect(repository.show(post)).toContain('at dusk.')
  expect(signIn.asked.at(-1)?.get('grant_type')).toBe('refresh_token')

  await author.dialog.getByRole('button', { name: 'Done' }).click()
  await write(author, 'dusk', 'dawn')
  signIn.withdraw()
  for (const token of Object.keys(gitea.tokens)) Reflect.deleteProperty(gitea.tokens, token)
  await author.publish('Dawn')
  await expect(author.dialog).toContainText('Sign in again')
  expect(repository.log()).toEqual(['Dusk', 'Start'])
  const again = await goThere(page)
  await again.getByRole('link', { name: 'Authorize' }).click()
  await author.published()
  expect(repository.show(post)).toContain('at dawn.')
})

test('with keys: unknown, of a reader, without the right to write; a build that fails is taken back', async ({
  page,
  forge,
}) => {
  const { author, gitea, repository, host } = forge
  await openOther(forge)
  await page.getByText('With an access key instead').click()
  await enter(page, 'wrong', 'ada')
  await expect(page.getByText('does not know this access key.')).toBeVisible()
  await sound(page, 'signing in with a key')
  await enter(page, 'eve-key', 'eve')
  await expect(page.getByText('Changes to this blog are looked over first')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await page.getByText('With an access key instead').click()
  await enter(page, 'ada-reads', 'ada')
  await expect(page.getByText('Changes to this blog are looked over first')).toHaveCount(0)
  await author.open('Fog')
  await write(author, 'noon', 'dusk')
  await author.publish('Dusk')
  await expect(author.dialog).toContainText('This sign-in may not publish')
  expect(repository.log()).toEqual(['Start'])
  const status = { status: 'failure', context: 'pages', description: 'Liquid error in _posts/fog.md' }
  Object.assign(gitea.repositories['ada/blog'] ?? {}, { status: { state: 'failure', statuses: [status] } })
  await author.dialog.getByText('With an access key instead').click()
  await enter(page, 'ada-key', 'ada')
  await author.published()
  await expect(author.dialog).toContainText('Your site could not be built')
  await expect(author.dialog).toContainText('pages: Liquid error in _posts/fog.md')
  await sound(page, 'a build that failed')
  await author.dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Posts' }).click()
  await expect(page.getByText('Your site could not be built', { exact: true })).toBeVisible()
  await sound(page, 'a build that failed, in the list')
  await page.getByRole('button', { name: 'Undo this publish' }).click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  expect(repository.show(post)).toContain('at noon.')
  expect(host.asked.length).toBeGreaterThan(5)
})

test('what a hostile host says is words, and leads nowhere', async ({ page, forge }) => {
  const { author, host, repository, app, gitea } = forge
  const [image = '', , , quoted = ''] = payloads
  const run = 'javascript:canary()'
  const clone = `${host.origin}/ada/blog.git`
  const listed = (name: string, clone_url: unknown) => ({
    name,
    full_name: `ada/${name}`,
    clone_url,
    default_branch: name === 'twice' ? 'main' : name,
    updated_at: name,
    permissions: { push: true },
  })
  const pages: Readonly<Record<string, unknown>> = {
    '/user': { login: image, full_name: quoted, email: image, avatar_url: run },
    '/user/repos': [
      ...payloads.slice(0, 21).map((line) => listed(line, run)),
      ...payloads.slice(0, 21).map((line, at) => listed(line, `${clone}?${at}`)),
      listed('twice', clone),
      listed('twice', clone),
      ...['__proto__', null, 3, [], { name: { toString: 1 } }],
    ],
    '/repos/ada/blog': {
      ...listed('blog', run),
      default_branch: 'main',
      website: run,
      has_pull_requests: false,
    },
  }
  const status = { status: 'failure', context: image, description: quoted, target_url: run }
  host.fault = ({ path, authorization }) => {
    const [plain = ''] = path.split('?')
    if (authorization === 'token wrong')
      return { status: 403, json: { message: payloads.slice(0, 9).join(' ') } }
    if (plain.endsWith('/status')) return { json: { state: 'failure', statuses: [status] } }
    return Object.hasOwn(pages, plain) ? { json: pages[plain] } : undefined
  }
  await author.visit(app)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: /another blog/ }).click()
  await page.getByText('Choose from your repositories').click()
  await page.getByRole('radio', { name: 'Another' }).check()
  await page.getByLabel('The host’s address').fill(host.origin)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('With an access key instead').click()
  await enter(page, 'wrong', 'ada')
  await expect(page.getByText('Your blog’s host knows you, but does not let you do this.')).toBeVisible()
  expect(await left(page)).toEqual([])
  await enter(page, 'ada-key', 'ada')
  const twice = page.getByRole('button', { name: 'twice' })
  await expect(twice).toHaveCount(1)
  await expect(page.getByText(quoted).first()).toBeVisible()
  await expect(page.locator('main ul button', { hasText: 'javascript' })).toHaveCount(2) // as their names
  expect(await left(page)).toEqual([])
  await twice.click()
  await author.open('Fog')
  await write(author, 'noon', 'dusk')
  await author.publish('Dusk')
  await author.published()
  await expect(author.dialog).toContainText(`${image}: ${quoted}`)
  await expect(author.dialog.getByRole('link')).toHaveCount(0)
  expect(await left(page)).toEqual([])
  await author.dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Posts' }).click()
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: `Signed in as ${quoted}` }).click()
  await expect(author.dialog).toContainText(quoted)
  expect(await left(page)).toEqual([])
  expect(repository.log()).toEqual(['Dusk', 'Start'])
  expect(gitea.tokens['ada-key']).toBe('ada')
})
