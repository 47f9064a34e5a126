import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'

const post = (title: string, more = '', body = 'Words.'): string =>
  `---\ntitle: ${title}\n${more}---\n\n${body}\n`
const blog = {
  '_config.yml': 'title: The Tide Tables\ncollections:\n  recipes:\n    output: true\n',
  '_posts/2024-05-01-fog.md': post(
    'Fog',
    'author: nell\ncategories: [sea]\nlang: en\n',
    '![The quay](/img/quay.png)',
  ),
  '_posts/north/2025-06-01-sun.md': post(
    'Sun',
    'author: max\ncategories: [land]\nlang: de\npublished: false\n',
  ),
  '_posts/2026-05-03-rain.md': post('Rain', 'author: nell\ncategories: [sea]\nlang: en\n'),
  '_posts/2999-05-04-moon.md': post('Moon', 'author: max\n'),
  '_drafts/eels.md': post('Eels'),
  '_recipes/bread.md': post('Bread'),
  'img/quay.png': png(40, 20),
  'pictures/gull.png': png(20, 40),
}

test('posts are filtered by all that they are filed under, and what is shown is kept as a view', async ({
  page,
  galley,
}) => {
  const { address } = await galley(blog)
  await new Author(page).visit(address)
  const titles = page.getByRole('list', { name: 'Posts' }).getByRole('heading')
  await expect(titles).toHaveCount(6)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const pick = (facet: string, value: string) =>
    page
      .getByRole('group', { name: facet, exact: true })
      .getByRole('checkbox', { name: new RegExp(`^${value}`) })
  for (const [facet, value, found] of [
    ['Status', 'Draft', ['Eels']],
    ['Status', 'Scheduled', ['Moon']],
    ['Status', 'Hidden', ['Sun']],
    ['Author', 'nell', ['Rain', 'Fog']],
    ['Category', 'land', ['Sun']],
    ['Year', '2024', ['Fog']],
    ['Language', 'German', ['Sun']],
    ['Collection', 'Recipes', ['Bread']],
    ['Folder', 'north', ['Sun']],
  ] as const) {
    await pick(facet, value).check()
    await expect(titles, `${facet} ${value}`).toHaveText([...found])
    await pick(facet, value).uncheck()
  }
  await pick('Author', 'nell').check()
  await pick('Year', '2026').check()
  await expect(titles).toHaveText(['Rain'])
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Keep what is shown as a view' }).click()
  await page.getByLabel('Name of this view').fill('Of this year')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(titles).toHaveCount(6)
  await page.reload()
  await expect(titles).toHaveCount(6)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Of this year' }).click()
  await expect(titles).toHaveText(['Rain'])
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Forget ‘Of this year’' }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Keep what is shown as a view'])
})

test('a post is taken from the blog, copied, scheduled and hidden; a picture goes elsewhere and another takes its place', async ({
  page,
  galley,
}) => {
  const { address, git, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  const choose = async (title: string, deed: string): Promise<void> => {
    await page.getByRole('button', { name: `More for ‘${title}’` }).click()
    await page.getByRole('menuitem', { name: deed }).click()
  }
  // from the menu of one row to that of another
  await page.getByRole('button', { name: 'More for ‘Fog’' }).click()
  await expect(page.getByRole('menu', { name: 'More for ‘Fog’' })).toBeVisible()
  await choose('Rain', 'Make it a draft')
  await expect(page.getByText('Now a draft').last()).toBeVisible()
  await choose('Fog', 'Make a copy')
  await expect(author.text).toBeVisible()
  await page.getByRole('link', { name: 'Posts' }).click()
  await author.open('Sun')
  await page.getByRole('switch', { name: 'Shown on the blog' }).check()
  await page.getByLabel('Date', { exact: true }).fill('2998-01-02')
  await page.getByLabel('Date', { exact: true }).press('Tab')
  await expect(page.getByText(/appear|not show/).first()).toBeVisible()
  await author.saved()
  await page.getByRole('link', { name: 'Posts' }).click()
  await expect(page.getByRole('article').filter({ hasText: 'Sun' })).toContainText('Scheduled')

  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Pictures and files' }).click()
  const card = (name: RegExp) => page.getByRole('main').getByRole('button', { name })
  await card(/quay\.png/).click()
  await author.dialog.getByLabel('Folder').selectOption('pictures')
  await author.dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(author.dialog).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search files' }).fill('gull')
  await expect(card(/\.png/)).toHaveCount(1)
  await card(/gull\.png/).click()
  const chooser = page.waitForEvent('filechooser')
  await author.dialog.getByRole('button', { name: 'Replace…' }).click()
  await (await chooser).setFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from(png(30, 30)) })
  await expect(author.dialog).toHaveCount(0)
  await page.getByRole('link', { name: 'Posts' }).click()
  await author.publish()
  await author.published()
  const changes = git('show', '--name-status', '-M', '--format=', 'main').split('\n').sort()
  expect(changes).toEqual(
    expect.arrayContaining([
      'M\t_posts/2024-05-01-fog.md',
      'M\tpictures/gull.png',
      'R100\t_posts/2026-05-03-rain.md\t_drafts/rain.md',
      'R100\timg/quay.png\tpictures/quay.png',
    ]),
  )
  expect(show('_posts/2024-05-01-fog.md')).toContain('![The quay](/pictures/quay.png)')
  expect(show('_posts/north/2025-06-01-sun.md')).toMatch(/date: 2998-01-02.*\n---/)
  expect(changes).toHaveLength(6)
})
