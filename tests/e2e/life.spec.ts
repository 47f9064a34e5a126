import type { Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { sound } from './sound.ts'

const head = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2020-05-01 10:00:00 +0000\n${more}---\n\n`
const fog = '_posts/2020-05-01-fog.md'
const sun = '_posts/2020-05-02-sun.md'
const blog = {
  '_config.yml': 'title: The Tide Tables\nplugins: [jekyll-redirect-from]\n',
  [fog]: `${head('Fog', 'tags: [wether]\n')}The water came at noon.\n`,
  [sun]: `${head('Sun', 'tags:   [weather] # odd\n')}After *the*   [fog](/2020/05/01/fog.html), sun.\n`,
}

/** The lines that the last commit changed. */
const lines = (git: (...args: string[]) => string): string[] =>
  git('show', '--format=', '-M', '--unified=0', 'main')
    .split('\n')
    .filter((line) => /^(?:[-+](?![-+])|rename )/.test(line))

const renaming = (page: Page) => page.getByRole('dialog', { name: 'Change the address' })

test('another address takes the links along, with the keyboard alone, and is taken back', async ({
  page,
  galley,
}) => {
  const { address, git, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await expect(page.getByRole('button', { name: 'Use ‘weather’' })).toBeVisible()
  await page.locator('summary', { hasText: 'In search results' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('details[open]')).toContainText('The title has 3 characters')
  await sound(page, 'near tags and search results')
  const change = page.getByRole('button', { name: 'Change the address…' })
  await change.focus()
  await page.keyboard.press('Enter')
  const ending = page.getByRole('textbox', { name: 'What its address ends with' })
  await expect(ending).toBeFocused()
  await expect(renaming(page).getByRole('listitem')).toHaveText(['Sun'])
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('morning mist')
  await expect(ending).toHaveAccessibleDescription('It will stand at /2020/05/01/morning-mist.html')
  await sound(page, 'another address')
  await page.keyboard.press('Enter')
  await expect(renaming(page)).toHaveCount(0)
  await expect(page.getByRole('definition')).toHaveText('/2020/05/01/morning-mist.html')
  await page.getByRole('button', { name: 'Undo' }).last().press('Enter')
  await expect(page.getByRole('definition')).toHaveText('/2020/05/01/fog.html')
  await change.press('Enter')
  await expect(ending).toBeFocused()
  await expect(renaming(page).getByRole('listitem')).toHaveText(['Sun'])
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('mist')
  await page.keyboard.press('Enter')
  await expect(renaming(page)).toHaveCount(0)
  await expect(page.getByRole('definition')).toHaveText('/2020/05/01/mist.html')
  await author.publish()
  await author.published()
  expect(lines(git)).toEqual([
    `rename from ${fog}`,
    'rename to _posts/2020-05-01-mist.md',
    '+redirect_from:',
    '+  - /2020/05/01/fog.html',
    '-After *the*   [fog](/2020/05/01/fog.html), sun.',
    '+After *the*   [fog](/2020/05/01/mist.html), sun.',
  ])
  await author.dialog.getByRole('button', { name: 'Undo this publish' }).click()
  await expect(page.getByRole('dialog', { name: 'Taken back' })).toBeVisible()
  expect([show(fog), show(sun)]).toEqual([blog[fog], blog[sun]])
})

test('a date that gives a post another address offers what leads to the old one', async ({
  page,
  galley,
}) => {
  const { address, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await page.getByLabel('Date', { exact: true }).fill('2020-06-09')
  await page.getByLabel('Date', { exact: true }).press('Tab')
  await expect(page.getByText('Readers know it at /2020/05/01/fog.html.')).toBeVisible()
  await author.saved()
  await page.getByRole('button', { name: /^Publish/ }).click()
  const advice = author.dialog.getByRole('list', { name: 'Before it goes out' })
  await advice.getByRole('button', { name: 'What leads there…' }).click()
  await expect(renaming(page).getByRole('listitem')).toHaveText(['Sun'])
  await sound(page, 'a post that moved')
  await renaming(page).getByRole('button', { name: 'Change it' }).click()
  await expect(renaming(page)).toHaveCount(0)
  await expect(advice.getByRole('button', { name: 'What leads there…' })).toHaveCount(0)
  await author.dialog.getByRole('button', { name: 'Not yet' }).click()
  await author.publish()
  await author.published()
  expect(lines(git)).toEqual([
    '-date: 2020-05-01 10:00:00 +0000',
    '+date: 2020-06-09 10:00:00 +0000',
    '+redirect_from:',
    '+  - /2020/05/01/fog.html',
    '-After *the*   [fog](/2020/05/01/fog.html), sun.',
    '+After *the*   [fog](/2020/06/09/fog.html), sun.',
  ])
})

test('what is advised leads to its place, and asks what a picture shows', async ({ page, galley }) => {
  const body = '# Noon\n\n![](/boat.png)\n\nThe [sun](/2020/05/02/son.html) came.\n\n![](/sea.png)\n'
  const { address, show } = await galley({
    ...blog,
    '_posts/2020-05-03-tide.md': head('Tide') + body,
    'boat.png': '',
    'sea.png': '',
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Tide')
  await author.selectWord('Noon')
  await page.keyboard.type('Dusk')
  await page.getByRole('button', { name: /^Publish/ }).click()
  const advice = author.dialog.getByRole('list', { name: 'Before it goes out' })
  await advice.getByLabel('What does boat.png show?').fill('A boat [red]')
  await sound(page, 'what a picture shows, asked before it goes out')
  await advice.getByLabel('What does boat.png show?').press('Enter')
  await expect(advice.getByLabel('What does sea.png show?')).toHaveValue('')
  await advice.getByRole('listitem').filter({ hasText: 'son.html' }).getByRole('link').click()
  await expect(author.dialog).toHaveCount(0)
  await expect(author.text).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.type(' Truly.')
  await expect(author.text).toContainText('The sun came. Truly.')
  await author.publish()
  await author.published()
  expect(show('_posts/2020-05-03-tide.md')).toBe(
    head('Tide') +
      body
        .replace('Noon', 'Dusk')
        .replace('![](/boat', '![A boat [red]](/boat')
        .replace('came.', 'came. Truly.'),
  )
})

test('a page and a text of a collection are begun, and a page is deleted and put back', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley({
    ...blog,
    '_config.yml': 'title: The Tide Tables\ncollections:\n  recipes:\n    output: true\n',
    '_recipes/bread.md': '---\ntitle: Bread\nserves: 4\n---\n\nMix.\n',
    'about.md': '---\nlayout: page\ntitle: About\npermalink: /about/\n---\n\nUs.\n',
  })
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Pages' }).click()
  await page.getByRole('button', { name: 'More for ‘About’' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await sound(page, 'pages')
  await page.getByRole('button', { name: 'Put back' }).click()
  await page.getByRole('button', { name: 'New page' }).click()
  await author.dialog.getByLabel('Title').fill('Find us')
  await expect(author.dialog.getByLabel('Title')).toHaveAccessibleDescription('It will stand at /find-us/')
  await sound(page, 'a new page')
  await page.keyboard.press('Enter')
  await expect(author.text).toBeFocused()
  await page.keyboard.type('By the river.')
  await author.saved()
  await page.getByRole('link', { name: 'Posts' }).click()
  await page.getByRole('button', { name: 'New post' }).click()
  await author.dialog.getByLabel('Title').fill('Rye')
  await author.dialog.getByRole('radio', { name: 'Recipes' }).check()
  await expect(author.dialog.getByLabel('Title')).toHaveAccessibleDescription(
    'It will stand at /recipes/rye.html',
  )
  await page.keyboard.press('Enter')
  await expect(author.text).toBeFocused()
  await author.publish()
  await author.published()
  expect(show('find-us.md')).toBe(
    '---\nlayout: page\ntitle: Find us\npermalink: /find-us/\n---\n\nBy the river.\n',
  )
  expect(show('_recipes/rye.md')).toBe('---\ntitle: Rye\n---\n\n')
})
