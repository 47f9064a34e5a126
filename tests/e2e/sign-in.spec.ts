import type { Page } from '@playwright/test'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startGitServer, type GitServer } from '../git/server.ts'
import { Author } from './author.ts'
import { test as base } from './between.ts'
import { expect, makeRepository } from './galley.ts'
import type { TestRepository } from './repository.ts'
import { nginx, startNginx } from './nginx-host.ts'
import { keptFor, lookOutFor } from './secrets.ts'

const credentials = { username: 'nell', password: 'Sallow-tide-4711' }

interface Host {
  readonly server: GitServer
  readonly repository: TestRepository
  /** What an author types. */
  readonly address: string
}

/** A Git host that asks who one is, elsewhere than the app. */
const test = base.extend<{ host: Host }>({
  host: async ({ browserName: _anyBrowser }, use) => {
    const files = {
      '_config.yml': 'title: A closed blog\n',
      '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nThe fog came in at noon.\n',
    }
    const repository = makeRepository(files, { bare: true })
    const server = await startGitServer({ root: dirname(repository.path), credentials })
    await use({ server, repository, address: `${server.url}/blog.git` })
    await server.stop()
    repository.remove()
  },
})

/** Opens the host's blog in an app that came with another one. */
async function openOther(author: Author, app: string, address: string): Promise<void> {
  const { page } = author
  await author.visit(app)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: /another blog/ }).click()
  await page.getByLabel('The address of your blog').fill(address)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('User name').fill(credentials.username)
  await page.getByLabel('Password or token').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const own = { '_config.yml': 'title: An open blog\n', '_posts/2026-05-01-a.md': '---\ntitle: A\n---\nA\n' }

test('a wrong password gets a sentence, the right one opens the blog and publishes; neither is seen anywhere', async ({
  page,
  galley,
  host,
}) => {
  const app = await galley(own)
  const { username, password } = credentials
  const lookout = await lookOutFor(page.context(), username, [password, 'Wrong-tide-0815'])
  const author = new Author(page)
  const { repository, server } = host
  const hook = join(repository.path, 'hooks/pre-receive')
  const pair = Buffer.from(`${username}:${password}`).toString('base64')
  writeFileSync(hook, `#!/bin/sh\necho 'Not today, ${password} (Basic ${pair})' >&2\nexit 1\n`)
  chmodSync(hook, 0o755)
  await openOther(author, app.address, host.address)
  await expect(page.getByText('Your blog’s host asks who you are')).toBeVisible()
  await signIn(page, 'Wrong-tide-0815')
  await expect(page.getByText('The host did not accept these two.')).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue('nell')
  await expect(page.getByLabel('Password or token')).toHaveValue('')
  expect(await lookout.look(page)).toEqual([])
  await signIn(page, password)
  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await expect(page.frameLocator('iframe').getByText('came in at dusk')).toBeVisible()
  expect(await lookout.look(page)).toEqual([])

  // a host that repeats what it was sent in its words
  await author.publish('Dusk')
  await expect(author.dialog).toContainText('Not today, …')
  expect(await lookout.look(page)).toEqual([])
  rmSync(hook)
  const denial = `ERR who is ${password} (${pair})?`
  const line = `${(denial.length + 4).toString(16).padStart(4, '0')}${denial}`
  server.options = {
    ...server.options,
    fault: (answer, { method }) => (method === 'POST' ? { ...answer, body: Buffer.from(line) } : answer),
  }
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(author.dialog).toContainText('answer made no sense')
  await expect(author.dialog).toContainText('who is …')
  expect(await lookout.look(page)).toEqual([])

  server.options = { root: server.options.root, credentials }
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await author.published()
  expect(repository.show('_posts/2026-05-01-fog.md')).toContain('The fog came in at dusk.')
  expect(repository.git('fsck', '--strict')).toBe('')

  expect(await lookout.look(page)).toEqual([])
  const elsewhere = lookout.sent.filter(({ url }) => new URL(url).origin !== new URL(host.address).origin)
  expect(lookout.sent.some(({ carried }) => carried)).toBe(true)
  expect(elsewhere.filter(({ carried }) => carried)).toEqual([])
})

test('a password that is not valid any more keeps the edit, and the new one publishes it', async ({
  page,
  galley,
  host,
}) => {
  const app = await galley(own)
  const author = new Author(page)
  await openOther(author, app.address, host.address)
  await signIn(page, credentials.password)
  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  host.server.options = { ...host.server.options, credentials: { ...credentials, password: 'new-one' } }
  await author.publish('Dusk')
  await expect(author.dialog).toContainText('Sign in again')
  await signIn(page, 'wrong')
  await expect(author.dialog).toContainText('The host did not accept these two.')
  expect(host.repository.log()).toEqual(['Start'])
  await signIn(page, 'new-one')
  await author.published()
  expect(host.repository.show('_posts/2026-05-01-fog.md')).toContain('dusk')
})

/** Opens the blog by a link, as it may stand in its footer: one that this device knows is not asked about. */
async function followLink(page: Page, app: string, { address }: Host): Promise<void> {
  await page.goto(`${app}#/open?repo=${encodeURIComponent(address)}`)
  await expect(page.getByRole('link', { name: 'Fog', exact: true })).toBeVisible()
}

/** Whether the host was asked by somebody who is signed in, since it had so many requests. */
const isIn = ({ server }: Host, since: number): boolean =>
  server.requests.slice(since).some(({ authorization }) => authorization !== undefined)

