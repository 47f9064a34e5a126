import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\nlayout: post\ntitle: Fog\n---\n\n'
const body = `The fog[^a] came in with the NOAA forecast, as [they say][noaa], and again[^a].

Ebb
: The tide goes out.

[^a]: It was cold.
[^b]: Nobody needs this.

[noaa]: https://noaa.example "Weather"
*[NOAA]: National Oceanic and Atmospheric Administration
{:wide: .wide}
`
const blog = { '_config.yml': 'title: The Tide Tables\n', [path]: head + body }

test('a footnote is written, reached and left by the keyboard', async ({ page, galley }) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByText('The tide goes out.').click()
  await page.keyboard.press('End')
  await page.getByRole('button', { name: 'Footnote' }).click()
  await page.keyboard.type('Twice a day.')
  await expect(author.text.getByRole('group', { name: 'Note 2' })).toContainText('Twice a day.')
  await page.keyboard.press('Escape')
  await page.keyboard.type(' Then it comes in.')
  await author.publish()
  await author.published()
  const expected = body
    .replace('goes out.', 'goes out.[^c] Then it comes in.')
    .replace('cold.\n', 'cold.\n[^c]: Twice a day.\n')
  expect(show(path)).toBe(head + expected)
})

test('an address, an abbreviation and a style are changed in their panels, and the text follows', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await expect(author.text.getByTitle('National Oceanic and Atmospheric Administration')).toHaveText('NOAA')
  await author.text.getByRole('group', { name: 'Address of “noaa”' }).click()
  await page.getByLabel('Address of “noaa”', { exact: true }).fill('https://weather.example/')
  await page.keyboard.press('Escape')
  await expect(author.dialog).toHaveCount(0)
  await author.text.getByRole('group', { name: /^NOAA stands for/ }).click()
  await page.getByLabel('“NOAA” stands for').fill('The weather office')
  await expect(author.text.getByTitle('The weather office')).toHaveText('NOAA')
  await page.keyboard.press('Escape')
  await expect(author.dialog).toHaveCount(0)
  await author.text.getByRole('group', { name: /wide/ }).click()
  await page.getByLabel('Style “wide”', { exact: true }).fill('.very-wide')
  await page.keyboard.press('Escape')
  await author.publish()
  await author.published()
  const wanted = body
    .replace('https://noaa.example', 'https://weather.example/')
    .replace(/National.*/, 'The weather office')
    .replace('.wide', '.very-wide')
  expect(show(path)).toBe(head + wanted)
})

test('a note that loses its last number can be deleted from what is said', async ({ page, galley }) => {
  const { address, show } = await galley({
    ...blog,
    [path]: `${head}Fog[^a] came.\n\nIt left.\n\n[^a]: Cold.\n`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByText('came.').click()
  await page.keyboard.press('Home')
  for (let times = 0; times < 4; times++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Backspace')
  const said = page.getByText('Nothing leads to that note any more.')
  // under the pointer it stays as long as it is true
  await said.hover()
  await page.keyboard.press('Control+z')
  await expect(said).toBeHidden()
  await page.keyboard.press('Backspace')
  await page.getByRole('button', { name: 'Delete the note' }).last().click()
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}Fog came.\n\nIt left.\n`)
})

test('on a phone the panel of the last line leaves the line in sight', async ({ page, galley }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  const { address } = await galley({ ...blog, [path]: `${head}The NOAA.\n\n*[NOAA]: The office\n` })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const line = author.text.getByRole('group', { name: /^NOAA stands for/ })
  await line.click()
  await expect(page.getByLabel('“NOAA” stands for')).toBeVisible()
  const below = async () => {
    const [row, panel] = [await line.boundingBox(), await author.dialog.boundingBox()]
    return (panel?.y ?? 0) - (row?.y ?? 0) - (row?.height ?? 0)
  }
  await expect.poll(below).toBeGreaterThan(0)
})
