import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { floating, sound } from './sound.ts'

const head = (title: string): string =>
  `---\nlayout: post\ntitle: ${title}\ntags: tides, weather\n---\n\nIt came in.\n`

test('how the blog is written is said in words, corrected, kept, and new posts follow', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    '_posts/2026-05-01-fog.md': head('Fog'),
    '_posts/2026-05-02-sun.md': head('Sun'),
  })
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'How this blog is written' }).click()
  await expect(page.getByText('Tags are written in one line, with commas.')).toBeVisible()
  await expect(page.getByText('So it is in 2 posts with tags.')).toBeVisible()

  await page.getByRole('button', { name: 'Change… (Layout)' }).click()
  await page.getByLabel('New posts begin with', { exact: true }).fill('note')
  await expect(page.getByText('New posts begin with “note”.')).toBeVisible()
  await page.getByRole('button', { name: 'Change… (Titles)' }).click()
  await page.getByLabel('Titles are written').selectOption('in double quotation marks')
  await page.getByLabel('Another detail, called').fill('Mood')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Change… (Mood)' }).click()
  await page.getByLabel('New posts begin with', { exact: true }).last().fill('calm')
  await expect(page.getByText('New posts begin with “calm”.')).toBeVisible()
  await sound(page, 'habits, 1', ...floating)
  await page.getByRole('button', { name: 'Keep on this device' }).click()
  await expect(page.getByText('Kept on this device.')).toBeVisible()

  await page.getByRole('button', { name: 'Change… (Looking over)' }).click()
  await page.getByLabel('What is written').selectOption('is looked over first')
  await expect(page.getByText('Publish sends what is written to whoever looks after the blog')).toBeVisible()
  await page.getByRole('button', { name: 'For everyone who writes here' }).click()
  await expect(page.getByText('For everyone, with the next Publish.')).toBeVisible()
  await page.getByRole('link', { name: 'Posts' }).click()
  await page.getByRole('button', { name: 'New post' }).click()
  await author.dialog.getByLabel('Title').fill('Eels')
  await page.keyboard.press('Enter')
  await expect(author.dialog).toHaveCount(0)
  await author.publish()
  await author.published()
  expect(show('.galley.yml')).toContain('posts:\n  title: double\n')
  expect(show('.galley.yml')).toContain('review: always')
  expect(show(`_posts/${new Date().toISOString().slice(0, 10)}-eels.md`)).toMatch(
    /^---\nlayout: note\ntitle: "Eels"\n[^]*mood: calm\n/,
  )
})
