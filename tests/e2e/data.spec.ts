import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { floating, sound } from './sound.ts'

const links =
  '# At the foot\n- name: Home # first\n  url: /\n- name: Tides\n  url: /tides\n  tags: [sea, moon]\n'

test('a cell of a list of the blog is changed, and nothing else of its file', async ({ page, galley }) => {
  const { address, show } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nWords.\n',
    '_data/footer-links.yml': links,
    '_data/tide-times.yml': 'quay:\n  high: 3.2\n  low: 1\nbar: {high: 4, low: 2}\n',
    '_data/site.yml': 'name: Tide # ours\nplace: Quay\nmail: {to: a@example.org, from: b@example.org}\n',
    '_data/broken.json': '{\n  "a": 1,\n}\n',
  })
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Lists and data' }).click()
  await expect(page.getByRole('link', { name: 'Broken Has a mistake' })).toBeVisible()
  await sound(page, 'data, 1', ...floating)
  await page.getByRole('button', { name: 'More for ‘Broken’' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('link', { name: 'Tide times' }).click()
  await page.getByRole('textbox', { name: 'High, row 2' }).fill('4.1')
  await page.getByLabel('Another row, called').fill('Gull Ness')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'High, row 3' }).fill('5')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'What to do with row 3' }).click()
  await page.getByRole('menuitem', { name: 'Move up' }).click()
  await expect(page.getByRole('rowheader').nth(1)).toHaveText('gull_ness')
  await page.getByRole('button', { name: 'What to do with row 1' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('rowheader')).toHaveText(['gull_ness', 'bar'])
  await sound(page, 'data, 2', ...floating)
  await page.getByRole('link', { name: 'Lists and data' }).click()
  await page.getByRole('button', { name: 'New list' }).click()
  await author.dialog.getByLabel('Name').fill('Boats')
  await sound(page, 'data, 3', ...floating)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Name, row 1' }).fill('Sallow')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Lists and data' }).click()
  await page.getByRole('link', { name: 'Site 3 entries' }).click()
  await page.getByRole('button', { name: 'Delete ‘Place’' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Place' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Put it back' }).last().click()
  await expect(page.getByRole('textbox', { name: 'Place' })).toHaveValue('Quay')
  await page.getByRole('button', { name: 'Delete ‘Name’' }).click()
  await page.getByRole('button', { name: 'Remove From' }).click()
  await expect(page.getByRole('textbox', { name: 'From' })).toHaveCount(0)
  await sound(page, 'a map as a form')
  await page.getByRole('link', { name: 'Lists and data' }).click()
  await page.getByRole('link', { name: 'Footer links 2 entries' }).click()

  const cell = page.getByRole('textbox', { name: 'Url, row 2' })
  await cell.fill('/tide-tables')
  await cell.press('Enter')
  await expect(page.getByRole('button', { name: 'Publish 4 changes' })).toBeVisible()
  await sound(page, 'data, 4', ...floating)
  await page.getByRole('button', { name: 'What to do with row 1' }).click()
  await page.getByRole('menuitem', { name: 'Move down' }).click()
  await expect(page.getByRole('textbox', { name: 'Name, row 1' })).toHaveValue('Tides')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('textbox', { name: 'Name, row 1' })).toHaveValue('Home')
  await page.getByRole('button', { name: 'Tags, row 2' }).click()
  await author.dialog.getByRole('combobox', { name: 'Tags' }).fill('sky')
  await page.keyboard.press('Enter')
  await sound(page, 'data, 5', ...floating)
  await author.dialog.getByRole('button', { name: 'Done' }).click()

  await author.publish()
  await author.published()
  expect(show('_data/tide-times.yml')).toBe('gull_ness:\n  high: 5\n  low:\nbar: {high: 4.1, low: 2}\n')
  expect(show('_data/site.yml')).toBe('place: Quay\nmail: {to: a@example.org}\n')
  expect(show('_data/boats.yml')).toBe('- name: Sallow\n  url:\n')
  expect(show('_data/footer-links.yml')).toBe(
    links.replace('/tides', '/tide-tables').replace('moon]', 'moon, sky]'),
  )
})
