import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\ntitle: Fog\n---\n\n'
const body = 'First.\n\nSee [the *old* tables](/tables/) and\n![A boat](/assets/boat.png) there.\n\nLast.\n'
const blog = { '_config.yml': 'title: Tides\n', [path]: head + body, 'assets/boat.png': png(64, 32) }

test('Enter opens a picture’s panel, what is typed there is in the post, Escape goes back to the picture', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const picture = author.text.locator('.galley-image')
  await picture.click()
  const panel = page.getByRole('dialog', { name: 'Picture' })
  await expect(panel).toBeVisible()
  await expect(author.text).toBeFocused()
  await page.keyboard.press('Enter')
  const alt = panel.getByLabel('What does it show?')
  await expect(alt).toBeFocused()
  await alt.fill('A dinghy')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(author.text).toBeFocused()
  await expect(picture).toHaveClass(/ProseMirror-selectednode/)
  await author.publish()
  await author.published()
  expect(show(path)).toBe(head + body.replace('A boat', 'A dinghy'))
})

test('a panel goes with its node, and closes when that is gone or the cursor leaves it', async ({
  page,
  galley,
}) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const panel = page.getByRole('dialog', { name: 'Link' })
  const link = author.text.getByText('the old tables')
  await link.click({ position: { x: 12, y: 8 } })
  await expect(panel.getByLabel('Address')).toHaveValue('/tables/')
  await expect(author.text).toBeFocused()
  await page.keyboard.type('new')
  await expect(panel).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(panel).toHaveCount(0)

  await author.text.locator('.galley-image').click()
  const other = page.getByRole('dialog', { name: 'Picture' })
  await expect(other).toBeVisible()
  await page.keyboard.press('Delete')
  await expect(other).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await author.text.locator('.galley-image').click()
  await expect(other).toBeVisible()
  await page.getByText('Saved on this device').click()
  await expect(other).toHaveCount(0)
})

const seed =
  '![post-thumb]({{site.baseurl}}/assets/boat.png){:class="img-fluid mx-auto" :height="auto" width="60%"}'
const captioned = `${seed}\n\n<center><sup>Source: the harbor</sup></center>\n`

test('a picture’s look, caption and link are changed in its panel, each by as little text as it needs', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley({ ...blog, [path]: `${head}First.\n\n${captioned}\nLast.\n` })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.locator('.galley-image').click()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Picture' })
  await expect(panel.getByRole('radio', { name: '60 %' })).toBeChecked()
  await panel.getByRole('radio', { name: '60 %' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(panel.getByRole('radio', { name: '75 %' })).toBeChecked()
  await expect(panel.getByLabel('Words below it')).toHaveValue('Source: the harbor')
  const above = await author.text.locator('.galley-image > img').boundingBox()
  const below = await author.text.locator('.galley-caption').boundingBox()
  expect((below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0)).toBeLessThan(16)
  await panel.getByLabel('Words below it').fill('Seen from the quay')
  await panel.getByText('More').click()
  await panel.getByLabel('Leads to, when clicked').fill('example.org/boats')
  await panel.getByLabel('Leads to, when clicked').press('Enter')
  await panel.getByRole('radio', { name: 'Right' }).check()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()
  await author.publish()
  await author.published()
  const picture = seed.replace('60%', '75%').replace(' mx-auto', '').replace('"}', '" style="float: right"}')
  const wanted = `[${picture}](https://example.org/boats)\n\n<center><sup>Seen from the quay</sup></center>\n`
  expect(show(path)).toBe(`${head}First.\n\n${wanted}\nLast.\n`)
})

test('a picture is made narrower by pulling its edge, and undo gives the byte back', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley({ ...blog, [path]: `${head}First.\n\n${captioned}` })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const picture = author.text.locator('.galley-image')
  await expect(picture.locator('img')).toBeVisible()
  const box = await picture.boundingBox()
  const text = await author.text.locator('p').first().boundingBox()
  if (!box || !text) throw new Error('Nothing is shown.')
  await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2)
  await page.mouse.down()
  // It stands in the middle, and so grows to both sides.
  await page.mouse.move(box.x + box.width - 4 - text.width * 0.1, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
  await author.saved()
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}First.\n\n${captioned.replace('60%', '40%')}`)
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click()
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}First.\n\n${captioned}`)
})

test('a link to another post is found by its title and written as this site writes such links', async ({
  page,
  galley,
}) => {
  const other = (title: string, body: string) => `---\ntitle: ${title}\n---\n\n${body}\n`
  const { address, show } = await galley({
    ...blog,
    [path]: `${head}## High water\n\nFirst words.\n\nSee [the tables][t].\n\n[t]: /tables/ "All"\n`,
    '_posts/2026-04-01-eels.md': other('All about eels', 'See [fog]({% post_url 2026-05-01-fog %}).'),
    '_posts/2026-03-01-oars.md': other('Oars', 'Nothing.'),
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.selectWord('words')
  await page.keyboard.press('Control+k')
  const panel = page.getByRole('dialog', { name: 'Link' })
  await expect(panel.getByLabel('Address')).toBeFocused()
  await page.keyboard.type('eels')
  await expect(panel.getByRole('option')).toHaveText(['All about eels'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(panel.getByLabel('Address')).toHaveValue('All about eels')
  await page.keyboard.press('Enter')
  await expect(author.text).toBeFocused()

  await author.selectWord('First')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('high')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(panel).toHaveCount(0)

  await author.text.getByText('the tables').click()
  await expect(panel).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(panel.getByLabel('Address')).toHaveValue('/tables/')
  await panel.getByLabel('Address').fill('/tide-tables/')
  await page.keyboard.press('Enter')
  await author.publish()
  await author.published()
  const wanted =
    '## High water\n\n[First](#high-water) [words]({% post_url 2026-04-01-eels %}).\n\nSee [the tables][t].\n\n[t]: /tide-tables/ "All"\n'
  expect(show(path)).toBe(head + wanted)
})

test('the panel of a large picture at the post’s end leaves the picture in sight', async ({
  page,
  galley,
}) => {
  const [width, height] = [820, 900]
  await page.setViewportSize({ width, height })
  const long = `${'A line.\n\n'.repeat(20)}![A boat](/assets/boat.png)\n`
  const { address } = await galley({ ...blog, [path]: head + long, 'assets/boat.png': png(900, 600) })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const picture = author.text.getByRole('img', { name: 'A boat' })
  await picture.click()
  const panel = page.getByRole('dialog', { name: 'Picture' })
  await expect(panel).toBeVisible()
  /** How much of the picture's height is seen, beside the panel or over or below it. */
  const seen = async (): Promise<number> => {
    const [one, other] = [await picture.boundingBox(), await panel.boundingBox()]
    if (!one || !other) return 0
    const [top, bottom] = [Math.max(one.y, 64), Math.min(one.y + one.height, height)]
    const apart = other.x >= one.x + one.width || other.x + other.width <= one.x
    if (apart) return bottom - top
    return Math.max(Math.min(bottom, other.y) - top, bottom - Math.max(top, other.y + other.height))
  }
  await expect.poll(seen).toBeGreaterThan(90)
})
