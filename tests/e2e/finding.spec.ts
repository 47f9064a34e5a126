import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\ntitle: Fog\n---\n\n'
const body = '## Noon\n\nThe *fog* came. Fog\nstays.\n\n## Dusk\n\nNo foghorn.\n'

test('words are found and replaced, headings lead to their place, and the rest steps back', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley({ '_config.yml': 'title: Tides\n', [path]: head + body })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByText('stays').click()
  await page.keyboard.press('Control+f')
  const find = page.getByRole('search', { name: 'Find in the text' })
  await expect(find.getByLabel('Find', { exact: true })).toBeFocused()
  await page.keyboard.type('fog')
  await expect(find.getByRole('status')).toHaveText(/of 3$/)
  await find.getByLabel('Whole words').check()
  await expect(find.getByRole('status')).toHaveText(/of 2$/)
  await find.getByLabel('Match case').check()
  await expect(find.getByRole('status')).toHaveText(/of 1$/)
  await find.getByLabel('Replace with').fill('mist')
  await find.getByRole('button', { name: 'All' }).click()
  await expect(find.getByRole('status')).toHaveText('Not found')
  await page.keyboard.press('Escape')
  await expect(find).toHaveCount(0)
  await expect(author.text).toBeFocused()
  const opener = page.getByRole('button', { name: 'Outline' })
  // the text may still move the button away under the mouse
  await expect(async () => {
    await page.mouse.move(0, 0)
    await opener.hover()
    await expect(page.locator('.tooltip')).toHaveCSS('border-top-width', '0px', { timeout: 3000 })
  }).toPass()
  await opener.click()
  const outline = page.getByRole('navigation', { name: 'Outline' })
  await outline.getByRole('button', { name: 'Dusk' }).click()
  await expect(outline.getByRole('button', { name: 'Dusk' })).toHaveAttribute('aria-current', 'location')
  // from one paragraph to the other the tools say the same, and the place does not
  await author.text.getByText('stays').click()
  await expect(outline.getByRole('button', { name: 'Noon' })).toHaveAttribute('aria-current', 'location')
  await outline.getByRole('button', { name: 'Dusk' }).click()
  await page.keyboard.press('Control+Shift+f')
  await expect(author.text.locator('.galley-current')).toHaveText('Dusk')
  await page.keyboard.press('Escape')
  await expect(author.text.locator('.galley-current')).toHaveCount(0)
  await page.keyboard.press('Control+/')
  await expect(author.dialog).toContainText('Move the block up')
  await page.keyboard.press('Escape')
  await author.publish()
  await author.published()
  expect(show(path)).toBe(head + body.replace('*fog*', '*mist*'))
})

test('what is found comes into sight, and is seen among the others', async ({ page, galley }) => {
  const filler = Array.from({ length: 60 }, (_, index) => `Line ${index} of nothing much.\n\n`).join('')
  const { address } = await galley({
    [path]: `${head}Here.\n\n${filler}A buoy.\n\n${filler}The other buoy.\n`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByText('Here.').click()
  await page.keyboard.press('Control+f')
  await expect(page.getByLabel('Find', { exact: true })).toBeFocused()
  await page.keyboard.type('buoy')
  await expect(page.getByRole('search').getByRole('status')).toHaveText('1 of 2')
  await expect(author.text.getByText('A buoy.')).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(author.text.getByText('The other buoy.')).toBeInViewport()
  await expect(author.text.locator('.ProseMirror-active-search-match')).toHaveText('buoy')
  await page.keyboard.press('Shift+Enter')
  await expect(author.text.getByText('A buoy.')).toBeInViewport()
})
