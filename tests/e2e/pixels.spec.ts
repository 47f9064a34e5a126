import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { hasGems, hasJekyll } from '../preview/jekyll.ts'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const sampleBlog = join(import.meta.dirname, '../../public/sample-blog')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
/** Ten posts of the sample blog. */
const posts = [
  '2025-02-16-a-kitchen-that-faces-the-water',
  '2025-03-30-how-to-read-a-tide-table',
  '2025-05-11-bread-by-the-tide',
  '2025-06-22-round-gull-ness-before-breakfast',
  '2025-12-21-the-shortest-day-afloat',
  '2026-02-08-a-tide-in-forty-lines',
  '2026-03-22-the-drowned-wood',
  'logbook/2026-05-17-keiko-takes-the-helm',
  '2026-08-30-three-days-to-the-outer-light',
  '2026-11-15-what-the-gale-left',
]
const size = { width: 1440, height: 3000 }

/** What share of the pixels of two pictures differ by more than an eighth of a channel. */
function difference(page: Page, pictures: readonly Buffer[]): Promise<number> {
  return page.evaluate(
    async (addresses) => {
      const pixelsOf = async (address: string): Promise<ImageData> => {
        const image = new Image()
        image.src = `data:image/png;base64,${address}`
        await image.decode()
        const canvas = new OffscreenCanvas(image.width, image.height)
        const context = canvas.getContext('2d')
        if (!context) throw new Error('There is no canvas.')
        context.drawImage(image, 0, 0)
        return context.getImageData(0, 0, image.width, image.height)
      }
      const [one, other] = await Promise.all(addresses.map(pixelsOf))
      if (one?.width !== other?.width || one?.height !== other?.height) return 1
      if (!one || !other) return 1
      let count = 0
      for (let at = 0; at < one.data.length; at += 4)
        if ([0, 1, 2].some((by) => Math.abs((one.data[at + by] ?? 0) - (other.data[at + by] ?? 0)) > 32))
          count += 1
      return (count * 4) / one.data.length
    },
    pictures.map((picture) => picture.toString('base64')),
  )
}

test.skip(!hasJekyll || !hasGems(sampleBlog), 'Jekyll is not installed.')

test('ten pages look in the preview as they look when Jekyll has built them', async ({
  page,
  context,
  galley,
}) => {
  const out = mkdtempSync(join(tmpdir(), 'galley-pixels-'))
  const { status } = spawnSync('jekyll', [
    'build',
    '--quiet',
    '--disable-disk-cache',
    '-s',
    sampleBlog,
    '-d',
    out,
  ])
  expect(status).toBe(0)
  await context.route('http://built.example/**', (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname).replace(/^\/tides/, '')
    const file = [path, `${path}.html`, `${path}index.html`]
      .map((each) => join(out, each))
      .find((each) => extname(each) !== '' && existsSync(each))
    // without its scripts, as in a preview that was not asked to run them
    if (file?.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: '' })
    if (file === undefined) return route.fulfill({ status: 404 })
    return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? 'text/plain' })
  })
  await page.setViewportSize(size)
  const { address } = await galley(sampleBlog)
  await new Author(page).visit(address)
  const built = await context.newPage()
  const shares: string[] = []
  for (const [index, post] of posts.entries()) {
    await page.evaluate((path) => (location.hash = `#/post/${encodeURIComponent(path)}`), `_posts/${post}.md`)
    if (index === 0) await page.getByRole('button', { name: 'Preview', exact: true }).click()
    if (index === 0) await page.getByRole('button', { name: 'Instead of the text' }).click()
    const frame = page.locator('iframe.ready')
    const title = await page.locator('h1.unseen').textContent()
    const inner = frame.contentFrame()
    await expect(
      inner
        .locator('h1')
        .filter({ hasText: title ?? '' })
        .first(),
    ).toBeVisible()
    const ready = () =>
      inner.locator('html').evaluate(async () => {
        const styles = document.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"]')
        return (
          [...styles].every(({ sheet }) => sheet !== null) &&
          [...document.images].every(({ complete }) => complete)
        )
      })
    await expect.poll(ready).toBe(true)
    const ours = await frame.screenshot()
    const box = await frame.boundingBox()
    await built.setViewportSize({ width: Math.round(box?.width ?? 0), height: Math.round(box?.height ?? 0) })
    await built.goto(`http://built.example${pathOf(page)}`)
    const theirs = await built.screenshot()
    shares.push(`${((await difference(built, [ours, theirs])) * 100).toFixed(3)} % ${post}`)
  }
  expect(shares.filter((share) => Number.parseFloat(share) > 0.5)).toEqual([])
  rmSync(out, { recursive: true })
})

/** The page's own address: below the folder of its preview. */
function pathOf(page: Page): string {
  const shown = page.frames().find((each) => each.url().includes('/preview/'))
  return new URL(shown?.url() ?? 'about:blank').pathname.replace(/^\/preview\/[^/]+/, '')
}
