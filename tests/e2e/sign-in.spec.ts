import type { Page } from '@playwright/test'
import { dirname } from 'node:path'
import { startGitServer, type GitServer } from '../git/server.ts'
import { Author } from './author.ts'
import { expect, makeRepository, test as base } from './galley.ts'
import type { TestRepository } from './repository.ts'

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

test('a wrong password gets a sentence, the right one opens the blog and publishes', async ({
  page,
  galley,
  host,
}) => {
  const app = await galley(own)
  const sent = watch(page)
  const author = new Author(page)
  await openOther(author, app.address, host.address)
  await expect(page.getByText('Your blog’s host asks who you are')).toBeVisible()
  await signIn(page, 'wrong')
  await expect(page.getByText('The host did not accept these two.')).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue('nell')
  await expect(page.getByLabel('Password or token')).toHaveValue('')
  await signIn(page, credentials.password)
  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await author.saved()
  await author.publish('Dusk')
  await author.published()
  expect(host.repository.show('_posts/2026-05-01-fog.md')).toContain('The fog came in at dusk.')
  expect(host.repository.git('fsck', '--strict')).toBe('')

  expect(await traces(page)).not.toContain(credentials.password)
  const elsewhere = sent.filter(({ url }) => new URL(url).origin !== new URL(host.address).origin)
  expect(sent.some(({ carried }) => carried)).toBe(true)
  expect(elsewhere.filter(({ carried }) => carried)).toEqual([])
  expect(sent.filter(({ url }) => url.includes(credentials.password))).toEqual([])
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

interface Sent {
  readonly url: string
  /** Whether the password went with it, in any spelling. */
  readonly carried: boolean
}

/** Every request of the page and its workers. */
function watch(page: Page): Sent[] {
  const sent: Sent[] = []
  const { username, password } = credentials
  const spellings = [
    password,
    Buffer.from(`${username}:${password}`).toString('base64'),
    encodeURIComponent(password),
  ]
  page.context().on('request', (request) => {
    const all = JSON.stringify([request.url(), request.headers(), request.postData()])
    sent.push({ url: request.url(), carried: spellings.some((spelling) => all.includes(spelling)) })
  })
  return sent
}

/** All that the page keeps: its storage, its databases, its globals, its fields, its address. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept: unknown[] = [
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      location.href,
      document.cookie,
      history.state,
    ]
    for (const { name = '' } of await indexedDB.databases()) kept.push(name, await rowsOf(name))
    for (const name of await caches.keys())
      kept.push(
        name,
        (await (await caches.open(name)).keys()).map(({ url }) => url),
      )
    for (const name of Object.getOwnPropertyNames(window)) kept.push(name, String(Reflect.get(window, name)))
    kept.push(
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
    )
    return JSON.stringify(kept)

    async function rowsOf(name: string): Promise<unknown[]> {
      const database = await answer(indexedDB.open(name))
      const rows = [...database.objectStoreNames].map((store) => {
        const objects = database.transaction(store).objectStore(store)
        return Promise.all([answer(objects.getAll()), answer(objects.getAllKeys())])
      })
      const read = await Promise.all(rows)
      database.close()
      return read.flat(2).map(readable)
    }
    function answer<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error(request.error?.message))
      })
    }
    /** Bytes as letters, at any depth. */
    function readable(value: unknown): string {
      return JSON.stringify(value, (_, inner: unknown) => {
        if (inner instanceof ArrayBuffer) return new TextDecoder('latin1').decode(inner)
        return ArrayBuffer.isView(inner) ? new TextDecoder('latin1').decode(inner) : inner
      })
    }
  })
