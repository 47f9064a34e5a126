import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { sound } from './sound.ts'

const post = (title: string, tag: string, body: string): string =>
  `---\ntitle: ${title}\ntags: [${tag}]\n---\n\n${body}\n`
const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': post('Fog', 'weather', 'It came in at noon.'),
  '_posts/2026-06-01-sun.md': post('Sun', 'weather', 'No *fóg* today, and the herring is in.'),
  '_posts/2026-07-01-boat.md': post('Boat', 'harbor', 'She lies by the quay.'),
  '_drafts/anchor.md': post('Anchor', 'harbor', 'Two tons of it.'),
}

test('the posts as a table: sorted, filtered and back, searched in their texts, tagged together', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  const table = page.getByRole('table', { name: 'Posts' })
  const titles = table.getByRole('row').getByRole('link')
  await expect(titles).toHaveText(['Anchor', 'Boat', 'Sun', 'Fog'])
  await table.getByRole('button', { name: 'Title' }).click()
  await expect(titles).toHaveText(['Anchor', 'Boat', 'Fog', 'Sun'])
  await expect(page).toHaveURL(/sort=title/)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('group', { name: 'Tag' }).getByLabel('weather').check()
  await expect(titles).toHaveText(['Fog', 'Sun'])
  await expect(page).toHaveURL(/tag=weather/)
  await sound(page, 'table and filters')
  await page.goBack()
  await expect(titles).toHaveText(['Anchor', 'Boat', 'Fog', 'Sun'])
  await page.goBack()
  await expect(titles).toHaveText(['Anchor', 'Boat', 'Sun', 'Fog'])

  await page.getByRole('searchbox', { name: 'Search posts' }).fill('FOG')
  await expect(titles).toHaveText(['Fog', 'Sun'])
  await expect(page.getByRole('status').filter({ hasText: '2 posts found' })).toBeVisible()
  await expect(table.locator('mark')).toHaveText('fóg')
  await expect(table.getByText('No fóg today')).toBeVisible()
  await sound(page, 'found in the text')
  await page.getByRole('button', { name: 'Gallery' }).click()
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(page.locator('mark')).toHaveText('fóg')
  await sound(page, 'gallery')

  await page.getByRole('checkbox', { name: 'Select ‘Fog’' }).click()
  await page.getByRole('checkbox', { name: 'Select ‘Sun’' }).click()
  const selected = page.getByRole('region', { name: 'Selected posts' })
  await expect(selected).toContainText('2 posts selected')
  await selected.getByRole('button', { name: 'Tags' }).click()
  await expect(selected.getByLabel('Tag')).toBeFocused()
  await page.keyboard.type('sea')
  await sound(page, 'selected')
  await selected.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByText('‘sea’ added to 2 posts.')).toBeVisible()
  await expect(selected).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search posts' }).fill('sea')
  await expect(page.getByRole('article')).toHaveCount(2)
  await author.publish()
  await author.published()
  expect(show('_posts/2026-05-01-fog.md')).toContain('tags: [weather, sea]')
  expect(show('_posts/2026-06-01-sun.md')).toContain('tags: [weather, sea]')
})
