import type { Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { sound } from './sound.ts'

const head = (more: string): string => `---\ntitle: ${more}---\n\nThe water came at noon.\n`
const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': head('Fog\n'),
  '_posts/2026-05-02-sun.md': head('Sun\nmood: calm\nstars: 3\nsources: [the sea]\n'),
  '_posts/2026-05-03-rain.md': head('Rain\nmood: loud\nstars: 4\nsources: [the sky]\n'),
  '_posts/2026-05-04-snow.md': head('Snow\nmood: calm\nstars: 5\n'),
  '_posts/2026-05-05-hail.md': head('Hail\nmood: calm\n'),
  '_posts/2026-05-06-dew.md': head('Dew\nmood: loud\n'),
  '_posts/2026-05-07-ice.md': head('Ice\nmood: loud\n'),
}
const fog = '_posts/2026-05-01-fog.md'

const add = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Add a detail' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

test('a detail that other posts have is added to this one, in the form that they have', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await add(page, 'Mood')
  const mood = page.getByRole('combobox', { name: 'Mood' })
  await expect(mood).toBeFocused()
  await mood.click()
  await page.getByRole('option', { name: /^loud/ }).click()
  await add(page, 'Stars')
  await page.getByRole('textbox', { name: 'Stars' }).fill('2')
  await add(page, 'Sources')
  await page.getByRole('combobox', { name: 'Sources' }).fill('the harbor')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Add a detail' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Remove Stars' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Stars' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Remove Sources' })).toBeFocused()
  await author.publish()
  await author.published()
  expect(show(fog)).toBe(head('Fog\nmood: loud\nsources: [the harbor]\n'))
})

test('what the blog wrote down for another editor names, explains and limits the details', async ({
  page,
  galley,
}) => {
  const settings = `content:
  - name: posts
    type: collection
    path: _posts
    fields:
      - { name: mood, label: How it was, type: select, description: In one word., required: true, options: { values: [{ label: As calm as can be, value: calm }, { label: Very loud, value: loud }] } }
      - { name: tint, label: Color of the sky, type: string }
      - { name: stars, type: number, hidden: true }
`
  const { address, show } = await galley({ ...blog, '.pages.yml': settings })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const mood = page.getByRole('combobox', { name: 'How it was' })
  await expect(mood).toHaveAccessibleDescription('In one word. The blog asks for this.')
  await mood.click()
  await page.getByRole('option', { name: /^Very loud/ }).click()
  await expect(mood).toHaveValue('Very loud')
  await expect(mood).toHaveAccessibleDescription('In one word.')
  await sound(page, 'details with settings')
  await page.getByRole('textbox', { name: 'Color of the sky' }).fill('gray')
  await author.publish()
  await author.published()
  expect(show(fog)).toBe(head('Fog\nmood: loud\ntint: gray\n'))
  await page.keyboard.press('Escape')
  await expect(author.dialog).toHaveCount(0)
  await page.getByRole('link', { name: 'Posts' }).click()
  await author.open('Snow')
  await expect(page.getByRole('combobox', { name: 'How it was' })).toHaveValue('As calm as can be')
  await expect(page.getByLabel('Stars')).toHaveCount(0)
})

test('what may be wrong with a post is said before it goes out, and mended with a click', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley({
    ...blog,
    '_posts/2026-05-02-sun.md': head('Sun\ntags: [weather]\n'),
    [fog]:
      '---\ntitle: Fog\ndate: 2999-05-01 10:00:00 +0000\ntags:   [wether]   # odd\n---\n\nThe water came at noon.\n\n![](/boat.png)\n',
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  await page.getByRole('button', { name: /^Publish/ }).click()
  const advice = author.dialog.getByRole('list', { name: 'Before it goes out' })
  await expect(advice.getByRole('listitem')).toHaveText([
    /Its date is still to come/,
    /No other post has ‘wether’/,
    /no picture boat.png/,
    /1 picture has no words/,
  ])
  await sound(page, 'advice')
  await advice.getByRole('button', { name: 'Use ‘weather’' }).click()
  await expect(advice.getByRole('listitem')).toHaveCount(3)
  await advice.getByRole('button', { name: 'Date it now' }).click()
  await expect(advice.getByRole('listitem')).toHaveCount(2)
  await author.dialog.getByLabel('Your name').fill('Ada Lovelace')
  await author.dialog.getByLabel('Your e-mail').fill('ada@example.org')
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await author.published()
  const now = show(fog)
  expect(now.replace(/date: \d{4}-\d\d-\d\d \d\d:\d\d:00 \+0000/, 'date: now')).toBe(
    '---\ntitle: Fog\ndate: now\ntags:   [weather]   # odd\n---\n\nThe water came at dusk.\n\n![](/boat.png)\n',
  )
  await page.keyboard.press('Escape')
  await expect(author.text).toContainText('The water came at dusk.')
})

test('a post that was made a draft is taken back to the byte', async ({ page, galley }) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.click(page.getByRole('button', { name: 'Make it a draft' }))
  await expect(page).toHaveURL(/_drafts/)
  await author.click(page.getByRole('button', { name: 'Undo', exact: true }).last())
  await expect(page).toHaveURL(/2026-05-01-fog/)
  await expect(author.text).toContainText('The water came at noon.')
  await page.getByRole('link', { name: 'Posts' }).click()
  await expect(page.getByText('Published', { exact: true })).toHaveCount(7)
})
