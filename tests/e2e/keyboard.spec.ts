import type { Locator, Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'

const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nThe fog came in at noon.\n',
  '_posts/2026-06-01-sun.md': '---\ntitle: Sun\n---\n\nSun all day.\n',
}

/** Presses a key until this has the focus: whoever has no mouse must get there. */
async function walk(page: Page, to: Locator, key = 'Tab'): Promise<number> {
  await expect(to).toBeVisible()
  for (let steps = 1; steps <= 40; steps += 1) {
    await page.keyboard.press(key)
    if (await to.evaluate((element) => element === document.activeElement)) return steps
  }
  throw new Error(`The keyboard does not get to ${String(to)}`)
}

test('the main job without a mouse', async ({ page, galley }) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await walk(page, page.getByRole('link', { name: 'Fog' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Fog' })).toBeFocused()
  expect(await walk(page, author.text)).toBeLessThanOrEqual(2)
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Then ')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await expect.poll(() => page.evaluate(() => getSelection()?.toString().trim())).toBe('The')
  await page.keyboard.press('Control+b')
  await expect(author.text.locator('strong')).toHaveText('The')
  await page.keyboard.press('Control+Enter')
  await expect(author.dialog.getByLabel('Your name')).toBeFocused()
  await page.keyboard.type('Ada Lovelace')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ada@example.org')
  await page.keyboard.press('Enter')
  await author.published()
  await expect(author.dialog.getByRole('button', { name: 'Done' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(author.text).toBeFocused()
  expect(show('_posts/2026-05-01-fog.md')).toContain('Then **The** fog came in at noon.')
})

test('what opens is left by Escape, to where one was', async ({ page, galley }) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  const back = async (from: Locator, opened: Locator, key = 'Enter'): Promise<void> => {
    await from.focus()
    await page.keyboard.press(key)
    await expect(opened).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(opened).toHaveCount(0)
    await expect(from).toBeFocused()
  }
  const menu = page.getByRole('menu')
  await back(page.getByRole('button', { name: 'New post' }), author.dialog)
  await back(page.getByRole('button', { name: 'This blog' }), menu)
  await back(page.getByRole('button', { name: 'More for ‘Fog’' }), menu)
  await page.getByRole('link', { name: 'Fog' }).focus()
  await page.keyboard.press('Enter')
  await back(author.text, author.dialog, 'Control+k')
  await page.keyboard.type('Oh. ')
  await back(author.text, author.dialog, 'Control+Enter')
  await back(page.getByRole('button', { name: 'Publish' }), author.dialog)
  await back(page.getByRole('button', { name: 'Link', exact: true }), author.dialog)
})

test('a menu’s deed and its undo leave the focus at the post', async ({ page, galley }) => {
  const { address } = await galley(blog)
  await new Author(page).visit(address)
  const menu = page.getByRole('button', { name: 'More for ‘Sun’' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await walk(page, page.getByRole('menuitem', { name: 'Delete' }), 'ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Put back' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('link', { name: 'Sun' })).toBeVisible()
  await menu.focus()
  await page.keyboard.press('Enter')
  await walk(page, page.getByRole('menuitem', { name: 'Make it a draft' }), 'ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Now a draft').filter({ visible: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sun' })).toBeFocused()
})

test('the toolbar is one stop, and the arrows walk through it', async ({ page, galley }) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const bar = page.getByRole('toolbar', { name: 'Formatting' })
  await page.getByRole('link', { name: 'Posts' }).focus()
  await walk(page, bar.getByRole('button', { name: 'Undo' }))
  expect(await walk(page, bar.getByRole('button', { name: 'Bold' }), 'ArrowRight')).toBe(3)
  await page.keyboard.press('End')
  await expect(bar.getByRole('button', { name: 'Line' })).toBeFocused()
  await page.keyboard.press('Home')
  await expect(bar.getByRole('button', { name: 'Undo' })).toBeFocused()
  await walk(page, bar.getByRole('button', { name: 'Quote' }), 'ArrowRight')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Preview' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(bar.getByRole('button', { name: 'Quote' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(author.text.locator('blockquote')).toHaveText('The fog came in at noon.')
})

test('a new post with a picture without a mouse', async ({ page, galley }) => {
  const { address, git, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await walk(page, page.getByRole('button', { name: 'New post' }))
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Title')).toBeFocused()
  await page.keyboard.type('Herring')
  await page.keyboard.press('Enter')
  await expect(author.text).toBeFocused()
  await page.keyboard.type('They came in June.')
  await walk(page, page.getByRole('link', { name: 'Posts' }), 'Shift+Tab')
  await page.keyboard.press('Tab')
  const picture = page.getByRole('toolbar').getByRole('button', { name: 'Picture' })
  // the browser is told to hand it over while the keys are on their way
  const chooser = page.waitForEvent('filechooser')
  await walk(page, picture, 'ArrowRight')
  await page.keyboard.press('Enter')
  const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png(64, 32)) }
  await (await chooser).setFiles(file)
  await expect(page.getByLabel('What does it show?')).toBeFocused()
  await page.keyboard.type('A herring')
  await walk(page, author.dialog.getByRole('button', { name: 'Insert' }))
  await page.keyboard.press('Enter')
  await expect(author.text.getByRole('img', { name: 'A herring' })).toBeVisible()
  await expect(author.text).toBeFocused()
  await author.saved()
  await page.keyboard.press('Control+Enter')
  await expect(author.dialog.getByLabel('Your name')).toBeFocused()
  await page.keyboard.type('Ada Lovelace')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ada@example.org')
  await page.keyboard.press('Enter')
  await author.published()
  const [post = '', image] = git('show', '--name-only', '--format=', 'HEAD').split('\n').sort()
  expect(image).toBe('assets/images/a.png')
  expect(show(post)).toContain('They came in June.\n\n![A herring](')
})
