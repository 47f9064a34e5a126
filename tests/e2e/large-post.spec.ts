import { Author } from './author.ts'
import { expect, test } from './galley.ts'

// What a trace would record of five megabytes after every step takes longer than the steps.
test.use({ trace: 'off' })

const path = '_posts/2026-05-01-fog.md'
const fog = '---\nlayout: post\ntitle: Fog\n---\n\nThe fog came in at noon.\n'

test('a post of 5 MB opens, is edited, and goes out as what was changed', async ({ page, galley }) => {
  const line = 'The fog stayed over the harbor all day, and nobody went out. '
  const log = Array.from({ length: 100 }, (_, at) => `Log ${at}: ${line.repeat(860)}`).join('\n\n')
  const { address, git } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    [path]: `${fog}\n${log}\n`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.selectWord('noon')
  await page.keyboard.type('dusk')
  // asked of the bar alone: to look for these words in all of the page means to read five megabytes each time
  await expect(page.locator('header .saved')).toHaveText('Saved on this device')
  await page.locator('header').getByText('Publish', { exact: true }).click()
  const sheet = page.locator('.dialog')
  await sheet.getByLabel('Your name').fill('Ada Lovelace', { timeout: 60_000 })
  await sheet.getByLabel('Your e-mail').fill('ada@example.org')
  await sheet.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(sheet.getByRole('heading', { name: 'Published' })).toBeVisible({ timeout: 60_000 })
  expect(git('show', '--numstat', '--format=', 'HEAD')).toBe(`1\t1\t${path}`)
  expect(git('cat-file', '-s', `main:${path}`)).toBe(String(fog.length + log.length + 2))
})
