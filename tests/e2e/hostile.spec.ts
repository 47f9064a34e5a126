import type { BrowserContext, Page } from '@playwright/test'
import { dirname } from 'node:path'
import { startGitServer } from '../git/server.ts'
import { Author } from './author.ts'
import { expect, makeRepository, test } from './galley.ts'
import { groupCount, hostileSite, pathOf } from './hostile-site.ts'

/** What nobody but the host of the blog may ever hear. */
const token = 'galley-canary-8b1f20c7'
const credentials = { username: 'nell', password: token }
const carriers = [token, Buffer.from(`${credentials.username}:${token}`).toString('base64')]
const carries = (text: string): boolean => carriers.some((each) => text.includes(each))

/** What was seen that must not be. */
interface Watched {
  readonly ran: string[]
  readonly foreign: string[]
  readonly leaks: string[]
}

async function watch(context: BrowserContext, app: string, host: string): Promise<Watched> {
  const watched: Watched = { ran: [], foreign: [], leaks: [] }
  await context.exposeBinding('canary', ({ frame }, what = 'canary') => {
    watched.ran.push(`${String(what)} in ${frame.url()}`)
  })
  await context.addInitScript(() => {
    const told = (what: string): unknown =>
      (window as unknown as { canary: (what: string) => unknown }).canary(what)
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
      Object.defineProperty(window, name, { value: () => told(name) })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      told(`the policy stopped ${violatedDirective} ${blockedURI} ${sample}`),
    )
  })
  context.on('dialog', (dialog) => {
    watched.ran.push(dialog.message())
    void dialog.dismiss()
  })
  context.on('console', (message) => {
    if (carries(message.text())) watched.leaks.push(`console: ${message.text()}`)
  })
  context.on('request', (request) => {
    const all = JSON.stringify([request.url(), request.headers(), request.postData()])
    if (carries(all) && !request.url().startsWith(host)) watched.leaks.push(`request: ${request.url()}`)
  })
  // What a policy forbids never comes here.
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && ![app, host].some((own) => url.href.startsWith(own)),
    (route) => {
      watched.foreign.push(route.request().url())
      return route.abort()
    },
  )
  return watched
}

/** Opens a blog on a host that asks who one is; what is kept on the device knows the token too. */
async function openClosed(author: Author, app: string, address: string): Promise<void> {
  const { page } = author
  await author.visit(app)
  await page.evaluate((secret) => {
    localStorage.setItem('canary', secret)
    sessionStorage.setItem('canary', secret)
  }, token)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: /another blog/ }).click()
  await page.getByLabel('The address of your blog').fill(address)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByLabel('User name').fill(credentials.username)
  await page.getByLabel('Password or token').fill(credentials.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** The page in a preview that shows something of this group. */
async function stands(page: Page, heading: RegExp): Promise<void> {
  await expect(page.frameLocator('iframe').getByRole('heading', { name: heading }).first()).toBeVisible()
}

const goTo = (page: Page, at: number): Promise<unknown> =>
  page.evaluate((path) => (location.hash = `#/post/${encodeURIComponent(path)}`), pathOf(at))

/** No frame has the token; one that is just being filled is looked at once it is. */
async function untold(pages: readonly Page[]): Promise<void> {
  await expect(async () => {
    const frames = pages.flatMap((page) => page.frames())
    const texts = await Promise.all(frames.map(async (frame) => (await frame.content()) + frame.url()))
    expect(frames.filter((_, at) => carries(texts[at] ?? '')).map((frame) => frame.url())).toEqual([])
  }).toPass({ timeout: 15_000 })
}

test('nothing of a hostile blog runs, calls home or learns the token, wherever it is shown', async ({
  page,
  context,
  galley,
}) => {
  test.setTimeout(300_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  const repository = makeRepository(hostileSite, { bare: true })
  const host = await startGitServer({ root: dirname(repository.path), credentials })
  const { address } = await galley({ '_posts/2026-05-01-a.md': '---\ntitle: A\n---\nA\n' })
  const { ran, foreign, leaks } = await watch(context, address, host.url)
  const author = new Author(page)
  await openClosed(author, address, `${host.url}/blog.git`)
  await expect(page.getByRole('link', { name: /^G0 / })).toBeVisible()

  for (let at = 0; at < groupCount; at += 1) {
    const title = new RegExp(`^G${at} `)
    await goTo(page, at)
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue(title)
    if (at === 0) await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await stands(page, title)
    await expect(page.locator('.galley-text').getByText(`Piece ${at}`, { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'In the list' }).click()
    await expect(page.frameLocator('iframe').getByText(`Beginning ${at}.`)).toBeVisible()
    expect([at, ran, foreign, leaks, page.url().startsWith(address)]).toEqual([at, [], [], [], true])
  }
  await untold([page])

  await page.getByRole('button', { name: 'This post', exact: true }).click()
  const opening = context.waitForEvent('page')
  await page.getByRole('button', { name: 'In a window of its own' }).click()
  const apart = await opening
  for (let at = 0; at < groupCount; at += 1) {
    await goTo(page, at)
    await stands(apart, new RegExp(`^G${at} `))
  }
  await untold([page, apart])
  expect([ran, foreign, leaks]).toEqual([[], [], []])

  // even where the author lets its scripts run: there they do, and there alone
  await goTo(page, 0)
  await stands(apart, /^G0 /)
  await apart.getByText(/things? may look different on your blog/).click()
  await apart.getByRole('button', { name: 'Run this site’s scripts' }).click()
  await expect.poll(() => ran.length).toBeGreaterThan(0)
  expect(ran.filter((each) => !each.endsWith('/scripts.html'))).toEqual([])
  await untold([page, apart])
  expect([foreign, leaks]).toEqual([[], []])
  await host.stop()
  repository.remove()
})
