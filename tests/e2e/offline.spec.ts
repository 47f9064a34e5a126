import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'

test.use({ saveData: false })

const blog = {
  '_config.yml': 'title: Walks\n',
  '_layouts/post.html':
    '<!doctype html><html><head><link rel="stylesheet" href="{{ "/main.css" | relative_url }}"></head><body><h1>{{ page.title }}</h1>{{ content }}</body></html>',
  'main.scss': '---\n---\n$c: rgb(1, 2, 3);\nh1 { color: $c }\n',
  '_posts/2026-01-01-a.md':
    '---\ntitle: A walk\nlayout: post\n---\n\nIt rained.\n\n```ruby\nputs 1\n```\n\n$$x^2$$\n',
}

/** What this device keeps of the app, relative to its folder; empty while not all of it is there. */
const kept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const root = new URL('./', document.baseURI).href
    const both = [root, `${root}preview/`].map((scope) => navigator.serviceWorker.getRegistration(scope))
    const active = (await Promise.all(both)).every(
      (each, at) => each?.active && each.scope.endsWith(at === 0 ? '/' : '/preview/'),
    )
    const [name] = await caches.keys()
    const cache = active && name !== undefined ? await caches.open(name) : undefined
    return ((await cache?.keys()) ?? []).map(({ url }) => url.replace(root, ''))
  })

test('a known blog opens without a network, and is previewed for the first time', async ({
  page,
  galley,
}) => {
  const { address, stop } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await expect(page.getByRole('link', { name: 'A walk' })).toBeVisible()
  await expect.poll(() => kept(page), { timeout: 60_000 }).toContain('')
  const names = await kept(page)
  expect(
    names.filter((name) => !/^(?:assets\/[\w.-]+|[\w-]+\.(?:html|svg|webmanifest))?$/.test(name)),
  ).toEqual([])
  await page.close()
  await stop()

  const again = await page.context().newPage()
  await again.goto(address)
  await again.getByRole('region', { name: 'Opened on this device' }).getByRole('button').click()
  const later = new Author(again)
  await later.open('A walk')
  await later.text.getByText('It rained.').click()
  await again.keyboard.press('End')
  await again.keyboard.type(' Still.')
  await later.saved()
  await again.getByRole('button', { name: 'Preview', exact: true }).click()
  const frame = again.frameLocator('iframe[title="How the post will look"]')
  await expect(frame.getByText('It rained. Still.')).toBeVisible()
  await expect(frame.getByRole('heading', { name: 'A walk' })).toHaveCSS('color', 'rgb(1, 2, 3)')
})

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}
const app = join(import.meta.dirname, '../../dist/app')

/** A host of static files that has the app in a folder, and sends whoever names its page there. */
async function hostIn(folder: string) {
  const server = createServer(({ url = '' }, response) => {
    const name = url.startsWith(folder) ? url.slice(folder.length) : undefined
    if (name === 'index.html') return void response.writeHead(301, { Location: folder }).end()
    const file = name === '' ? 'index.html' : (name ?? 'none')
    readFile(join(app, file)).then(
      (bytes) =>
        response
          .writeHead(200, {
            'Content-Type': types[extname(file)] ?? 'application/octet-stream',
          })
          .end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${folder}`, stop }
}

test('the app opens without a network where a static host has it in a folder', async ({ page }) => {
  const { address, stop } = await hostIn('/tools/galley/')
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Galley' })).toBeVisible()
  await expect.poll(() => kept(page), { timeout: 60_000 }).toContain('')
  await stop()
  await page.goto(`${address}index.html`)
  await expect(page.getByRole('heading', { name: 'Galley' })).toBeVisible()
  await page.goto('about:blank')
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Galley' })).toBeVisible()
})
