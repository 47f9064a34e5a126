import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { noise, png } from './png.ts'
import { floating, sound } from './sound.ts'

const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\n![The quay](/assets/images/quay.png)\n',
  'assets/images/quay.png': Buffer.from(png(64, 48)),
  'assets/images/gull.png': Buffer.from(png(48, 64, [160, 90, 40])),
  'docs/tides.pdf': '%PDF-1.4\n',
}

test('the library shows where a picture is used, renames it with the posts, and deletes what nobody uses', async ({
  page,
  galley,
}) => {
  const { address, git, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Pictures and files' }).click()
  const card = (name: RegExp) => page.getByRole('main').getByRole('button', { name })
  await expect(card(/quay\.png In 1 text/)).toBeVisible()
  await expect(card(/tides\.pdf Not used/)).toBeVisible()
  await expect(card(/quay/).locator('img')).toHaveAttribute('src', /^blob:/)
  await sound(page, 'library, 1', ...floating)

  await card(/quay/).press('Enter')
  await expect(author.dialog.getByRole('link', { name: 'Fog' })).toBeVisible()
  await sound(page, 'library, 2', ...floating)
  await author.dialog.getByLabel('Name').fill('pier.png')
  await page.keyboard.press('Enter')
  await expect(author.dialog).toHaveCount(0)
  await expect(card(/pier\.png Renamed In 1 text/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(card(/quay\.png In 1 text/)).toBeVisible()
  await card(/quay/).click()
  await author.dialog.getByLabel('Name').fill('pier.png')
  await page.keyboard.press('Enter')
  await expect(card(/pier\.png Renamed In 1 text/)).toBeVisible()

  await page.getByRole('button', { name: 'Not used', exact: true }).click()
  await expect(card(/pier/)).toHaveCount(0)
  await card(/gull/).click()
  await author.dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('‘gull.png’ is deleted.')).toBeVisible()

  await page.getByRole('link', { name: 'Posts' }).click()
  await author.publish()
  await author.published()
  expect(git('show', '--name-status', '-M', '--format=', 'main').split('\n').sort()).toEqual([
    'D\tassets/images/gull.png',
    'M\t_posts/2026-05-01-fog.md',
    'R100\tassets/images/quay.png\tassets/images/pier.png',
  ])
  expect(show('_posts/2026-05-01-fog.md')).toContain('![The quay](/assets/images/pier.png)')
})

test('a picture that the blog has is put into the text, and in the place of another', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const quay = author.text.getByRole('img', { name: 'The quay' })
  await quay.click()
  await author.dialog.getByRole('button', { name: 'Another one of the blog’s pictures' }).click()
  await author.dialog.getByRole('radio', { name: 'gull.png' }).check({ force: true })
  await author.dialog.getByRole('button', { name: 'Take it' }).click()
  await expect(author.dialog).toHaveCount(0)
  await expect(author.text).toBeFocused()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/library')
  await author.click(page.getByRole('option', { name: 'One of the blog’s pictures' }))
  await page.keyboard.type('qu')
  await expect(author.dialog.getByRole('radio')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await author.dialog.getByLabel('What does it show?').fill('The old quay')
  await sound(page, 'library, 3', ...floating)
  await author.dialog.getByRole('button', { name: 'Insert' }).click()
  await expect(author.dialog).toHaveCount(0)
  await expect(author.text.getByRole('img', { name: 'The old quay' })).toBeVisible()
  await author.publish()
  await author.published()
  expect(show('_posts/2026-05-01-fog.md')).toBe(
    '---\ntitle: Fog\n---\n\n![The quay](/assets/images/gull.png)\n\n![The old quay](/assets/images/quay.png)\n',
  )
})

/** Puts a drawing of 7 by 7 in the place of each small picture that the device keeps; answers how many there were. */
const markKept = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('galley-thumbnails')
    opening.onerror = () => reject(new Error('no small pictures'))
    opening.onsuccess = () => {
      const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>'
      const transaction = opening.result.transaction('pictures', 'readwrite')
      const store = transaction.objectStore('pictures')
      const all = store.getAll()
      all.onsuccess = () => {
        for (const kept of all.result as object[])
          store.put({ ...kept, bytes: new TextEncoder().encode(drawing), type: 'image/svg+xml' })
      }
      transaction.oncomplete = () => {
        opening.result.close()
        resolve(all.result.length)
      }
    }
  })

test('pictures of the library come small, when they are near, and from the device the next time', async ({
  page,
  galley,
}) => {
  const many = Object.fromEntries(
    Array.from({ length: 80 }, (_, at) => [`img/z${String(at).padStart(2, '0')}.png`, png(9 + at, 9)]),
  )
  const { address } = await galley({ ...blog, ...many, 'a/large.png': noise(700, 600) })
  const author = new Author(page)
  await author.visit(`${address}#/pictures`)
  const width = (name: string) => () =>
    page
      .getByRole('button', { name })
      .locator('img')
      .evaluateAll(([img]) => (img instanceof HTMLImageElement && img.complete ? img.naturalWidth : 0))
  await expect.poll(width('large.png')).toBe(350)
  await expect.poll(width('z00.png')).toBe(9)
  expect(await width('z79.png')()).toBe(0)
  await page.getByRole('button', { name: 'z79.png' }).scrollIntoViewIfNeeded()
  await expect.poll(width('z79.png')).toBe(88)
  expect(await page.evaluate(markKept)).toBeGreaterThan(10)
  await page.reload()
  await expect.poll(width('large.png')).toBe(7)
  // alone, it is the picture itself
  await page.getByRole('button', { name: 'large.png' }).click()
  await expect
    .poll(() =>
      author.dialog
        .locator('img')
        .evaluateAll(([img]) => (img as HTMLImageElement | undefined)?.naturalWidth),
    )
    .toBe(700)
})
