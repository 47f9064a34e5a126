import type { Page } from '@playwright/test'
import { expect, test } from './galley.ts'
import { floating, sound } from './sound.ts'
import { writePost } from './written-post.ts'

const tides = ['| Port  | High  |', '|-------|-------|', '| Dover | 04:12 |', '| Brest | 05:30 |']
const body = `Before.\n\n${tides.join('\n')}\n\nAfter.\n`

const menu = (page: Page, name: string) => page.getByRole('menu', { name, exact: true })
const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true })

test('Tab goes from cell to cell and makes a row behind the last one', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, body)
  await author.text.getByText('05:30').click()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('Roscoff')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Calais')
  await page.keyboard.press('Tab')
  await page.keyboard.type('a | b')
  expect(await changes()).toEqual(['-| Brest | 05:30 |', '+| Roscoff | 05:30 |', '+| Calais | a \\| b |'])
})

test('the arrows lead out of the table, and below it there is always something', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, body.replace('\n\nAfter.', ''))
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await author.text.getByText('05:30').click()
  await press('End', 'ArrowDown')
  await page.keyboard.type('Below.')
  await author.text.getByText('High').click()
  await press('End', 'ArrowUp', 'End')
  await page.keyboard.type(' Above.')
  expect(await changes()).toEqual(['-Before.', '+Before. Above.', '+', '+Below.'])
})

test('the handles of a row and a column do what is done with them', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, body)
  await author.text.getByText('04:12').hover()
  await page.getByRole('button', { name: 'Row 2', exact: true }).click()
  await expect(menu(page, 'Row')).toBeVisible()
  await expect(item(page, 'Move the row up')).toBeDisabled()
  await item(page, 'Move the row down').click()
  await expect(author.text).toBeFocused()
  await author.text.getByText('Port').hover()
  await page.getByRole('button', { name: 'Column 1', exact: true }).click()
  await item(page, 'Align right').click()
  await author.text.getByText('High').hover()
  await page.getByRole('button', { name: 'Column 2', exact: true }).click()
  await sound(page, 'tables, 1', ...floating)
  await item(page, 'Delete the column').click()
  await expect(author.text.locator('td')).toHaveText(['Brest', 'Dover'])
  await page.keyboard.press('Control+z')
  await expect(author.text.locator('td')).toHaveText(['Brest', '05:30', 'Dover', '04:12'])
  expect(await changes()).toEqual([
    '-|-------|-------|',
    '-| Dover | 04:12 |',
    '+|------:|-------|',
    '+| Dover | 04:12 |',
  ])
})

test('the bars at the ends add a row and a column, into which the cursor goes', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, body)
  await author.text.getByText('04:12').hover()
  await page.getByRole('button', { name: 'Add a row at the end' }).click()
  await page.keyboard.type('06:41')
  await page.getByRole('button', { name: 'Add a column at the end' }).click()
  await page.keyboard.type('low')
  await expect(author.text.locator('tr').last()).toHaveText('06:41low')
  const found = await changes()
  expect(found.filter((line) => line.startsWith('+'))).toHaveLength(5)
  expect(found.at(-1)).toBe('+|       | 06:41 | low   |')
})

test('the keyboard opens the menu of the cell; without a heading row nothing is aligned', async ({
  page,
  galley,
}) => {
  const { author, changes } = await writePost(page, galley, body)
  await author.text.getByText('Dover').click()
  await page.keyboard.press('Alt+Enter')
  await expect(menu(page, 'Row and column')).toBeVisible()
  await sound(page, 'tables, 2', ...floating)
  const [own, table] = await Promise.all([
    menu(page, 'Row and column').boundingBox(),
    author.text.locator('table').boundingBox(),
  ])
  expect(own?.x, 'the table stays in sight').toBeGreaterThan((table?.x ?? 0) + (table?.width ?? 0))
  await expect(item(page, 'Center')).toBeEnabled()
  await expect(item(page, 'Part the cell')).toHaveCount(0)
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowUp')
  await expect(item(page, 'No heading row')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(author.text).toBeFocused()
  await expect(author.text.locator('th')).toHaveCount(0)
  await page.keyboard.press('Alt+Enter')
  await expect(item(page, 'Center')).toBeDisabled()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()
  expect(await changes()).toEqual(['-|-------|-------|'])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('a tap into a cell shows its handles, large enough for a finger', async ({ page, galley }) => {
    const { author } = await writePost(page, galley, body)
    await author.text.getByText('Brest').tap()
    await page.getByRole('button', { name: 'Row 3', exact: true }).tap()
    await item(page, 'Add a row above').tap()
    await expect(author.text.locator('tr')).toHaveCount(4)
  })
})
