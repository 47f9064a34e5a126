import type { Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { appPolicy } from '../../src/server/policy.ts'
import { expect, makeRepository, test } from './galley.ts'

const files = {
  '_config.yml': 'title: A blog\n',
  '_posts/2024-01-02-hello.md': '---\ntitle: A post to be seen\n---\n\nHello.\n',
}
const project = join(import.meta.dirname, '../..')

/** Collects what the page asks for and complains of. */
function watch(page: Page): { hosts: Set<string>; complaints: string[] } {
  const [hosts, complaints] = [new Set<string>(), new Array<string>()]
  page.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url())) hosts.add(new URL(request.url()).host)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { hosts, complaints }
}

test('the start page has strict headers and asks no other host', async ({ galley, page }) => {
  const { address } = await galley(files)
  const { hosts, complaints } = watch(page)
  const response = await page.goto(address)
  await expect(page.getByText('A post to be seen').first()).toBeVisible()
  expect([...hosts]).toEqual([new URL(address).host])
  expect(complaints).toEqual([])
  expect(response?.status()).toBe(200)
  expect(response?.headers()).toMatchObject({
    'content-security-policy': appPolicy(readFileSync(join(project, 'dist/app/index.html'), 'utf8')),
    'content-type': 'text/html; charset=utf-8',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
})

test('a page of another origin can neither read, push, load nor frame', async ({ galley, page }) => {
  const { address, log } = await galley(files)
  const foreign = createServer((_, response) => void response.end('<!doctype html><p>foreign'))
  await once(foreign.listen(0, '127.0.0.1'), 'listening')
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const paths = [
    '',
    'blogs.json',
    'git/blog.git/info/refs?service=git-upload-pack',
    'git/blog.git/git-receive-pack',
  ]
  for (const path of paths)
    expect(await page.evaluate(readAsForeign, address + path)).toEqual(['none', 'none', 'none'])
  await page.evaluate(frame, address)
  expect(await page.locator('iframe').contentFrame().locator('#app').count()).toBe(0)
  expect(log()).toEqual(['Start'])
  foreign.close()
})

test('on a host of files that sends no headers it does not work in a frame', async ({ page }) => {
  const files = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/\/$/, '/index.html')
    const file = join(project, 'dist/app', path)
    const type = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }[extname(path)]
    response.writeHead(existsSync(file) ? 200 : 404, { 'Content-Type': type ?? 'application/octet-stream' })
    response.end(existsSync(file) ? readFileSync(file) : '')
  })
  await once(files.listen(0, '127.0.0.1'), 'listening')
  const address = `http://127.0.0.1:${(files.address() as AddressInfo).port}/`
  const foreign = createServer((_, response) => void response.end('<!doctype html><p>foreign'))
  await once(foreign.listen(0, '127.0.0.1'), 'listening')
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  await page.evaluate(frame, address)
  const link = page.locator('iframe').contentFrame().getByRole('link')
  await expect(link).toHaveText('Open Galley in a window of its own')
  await expect(page.locator('iframe').contentFrame().getByRole('textbox')).toHaveCount(0)
  const opening = page.context().waitForEvent('page')
  await link.click()
  await expect((await opening).getByLabel('The address of your blog')).toBeVisible()
  foreign.close()
  files.close()
})

/** In the page: what a script of another origin gets to see of the answers to what it may send. */
async function readAsForeign(url: string): Promise<string[]> {
  const post = { method: 'POST', body: '0000' }
  const attempts: RequestInit[] = [{}, { mode: 'no-cors' }, { mode: 'no-cors', ...post }]
  const seen = attempts.map((attempt) =>
    fetch(url, attempt).then(
      ({ type }) => type,
      () => 'none',
    ),
  )
  return Promise.all(seen)
}

/** In the page: resolves when the frame shows something, be it the browser's own error page. */
function frame(src: string): Promise<unknown> {
  const made = document.createElement('iframe')
  made.src = src
  document.body.append(made)
  return new Promise((resolve) => made.addEventListener('load', resolve, { once: true })).then(
    () => undefined,
  )
}

test('galley serve announces its address and ends when told to', async () => {
  const repository = makeRepository(files)
  const galley = spawn(process.execPath, [join(project, 'dist/cli/galley.js'), 'serve', repository.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(galley, 'exit')
  for await (const line of createInterface(galley.stdout)) {
    const address = /^Galley is at (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(line)?.[1]
    if (address === undefined) continue
    expect((await fetch(address)).headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await (await fetch(`${address}blogs.json`)).text()).toContain('/git/blog.git')
    galley.kill('SIGTERM')
  }
  expect((await exit)[0]).toBe(0)
  repository.remove()
})
