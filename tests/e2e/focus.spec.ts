import type { Page } from '@playwright/test'
import { expect, test } from './galley.ts'
import { writePost } from './written-post.ts'

/** Another window takes the focus, and gives it back. */
async function lookElsewhere(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const other = await page.context().newPage()
  await other.bringToFront()
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false)
  await page.bringToFront()
  await other.close()
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(true)
  await session.detach()
}

test('what is open stays open while another window has the focus', async ({ page, galley }) => {
  const body =
    'The fog came in with a [link](/a/).\n\n<div>\n<form>x</form>\n</div>\n\n![A boat](/boat.png)\n'
  const { author } = await writePost(page, galley, body)
  const bar = page.getByRole('toolbar', { name: 'Selected words' })
  await author.selectWord('fog')
  await page.keyboard.press('Alt+F10')
  await expect(bar.getByRole('button', { name: 'Bold' })).toBeFocused()
  await lookElsewhere(page)
  await expect(bar.getByRole('button', { name: 'Bold' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()

  await author.text.getByRole('button', { name: /^Edit/ }).click()
  const source = author.text.getByRole('textbox', { name: /source$/ })
  await expect(source).toBeFocused()
  await lookElsewhere(page)
  await expect(source).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()

  await author.text.getByText('link').click()
  const panel = page.getByRole('dialog', { name: 'Link' })
  await expect(panel).toBeVisible()
  await lookElsewhere(page)
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(author.text).toBeFocused()

  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('menu', { name: 'Block' })).toBeVisible()
  await lookElsewhere(page)
  await expect(page.getByRole('menu', { name: 'Block' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()
})
