import type { Page } from '@playwright/test'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'

test.use({ allowsViolations: true })

const folder = join(import.meta.dirname, '../editor/paste')
const read = (file: string): string | undefined => {
  const path = join(folder, file)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
/** What each program puts on the clipboard, and what it must become. */
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -3))
  .map((name) => ({
    name,
    html: read(`${name}.html`),
    text: read(`${name}.txt`),
    wanted: read(`${name}.md`) ?? '',
  }))

const head = (title: string): string => `---\ntitle: ${title}\n---\n`
const pathOf = (name: string): string => `_posts/2026-05-01-${name}.md`

/** The event that a browser makes of its clipboard. */
async function paste(page: Page, html: string | undefined, text: string | undefined): Promise<void> {
  await page.locator('.galley-text').evaluate(
    async (element, data) => {
      // where the cursor is, a page is told in a task of its own, which comes before the next key of a person
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      const clipboardData = new DataTransfer()
      if (data.html !== undefined) clipboardData.setData('text/html', data.html)
      clipboardData.setData('text/plain', data.text ?? '')
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { html, text },
  )
}

test('what other programs put on the clipboard becomes clean text', async ({ page, galley }) => {
  test.setTimeout(240_000)
  const posts = cases.map(({ name }) => [pathOf(name), head(name)] as const)
  const { address, show } = await galley(Object.fromEntries(posts))
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  const author = new Author(page)
  await author.visit(address)
  for (const { name, html, text } of cases) {
    await author.open(name)
    await author.text.click()
    await paste(page, html, text)
    await expect(author.text).not.toBeEmpty()
    await author.saved()
    await page.getByRole('link', { name: 'Posts' }).click()
  }
  await author.open('word')
  await author.publish()
  await author.published()
  for (const { name, wanted } of cases)
    expect.soft(show(pathOf(name)).slice(head(name).length), name).toBe(wanted)
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  expect(errors).toEqual([])
})

test('pictures in what is pasted become pictures of the blog where they stood; a cell stays one', async ({
  page,
  galley,
}) => {
  const table = '<table>\n  <tr><td>One</td><td>Two</td></tr>\n</table>\n'
  const { address, show } = await galley({ [pathOf('fog')]: `${head('fog')}\n${table}\nEnd.\n` })
  const author = new Author(page)
  await author.visit(address)
  await author.open('fog')
  const picture = (width: number) =>
    `<img alt="x" src="data:image/png;base64,${Buffer.from(png(width, 9)).toString('base64')}">`
  await author.text.getByText('One').click()
  await page.keyboard.press('End')
  await paste(page, '<p>, and</p><p>more</p>', ', and more')
  await expect(author.text.getByRole('cell')).toHaveCount(2)
  await author.text.getByText('End.').click()
  await page.keyboard.press('Home')
  await paste(page, `<p>First ${picture(8)} behind</p><p>${picture(9)}</p><p>Last</p>`, 'First behind')
  for (const words of ['A boat', 'A quay']) {
    await author.dialog.getByLabel('What does it show?').fill(words)
    await author.dialog.getByRole('button', { name: 'Insert' }).click()
    await expect(author.text.getByRole('img', { name: words })).toBeVisible()
  }
  await author.publish()
  await author.published()
  const text = show(pathOf('fog')).replace(/\]\([^)]*\.png\)/g, '](…)')
  const cell = table.replace('One', 'One, and<br />more')
  expect(text).toBe(`${head('fog')}\n${cell}\nFirst ![A boat](…) behind\n\n![A quay](…)\n\nLastEnd.\n`)
})
