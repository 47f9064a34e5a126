import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { misunderstood } from './written-post.ts'

const links =
  '# At the foot\n- name: Home # first\n  url: /\n- name: Tides\n  url: /tides\n  tags: [sea, moon]\n'

test('a cell of a list of the blog is changed, and nothing else of its file', async ({ page, galley }) => {
  const { address, show } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nWords.\n',
    '_data/footer-links.yml': links,
    '_data/broken.json': '{\n  "a": 1,\n}\n',
  })
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Lists and data' }).click()
  await expect(page.getByRole('link', { name: 'Broken Has a mistake' })).toBeVisible()
  expect(await misunderstood(page)).toEqual([])
  await page.getByRole('link', { name: 'Footer links 2 entries' }).click()

  const cell = page.getByRole('textbox', { name: 'Url, row 2' })
  await cell.fill('/tide-tables')
  await cell.press('Enter')
  await expect(page.getByRole('button', { name: 'Publish 1 change' })).toBeVisible()
  expect(await misunderstood(page)).toEqual([])
  await page.getByRole('button', { name: 'What to do with row 1' }).click()
  await page.getByRole('menuitem', { name: 'Move down' }).click()
  await expect(page.getByRole('textbox', { name: 'Name, row 1' })).toHaveValue('Tides')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('textbox', { name: 'Name, row 1' })).toHaveValue('Home')
  await page.getByRole('button', { name: 'Tags, row 2' }).click()
  await author.dialog.getByRole('combobox', { name: 'Tags' }).fill('sky')
  await page.keyboard.press('Enter')
  expect(await misunderstood(page)).toEqual([])
  await author.dialog.getByRole('button', { name: 'Done' }).click()

  await author.publish()
  await author.published()
  expect(show('_data/footer-links.yml')).toBe(
    links.replace('/tides', '/tide-tables').replace('moon]', 'moon, sky]'),
  )
})
