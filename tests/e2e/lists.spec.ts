import type { Page } from '@playwright/test'
import { expect, test } from './galley.ts'
import { floating, sound } from './sound.ts'
import { writePost } from './written-post.ts'

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

test('items are split, nested, taken out and moved', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, 'Before.\n\n* One\n* Two\n* Three\n* Four\n')
  await author.text.getByText('Two').click()
  await press(page, 'End', 'Enter')
  await page.keyboard.type('Within')
  await press(page, 'Tab')
  await expect(author.text.locator('li li')).toHaveText('Within')
  await author.text.getByText('Three').click()
  await press(page, 'Tab', 'Shift+Tab')
  await author.text.getByText('Four').click()
  await press(page, 'Alt+Shift+ArrowUp', 'Alt+Shift+ArrowUp', 'Alt+Shift+ArrowUp')
  await sound(page, 'lists, 1', ...floating)
  expect(await changes()).toEqual(['+* Four', '+  * Within', '-* Four'])
})

test('numbers follow when an item is moved, joined and left', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, '1. One\n2. Two\n3. Three\n4. Four\n\nAfter.\n')
  await author.text.getByText('Three').click()
  await press(page, 'Alt+Shift+ArrowUp')
  await expect(author.text.locator('li')).toHaveText(['One', 'Three', 'Two', 'Four'])
  await author.text.getByText('Four').click()
  await press(page, 'Home', 'Backspace', 'Backspace')
  await expect(author.text.locator('li')).toHaveText(['One', 'Three', 'TwoFour'])
  expect(await changes()).toEqual(['-2. Two', '-3. Three', '-4. Four', '+2. Three', '+3. TwoFour'])
})

test('a key is meant for where the cursor stands, also before the browser tells that it moved', async ({
  page,
  galley,
}) => {
  const { author } = await writePost(page, galley, '1. One\n2. Two\n3. Three\n')
  await author.text.getByText('Two').click()
  await expect(author.text).toBeFocused()
  await author.text.getByText('Three').evaluate((item) => {
    getSelection()?.collapse(item.firstChild, 0)
    const key = { key: 'Backspace', keyCode: 8, bubbles: true, cancelable: true }
    item.dispatchEvent(new KeyboardEvent('keydown', key))
  })
  await expect(author.text.locator('li')).toHaveText(['One', 'TwoThree'])
  await expect(author.text.locator('li').last().locator('p')).toHaveCount(2)
})

test('boxes are ticked by the mouse and by Space, and are large enough', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, '- [ ] Ask\n- [x] Read\n- [ ] Sail\n')
  const box = await author.text.locator('li').first().boundingBox()
  await page.mouse.click((box?.x ?? 0) - 16, (box?.y ?? 0) + 15)
  await expect(author.text.locator('li').first()).toHaveAttribute('data-task', 'checked')
  await author.text.getByText('Read').click()
  await press(page, 'Home', 'Space')
  await author.text.getByText('Sail').click()
  await press(page, 'Control+Shift+Enter')
  expect(await changes()).toEqual([
    '-- [ ] Ask',
    '-- [x] Read',
    '-- [ ] Sail',
    '+- [x] Ask',
    '+- [ ] Read',
    '+- [x] Sail',
  ])
})

test('an item becomes a paragraph, and the only one can be deleted', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, '- One\n- Two\n\nBetween.\n\n* Alone\n\nAfter.\n')
  await author.text.getByText('Two').click()
  await press(page, 'Shift+Tab')
  await expect(author.text.locator('li')).toHaveText(['One', 'Alone'])
  await author.text.getByText('Alone').click()
  await press(page, 'Alt+Enter')
  await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
  await expect(author.text.locator('li')).toHaveText(['One'])
  expect(await changes()).toEqual(['-- Two', '-Between.', '+Two', '-* Alone', '+Between.'])
})

test('an item is dragged by its handle, with what stands in it, to where the line shows', async ({
  page,
  galley,
}) => {
  const body = 'Before.\n\n* One\n* Two\n    - Within\n* Three\n\nAfter.\n'
  const { author, changes } = await writePost(page, galley, body)
  const handle = page.getByRole('button', { name: 'Block', exact: true })
  const drag = async (item: string, onto: string, half: 'above' | 'below'): Promise<void> => {
    const dragged = author.text.getByText(item, { exact: true })
    // the handle comes to what is under the pointer in the next frame, if no drag is still ending then
    await expect(async () => {
      await dragged.hover({ position: { x: 2, y: 2 } })
      await dragged.hover()
      const [at, of] = [await handle.boundingBox(), await dragged.boundingBox()]
      expect(Math.abs((at?.y ?? Infinity) - (of?.y ?? 0))).toBeLessThan(12)
    }).toPass()
    await handle.hover()
    await page.mouse.down()
    const target = await author.text.getByText(onto, { exact: true }).boundingBox()
    const from = await handle.boundingBox()
    if (!target || !from) throw new Error(`There is no ‘${onto}’.`)
    const y = target.y + target.height * (half === 'above' ? 0.2 : 0.8)
    // straight up or down, as one does who drags by a handle beside the text
    await page.mouse.move(from.x + 4, y - 8, { steps: 4 })
    await expect(async () => {
      // a hand is never quite still
      await page.mouse.move(from.x + 5, y, { steps: 2 })
      await page.mouse.move(from.x + 4, y, { steps: 2 })
      await expect(page.locator('.galley-drop')).toBeVisible({ timeout: 1000 })
    }).toPass()
    await page.mouse.up()
    await expect(page.locator('.galley-drop')).toHaveCount(0)
  }
  await drag('Two', 'Three', 'below')
  await expect(author.text.locator('li')).toHaveText(['One', 'Three', 'TwoWithin', 'Within'])
  await drag('One', 'Two', 'below')
  await expect(author.text.locator('li li')).toHaveText(['One', 'Within'])
  await drag('One', 'After.', 'above')
  await expect(author.text.locator('li')).toHaveText(['Three', 'TwoWithin', 'Within', 'One'])
  await page.keyboard.type('!')
  expect(await changes()).toEqual(['-* One', '+* Three', '-* Three', '+* !One'])
})
