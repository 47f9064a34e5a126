import { Author } from './author.ts'
import { gif } from '../gif.ts'
import { isPush, test } from './between.ts'
import { expect } from './galley.ts'
import { floating, sound } from './sound.ts'

const path = '_posts/2026-05-01-fog.md'
const fog = '---\ntitle: Fog\n---\n\nThe fog came in.\n'
const blog = { '_config.yml': 'title: The Tide Tables\n', [path]: fog }

/** Marks each time that the browser is asked to keep what lies on the device. */
function countPersist(): void {
  const { storage } = navigator
  const persist = storage.persist.bind(storage)
  storage.persist = () => {
    performance.mark('persist')
    return persist()
  }
}

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('what this device keeps is shown, and forgotten with a question about what is on it alone', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  await page.addInitScript(countPersist)
  const asked = () => page.evaluate(() => performance.getEntriesByName('persist').length)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  expect(await asked()).toBe(0)
  await author.text.getByText('The fog').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Late.')
  await author.saved()
  // what is nowhere else is to stay here when the browser makes room
  expect(await asked()).toBe(1)
  await page.getByRole('link', { name: 'Posts' }).click()

  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'On this device' }).click()
  await expect(author.dialog).toContainText(/Galley keeps \d+(?:\.\d)? [KM]B of The Tide Tables/)
  await sound(page, 'device, 1', ...floating)
  await author.dialog.getByRole('button', { name: 'Forget this blog…' }).click()
  await expect(author.dialog).toContainText('‘Fog’')
  await sound(page, 'device, 2', ...floating)
  await author.dialog.getByRole('button', { name: 'Keep everything' }).click()
  await expect(author.dialog).toHaveCount(0)

  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'On this device' }).click()
  await author.dialog.getByRole('button', { name: 'Forget this blog…' }).click()
  await author.dialog.getByRole('button', { name: 'Throw away and forget' }).click()
  await expect(author.dialog).toHaveCount(0)
  await author.visit(address)
  await author.open('Fog')
  await expect(author.text).toHaveText('The fog came in.')
  expect(show(path)).toBe(fog)
})

test('a large picture is asked about before it is added and before it goes out', async ({ page, galley }) => {
  const { address, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const add = async (): Promise<void> => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('toolbar').getByRole('button', { name: 'Picture' }).click()
    await (
      await chooser
    ).setFiles({ name: 'waves.gif', mimeType: 'image/gif', buffer: Buffer.from(gif(30e6)) })
    await page.getByLabel('What does it show?').fill('Waves')
    await author.dialog.getByRole('button', { name: 'Insert' }).click()
  }
  const question = page.getByRole('dialog', { name: 'Add a picture of 30 MB?' })
  await add()
  await expect(question).toBeVisible()
  await sound(page, 'device, 3', ...floating)
  await question.getByRole('button', { name: 'Leave it out' }).click()
  await expect(question).toHaveCount(0)
  await expect(author.text.getByRole('img', { name: 'Waves' })).toHaveCount(0)

  await add()
  await question.getByRole('button', { name: 'Add it all the same' }).click()
  await expect(author.text.getByRole('img', { name: 'Waves' })).toBeVisible()
  await author.saved()
  await page.getByRole('button', { name: /^Publish/ }).click()
  await expect(author.dialog).toContainText('A picture of 30 MB goes out too')
  await sound(page, 'device, 4', ...floating)
  await author.dialog.getByLabel('Your name').fill('Ada Lovelace')
  await author.dialog.getByLabel('Your e-mail').fill('ada@example.org')
  await author.dialog.getByRole('button', { name: 'Publish all the same' }).click()
  // thirty megabytes are made ready on a machine that may be busy
  await expect(page.getByRole('dialog', { name: 'Published' })).toBeVisible({ timeout: 90_000 })
  expect(git('ls-tree', '-rl', 'main')).toMatch(/ 30000000\t\S*waves\.gif/)
  git('fsck', '--strict')
})

test('a picture of 30 MB goes out with a bar that counts', async ({ page, galley, between }) => {
  test.setTimeout(300_000) // thirty megabytes that nothing shortens, on a machine that may be busy
  const { address } = await galley(blog)
  const proxy = await between(address)
  const author = new Author(page)
  await author.visit(proxy.address)
  await author.open('Fog')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('toolbar').getByRole('button', { name: 'Picture' }).click()
  const buffer = Buffer.from(gif(30e6, { noise: true }))
  await (await chooser).setFiles({ name: 'waves.gif', mimeType: 'image/gif', buffer })
  await page.getByLabel('What does it show?').fill('Waves')
  await author.dialog.getByRole('button', { name: 'Insert' }).click()
  await page.getByRole('button', { name: 'Add it all the same' }).click()
  await expect(author.text.getByRole('img', { name: 'Waves' })).toBeVisible()
  await author.saved()
  await page.getByRole('button', { name: /^Publish/ }).click()
  await author.dialog.getByLabel('Your name').fill('Ada Lovelace')
  await author.dialog.getByLabel('Your e-mail').fill('ada@example.org')
  let goOn = (): void => undefined
  const until = new Promise<void>((resolve) => (goOn = resolve))
  proxy.fault = (request) => (isPush(request) ? { take: 8e6, until } : undefined)
  await author.dialog.getByRole('button', { name: 'Publish all the same' }).click()
  const bar = author.dialog.getByRole('progressbar', { name: 'Sending 30 MB to your blog’s host' })
  await expect(bar).toBeVisible({ timeout: 60_000 })
  const share = () => bar.evaluate((meter: HTMLProgressElement) => meter.position)
  await expect.poll(share).toBeGreaterThan(0.2)
  expect(await share()).toBeLessThan(1)
  await sound(page, 'device, 5', ...floating)
  goOn()
})
