import { Author } from './author.ts'
import { everythingBlog } from './everything.ts'
import { expect, test } from './galley.ts'
import { sound } from './sound.ts'

/** What opens over the text and is put away by Escape: how one gets there, and what is there then. */
type States = Readonly<Record<string, () => Promise<void>>>

/** A menu is scrolled by the arrow keys that choose its lines, whoever has the focus. */
const scrolledByKeys = ['scrollable-region-focusable']

/** On a phone a panel lies over half of what stands below it in the text, where no finger is to go. */
const behind = ['target-size']

const still = { colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } } as const
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

for (const [size, viewport] of Object.entries(sizes)) {
  test.describe(size, () => {
    test.use({ viewport, ...still })
    test.slow()

    test('a post with everything, and the panels of what stands in it', async ({ page, galley }) => {
      const { address } = await galley(everythingBlog)
      const author = new Author(page)
      await author.visit(address)
      await author.open('Fog on the river')
      await sound(page, 'the text')
      const group = (name: string | RegExp) => author.text.getByRole('group', { name })
      const panels: States = {
        'a formula': () => author.text.locator('div.galley-math').click(),
        'an include': () => group(/^Include/).click(),
        'a condition': () => group(/^Only if/).click(),
        'a value': () => group(/^The blog’s title/).click(),
        'an address': () => group('Address of “tables”').click(),
        'an abbreviation': () => group(/^NOAA/).click(),
      }
      for (const [state, open] of Object.entries(panels)) {
        await open()
        await expect(author.dialog.getByRole('button', { name: 'Done' })).toBeVisible()
        await sound(page, state, ...(size === 'narrow' ? behind : []))
        await page.keyboard.press('Escape')
        await expect(author.dialog).toHaveCount(0)
      }
    })

    test('the tools for writing', async ({ page, galley }) => {
      const { address } = await galley(everythingBlog)
      const author = new Author(page)
      await author.visit(address)
      await author.open('Fog on the river')
      await author.text.getByText('Mind the step').click()
      if (size === 'wide') await page.keyboard.press('Alt+Enter')
      else await page.getByRole('button', { name: 'This block' }).click()
      await expect(page.getByRole('menuitem', { name: 'Notice' })).toBeVisible()
      await sound(page, 'the block’s menu', 'region', ...scrolledByKeys)
      await page.keyboard.press('Escape')
      await expect(author.text).toBeFocused()
      await author.text.getByText('The last words.').click()
      await page.keyboard.press('End')
      await page.keyboard.type(' /')
      await expect(page.getByRole('listbox', { name: 'Insert' })).toBeVisible()
      await sound(page, 'what a / inserts', ...scrolledByKeys)
      await page.keyboard.press('Escape')
      if (size === 'wide') {
        await author.selectWord('last')
        await expect(page.getByRole('toolbar', { name: 'Selected words' })).toBeVisible()
        await sound(page, 'the tools for selected words')
      }
      await page.keyboard.press('Control+f')
      await page.getByLabel('Find', { exact: true }).fill('tide')
      await expect(page.getByText(/of 2/)).toBeVisible()
      await sound(page, 'find and replace')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Outline' }).click()
      await expect(page.getByRole('navigation', { name: 'Outline' })).toBeInViewport()
      await sound(page, 'the outline')
      await page.keyboard.press('Escape')
      await author.text.getByText('So said everybody.').click()
      await page.keyboard.press('Control+Shift+f')
      await expect(author.text.locator('.galley-current')).toBeVisible()
      await sound(page, 'focus on the paragraph')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+/')
      await expect(author.dialog).toContainText('Move the block up')
      await sound(page, 'the page of keys')
    })

    test('what somebody else changed too, and a publish that is taken back', async ({ page, galley }) => {
      const { address, commit } = await galley(everythingBlog)
      const author = new Author(page)
      const path = '_posts/2026-06-01-sun.md'
      const theirs = (text: string) => ({ [path]: `---\ntitle: Sun\n---\n\n${text}\n` })
      await author.visit(address)
      await author.open('Sun')
      await author.selectWord('day')
      await page.keyboard.type('week')
      await author.saved()
      commit(theirs('Sun all night.'))
      await author.publish()
      await expect(author.dialog.getByRole('group', { name: 'The text' })).toBeVisible()
      await author.dialog.getByRole('radio', { name: 'Something else' }).check()
      await author.dialog.getByText('How it was before').click()
      await sound(page, 'two versions')
      await author.dialog.getByRole('button', { name: 'Put it together so' }).click()
      await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
      await author.published()
      await author.dialog.getByRole('button', { name: 'Undo this publish' }).click()
      await expect(author.dialog).toContainText('Taken back.')
      await sound(page, 'taken back')
    })
  })
}

test('everything that opens is reached, used and left by the keyboard', async ({ page, galley }) => {
  test.slow()
  const { address } = await galley(everythingBlog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog on the river')
  await author.text.getByText('The last words.').click()
  await page.keyboard.press('End')

  await page.keyboard.type(' /')
  await expect(page.getByRole('listbox', { name: 'Insert' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Backspace')

  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Alt+F10')
  const bar = page.getByRole('toolbar', { name: 'Selected words' })
  await expect(bar.getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()

  await page.keyboard.press('End')
  await page.keyboard.press('Alt+Enter')
  await expect(page.getByRole('menuitem', { name: 'Move up' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()

  const fields = { 'div.galley-math': 'Formula', '.galley-image': 'What does it show?' }
  for (const [node, label] of Object.entries(fields)) {
    await author.text.locator(node).click()
    await page.keyboard.press('Enter')
    await expect(author.dialog.getByLabel(label)).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(author.dialog.getByRole('button', { name: 'Close' })).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await expect(author.dialog.getByRole('button', { name: 'Close' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(author.dialog).toHaveCount(0)
    await expect(author.text).toBeFocused()
  }
})