const stranger = (page: Page) => page.getByText('Sign in to see what is new')

test('who signs in stays over a reload, and no longer than the tab', async ({ page, galley, host }) => {
  const { address: app } = await galley(own)
  await openOther(new Author(page), app, host.address)
  await signIn(page, credentials.password)
  await expect(page.getByRole('link', { name: 'Fog', exact: true })).toBeVisible()
  expect(await keptFor(page)).toEqual([`tab ${host.address}`])
  const before = host.server.requests.length
  await page.reload()
  await expect(page.getByRole('link', { name: 'A', exact: true })).toBeVisible()
  await followLink(page, app, host)
  await expect.poll(() => isIn(host, before)).toBe(true)
  await expect(stranger(page)).toHaveCount(0)

  const second = await page.context().newPage()
  const then = host.server.requests.length
  await followLink(second, app, host)
  await expect(stranger(second)).toBeVisible()
  await page.close()
  const third = await page.context().newPage()
  await followLink(third, app, host)
  await expect(stranger(third)).toBeVisible()
  expect(isIn(host, then)).toBe(false)
  expect(await keptFor(third)).toEqual([])
})

const appFolder = join(import.meta.dirname, '../../dist/app')
const isWorker = /\/assets\/worker-[\w-]+\.js$/

/** The script of the worker with the credentials, whose clock is ahead. */
const ofLater = (days: number, path: string) => ({
  status: 200,
  headers: { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' },
  body: `{ const now = Date.now; Date.now = () => now() + ${days * 24 * 60 * 60 * 1000} }\n${readFileSync(join(appFolder, path), 'utf8')}`,
})

test('who is kept on this device is there in every tab, until it was said, or until they sign out in one of them', async ({
  page,
  galley,
  between,
  host,
}) => {
  const proxy = await between((await galley(own)).address)
  const app = proxy.address
  const context = page.context()
  let days = 0
  proxy.fault = ({ path }) => (isWorker.test(path) ? ofLater(days, path) : undefined)
  await openOther(new Author(page), app, host.address)
  await page.getByLabel('Keep me signed in on this device').check()
  await expect(page.getByRole('radio', { name: 'A week' })).toBeChecked()
  await signIn(page, credentials.password)
  await expect(page.getByRole('link', { name: 'Fog', exact: true })).toBeVisible()
  await page.close()
  const second = await context.newPage()
  const before = host.server.requests.length
  await followLink(second, app, host)
  await expect.poll(() => isIn(host, before)).toBe(true)
  await expect(stranger(second)).toHaveCount(0)
  expect(await keptFor(second)).toEqual([`device ${host.address}`])

  // in a tab of eight days later
  days = 8
  const third = await context.newPage()
  const then = host.server.requests.length
  await followLink(third, app, host)
  await expect(stranger(third)).toBeVisible()
  expect(isIn(host, then)).toBe(false)
  expect(await keptFor(third)).toEqual([])

  // signed in anew in one, the other one knows; signed out in one, the other one is too
  await third.close()
  days = 0
  const fourth = await context.newPage()
  await followLink(fourth, app, host)
  await expect(stranger(fourth)).toBeVisible()
  await fourth.getByLabel('Keep me signed in on this device').check()
  await fourth.getByRole('radio', { name: 'Until I sign out' }).check()
  await signIn(fourth, credentials.password)
  await expect(stranger(fourth)).toHaveCount(0)
  await second.getByRole('button', { name: 'This blog' }).click()
  await second.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(second.getByText('Signed out. What you wrote is safe on this device.')).toBeVisible()
  expect(await keptFor(second)).toEqual([])
  const author = new Author(fourth)
  await author.open('Fog')
  await author.selectWord('noon')
  await fourth.keyboard.type('dusk')
  await author.saved()
  await author.publish('Dusk')
  await expect(asked(fourth)).toBeVisible()
  expect(host.repository.log()).toEqual(['Start'])
  await signIn(fourth, credentials.password)
  await author.published()
  expect(host.repository.show('_posts/2026-05-01-fog.md')).toContain('dusk')
})

const asked = (page: Page) => page.getByLabel('Password or token')

test('a host behind nginx, which asks for the password itself (skipped where there is none)', async ({
  page,
  galley,
  host,
}) => {
  test.skip(nginx === undefined, 'there is no nginx here')
  host.server.options = { root: host.server.options.root }
  const front = await startNginx(host.server.url, credentials.username, credentials.password)
  await expect.poll(front.answers).toBe(401)
  const { address: app } = await galley(own)
  const author = new Author(page)
  const hook = join(host.repository.path, 'hooks/pre-receive')
  writeFileSync(hook, "#!/bin/sh\necho 'Not on Sundays.' >&2\nexit 1\n")
  chmodSync(hook, 0o755)
  await openOther(author, app, `${front.url}/blog.git`)
  await signIn(page, 'wrong')
  await expect(page.getByText('The host did not accept these two.')).toBeVisible()
  await signIn(page, credentials.password)
  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  await author.publish('Dusk')
  await expect(author.dialog).toContainText('Not on Sundays.')
  rmSync(hook)
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await author.published()
  expect(host.repository.show('_posts/2026-05-01-fog.md')).toContain('at dusk.')
  expect(host.server.requests.every(({ authorization }) => authorization === undefined)).toBe(true)
  await front.stop()
})
