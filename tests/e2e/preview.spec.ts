import { join } from 'node:path'
import type { FrameLocator } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const sampleBlog = join(import.meta.dirname, '../../public/sample-blog')

async function openPreview(author: Author, title: string): Promise<FrameLocator> {
  await author.open(title)
  await author.click(author.page.getByRole('button', { name: 'Preview', exact: true }))
  return author.page.frameLocator('iframe[title="How the post will look"]')
}

test('the preview is the site itself: its layout, styles and pictures, and what is typed', async ({
  page,
  galley,
}) => {
  const { address } = await galley(sampleBlog)
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'Bread by the tide')
  await expect(frame.getByRole('navigation', { name: 'Main' })).toBeVisible()
  // the line under the header is of the compiled stylesheet
  await expect(frame.locator('.site-header')).toHaveCSS('border-bottom-width', '1px')
  const picture = frame.locator('.lead-picture')
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await picture.evaluate((image) => image.setAttribute('data-seen', ''))
  await author.text.getByText('People ask how').click()
  await page.keyboard.press('Home')
  await page.keyboard.type('Before all else: ')
  await expect(frame.getByText('Before all else: ')).toBeVisible()
  await page.getByRole('textbox', { name: 'Title' }).fill('Bread and tides')
  await expect(frame.getByRole('heading', { name: 'Bread and tides', level: 1 })).toBeVisible()
  // what did not change is the same element, which has not loaded anew
  await expect(frame.locator('.lead-picture[src]')).toHaveCount(1)
})

test('a page without an end is told in a sentence, and the next one is shown', async ({ page, galley }) => {
  const loop =
    '{% for i in (1..100000) %}'.repeat(4) + '{% assign a = i | plus: 1 %}' + '{% endfor %}'.repeat(4)
  const { address } = await galley({
    '_config.yml': 'title: Loops\n',
    '_posts/2026-01-01-endless.md': `---\ntitle: Endless\n---\n\n${loop}\n`,
    '_posts/2026-01-02-calm.md': '---\ntitle: Calm\n---\n\n# A calm page\n',
  })
  const author = new Author(page)
  await author.visit(address)
  const frame = await openPreview(author, 'Endless')
  await expect(frame.getByText('This page asks for more than can be shown here.')).toBeVisible()
  await page.getByRole('link', { name: 'Posts' }).click()
  await author.open('Calm')
  await expect(frame.getByRole('heading', { name: 'A calm page' })).toBeVisible()
})
