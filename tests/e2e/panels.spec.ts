import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\ntitle: Fog\n---\n\n'
const body = 'First.\n\nSee [the *old* tables](/tables/) and\n![A boat](/assets/boat.png) there.\n\nLast.\n'
const blog = { '_config.yml': 'title: Tides\n', [path]: head + body, 'assets/boat.png': png(64, 32) }

test('Enter opens a picture’s panel, what is typed there is in the post, Escape goes back to the picture', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const picture = author.text.locator('.galley-image')
  await picture.click()
  const panel = page.getByRole('dialog', { name: 'Picture' })
  await expect(panel).toBeVisible()
  await expect(author.text).toBeFocused()
  await page.keyboard.press('Enter')
  const alt = panel.getByLabel('What does it show?')
  await expect(alt).toBeFocused()
  await alt.fill('A dinghy')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(author.text).toBeFocused()
  await expect(picture).toHaveClass(/ProseMirror-selectednode/)
  await author.publish()
  await author.published()
  expect(show(path)).toBe(head + body.replace('A boat', 'A dinghy'))
})

test('a panel goes with its node, and closes when that is gone or the cursor leaves it', async ({
  page,
  galley,
}) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const panel = page.getByRole('dialog', { name: 'Link' })
  const link = author.text.getByText('the old tables')
  await link.click({ position: { x: 12, y: 8 } })
  await expect(panel.getByLabel('Address')).toHaveValue('/tables/')
  await expect(author.text).toBeFocused()
  await page.keyboard.type('new')
  await expect(panel).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(panel).toHaveCount(0)

  await author.text.locator('.galley-image').click()
  const other = page.getByRole('dialog', { name: 'Picture' })
  await expect(other).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(other).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await author.text.locator('.galley-image').click()
  await expect(other).toBeVisible()
  await page.getByText('Saved on this device').click()
  await expect(other).toHaveCount(0)
})
