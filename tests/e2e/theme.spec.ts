import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openRepository, startServer } from '../../src/server/index.ts'
import { Author } from './author.ts'
import { expect, makeRepository, test } from './galley.ts'

/** How many branches of repositories the device has something of. */
const keptIn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('The device does not answer.'))
      })
    let kept = 0
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name))
      if (database.objectStoreNames.contains('tips'))
        kept += await done(database.transaction('tips').objectStore('tips').count())
      database.close()
    }
    return kept
  })

test('a blog that borrows its design shows it, of the tag that it names', async ({ page }) => {
  const lent = makeRepository(
    {
      '_layouts/post.html':
        '<!doctype html><html><head><link rel="stylesheet" href="{{ "/assets/tide.css" | relative_url }}"></head><body><header>{% include name.html %}</header>{{ content }}</body></html>',
      '_includes/name.html': 'Lent to {{ site.title }}',
      '_sass/_colors.scss': '$sea: rgb(1, 2, 3);',
      'assets/tide.scss': '---\n---\n@import "colors";\nheader { color: $sea; }\n',
      'assets/shell.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" width="31" height="7"><rect width="31" height="7"/></svg>',
    },
    { name: 'theme' },
  )
  lent.git('tag', '--annotate', 'v1.0', '--message', 'First')
  lent.commit({ '_includes/name.html': 'Too new' })
  const blog = makeRepository({
    '_config.yml': 'title: Borrower\n',
    '_posts/2026-01-01-lent.md':
      '---\nlayout: post\ntitle: Lent\n---\n\nA text. ![A shell](/assets/shell.svg)\n',
  })
  const repositories = [await openRepository(blog.path), await openRepository(lent.path)]
  const server = await startServer({
    appFolder: join(import.meta.dirname, '../../dist/app'),
    repositories,
    port: 0,
  })
  try {
    blog.commit({ '_config.yml': `title: Borrower\nremote_theme: ${server.address}git/theme.git@v1.0\n` })
    const author = new Author(page)
    await author.visit(server.address)
    await author.open('Lent')
    await author.click(page.getByRole('button', { name: 'Preview', exact: true }))
    const frame = page.frameLocator('iframe[title="How the post will look"]')
    await expect(frame.getByText('Lent to Borrower')).toHaveCSS('color', 'rgb(1, 2, 3)')
    await expect
      .poll(() => frame.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(31)

    // the blog is forgotten with all that it borrowed
    await page.getByRole('link', { name: 'Posts' }).click()
    expect(await keptIn(page)).toBeGreaterThan(1)
    await page.getByRole('button', { name: 'This blog' }).click()
    await page.getByRole('menuitem', { name: 'On this device' }).click()
    await author.dialog.getByRole('button', { name: 'Forget this blog' }).click()
    await expect(author.dialog).toHaveCount(0)
    await expect.poll(() => keptIn(page)).toBe(0)
  } finally {
    await server.close()
    blog.remove()
    lent.remove()
  }
})

test('where a borrowed design cannot be had, a plain one stands, or the published styles once they are allowed', async ({
  page,
  galley,
}) => {
  const asked: string[] = []
  await page.route('https://tides.example/**', async (route) => {
    asked.push(new URL(route.request().url()).pathname)
    const found = route.request().url().endsWith('/blog/assets/main.css')
    await route.fulfill(
      found ? { contentType: 'text/css', body: 'h1 { color: rgb(4, 5, 6) }' } : { status: 404 },
    )
  })
  const { address } = await galley({
    '_config.yml': 'title: Tides\nurl: https://tides.example\nbaseurl: /blog\ntheme: gone-theme\n',
    '_posts/2026-01-01-fog.md': '---\nlayout: post\ntitle: Fog\n---\n\nThe fog came.\n',
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.click(page.getByRole('button', { name: 'Preview', exact: true }))
  const heading = page
    .frameLocator('iframe[title="How the post will look"]')
    .getByRole('heading', { name: 'Fog' })
  await expect(heading).toHaveCSS('text-wrap-style', 'balance')
  await page.getByText(/may look different/).click()
  await expect(page.getByText('A plain design of ours stands here.')).toBeVisible()
  expect(asked).toEqual([])
  await expect(page.getByText('1 thing may look different')).toBeVisible()
  await expect(page.getByText('The styles of the published blog (tides.example)')).toBeVisible()
  await expect(page.getByText('pictures of other sites')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show them' }).click()
  await expect(heading).toHaveCSS('color', 'rgb(4, 5, 6)')
  await expect(page.getByText('The styles of your published blog stand here')).toBeVisible()
  expect(new Set(asked)).toEqual(new Set(['/blog/assets/css/style.css', '/blog/assets/main.css']))
})
