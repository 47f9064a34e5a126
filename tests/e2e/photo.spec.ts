import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { noise, png } from './png.ts'
import { sound } from './sound.ts'

const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nThe fog came in.\n',
}

/** A photograph of twelve megapixels as a phone writes it: on its side, with the place in it. */
async function photograph(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4000, 3000)
    const context = canvas.getContext('2d')
    const image = new ImageData(4000, 3000)
    let state = 1
    for (let at = 0; at < image.data.length; at += 4) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      const light = 90 + 80 * Math.sin(at / 40_000_000) + 40 * Math.sin(at / 700) + (state >>> 27)
      image.data.set([light, light + (state >>> 28), 255 - light, 255], at)
    }
    context?.putImageData(image, 0, 0)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    let binary = ''
    for (let at = 0; at < bytes.length; at += 30_000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 30_000))
    return btoa(binary)
  })
  const plain = Buffer.from(text, 'base64')
  // EXIF: big-endian, one entry: orientation 6; then the words that must not go out
  const exif = Buffer.from(
    '4578696600004d4d002a000000080001011200030000000100060000000000004750532035322e314e',
    'hex',
  )
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)])
}

/** Width and height, as a JPEG's frame says them. */
function sizeOf(jpeg: Buffer): readonly [number, number] {
  for (let at = 2; ; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg.readUInt16BE(at)
    if (marker === 0xffc0 || marker === 0xffc2) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)]
  }
}

test('a photograph goes out upright, light, and without its place; twice the same is one file', async ({
  page,
  galley,
}, testInfo) => {
  const { address, path, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const buffer = await photograph(page)
  expect(buffer.length).toBeGreaterThan(4e6)
  // from the disk: bytes that come through the test's own wire hold the page up for more than a second
  const photo = testInfo.outputPath('IMG 1234.JPG')
  writeFileSync(photo, buffer)
  for (const alt of ['The quay', 'The quay again']) {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('toolbar').getByRole('button', { name: 'Picture' }).click()
    await (await chooser).setFiles(photo)
    await page.getByLabel('What does it show?').fill(alt)
    await author.dialog.getByRole('button', { name: 'Insert' }).click()
    await expect(author.text.getByRole('img', { name: alt, exact: true })).toBeVisible({ timeout: 30_000 })
  }
  await author.publish()
  await author.published()
  expect(git('ls-tree', '-r', '--name-only', 'main', 'assets').trim().split('\n')).toEqual([
    'assets/images/img-1234.jpg',
  ])
  const published = execFileSync('git', ['-C', path, 'show', 'main:assets/images/img-1234.jpg'])
  expect(sizeOf(published)).toEqual([1600, 2133])
  expect(published.length).toBeLessThan(400_000)
  expect(published.includes('Exif')).toBe(false)
  git('fsck', '--strict')
})

const drawing = `<?xml version="1.0"?>
<!-- drawn by Nell --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="alert(1)">
<script>alert(1)</script><style>@import url(https://elsewhere.example/x.css);</style>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://elsewhere.example"></iframe></body></foreignObject>
<image href="https://elsewhere.example/pixel.png"/><use xlink:href="https://elsewhere.example/a.svg#b"/>
<defs><circle id="dot" r="3"/></defs><use href="#dot"/><a href="javascript:alert(1)"><path d="M0 0h9" fill="url(https://elsewhere.example/#x)"/></a></svg>`

test.describe('a drawing', () => {
  // read, it is still what it was
  test.use({ allowsViolations: true })

  test('goes out without what runs in it or comes from elsewhere', async ({ page, galley }) => {
    const { address, show, git } = await galley(blog)
    const author = new Author(page)
    await author.visit(address)
    await author.open('Fog')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('toolbar').getByRole('button', { name: 'Picture' }).click()
    await (
      await chooser
    ).setFiles({ name: 'dot.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) })
    await page.getByLabel('What does it show?').fill('A dot')
    await author.dialog.getByRole('button', { name: 'Insert' }).click()
    await expect(author.text.getByRole('img', { name: 'A dot' })).toBeVisible()
    await author.publish()
    await author.published()
    const published = show('assets/images/dot.svg')
    expect(published).toMatch(/^<svg [^>]*viewBox="0 0 9 9"[^]*<circle [^]*href="#dot"/)
    expect(published).not.toMatch(/script|elsewhere|foreign|alert|on\w+=|<a\b|drawn by/i)
    git('fsck', '--strict')
  })
})

test('several pictures stand together as the blog shows others', async ({ page, galley }) => {
  const row = '<div class="row">\n  <img src="/img/a.png" alt="A">\n  <img src="/img/b.png" alt="B">\n</div>'
  const figure =
    '<figure>\n  <img src="/img/a.png" alt="A">\n  <figcaption>By the sea</figcaption>\n</figure>'
  const { address, show } = await galley({
    ...blog,
    'img/a.png': png(9, 9),
    '_posts/2026-04-01-row.md': `---\ntitle: Row\n---\n\nBefore.\n\n${row}\n\n${figure}\n`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('toolbar').getByRole('button', { name: 'Picture' }).click()
  const dot = (name: string, color: string) => ({
    name,
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" fill="${color}"/></svg>`,
    ),
  })
  await (await chooser).setFiles([dot('one.svg', 'red'), dot('two.svg', 'blue')])
  await author.dialog.getByRole('radio', { name: 'As a gallery' }).check()
  await page.getByLabel('What does it show?').fill('A red dot')
  await sound(page, 'pictures together')
  await author.dialog.getByRole('button', { name: 'Next' }).click()
  await expect(author.dialog).toContainText('Picture 2 of 2')
  await page.getByLabel('What does it show?').fill('A blue dot')
  await author.dialog.getByRole('button', { name: 'Insert' }).click()
  await expect(author.text.getByRole('img', { name: 'A blue dot' })).toBeVisible()
  // one of the blog's own stands as the blog shows single ones
  await page.keyboard.type('/library')
  await expect(page.getByRole('option', { name: 'One of the blog’s pictures' })).toBeVisible()
  await page.keyboard.press('Enter')
  await author.dialog.getByRole('radio', { name: 'a.png' }).check({ force: true })
  await author.dialog.getByLabel('What does it show?').fill('The sea')
  await author.dialog.getByLabel('Words below it').fill('Ours')
  await author.dialog.getByRole('button', { name: 'Insert' }).click()
  await expect(author.text.getByRole('img', { name: 'The sea' })).toBeVisible()
  await author.publish()
  await author.published()
  const written =
    row
      .replace(/a\.png" alt="A"/, 'one.svg" alt="A red dot"')
      .replace(/b\.png" alt="B"/, 'two.svg" alt="A blue dot"') +
    `\n\n${figure.replace('alt="A"', 'alt="The sea"').replace('By the sea', 'Ours')}`
  expect(show('_posts/2026-05-01-fog.md')).toBe(`---\ntitle: Fog\n---\n\nThe fog came in.\n\n${written}\n`)
})

test('a heavy picture is made lighter by one click before it goes out', async ({ page, galley }) => {
  const path = '_posts/2026-05-02-sea.md'
  const { address, git } = await galley({
    ...blog,
    [path]: '---\ntitle: Sea\n---\n\nThe sea.\n\n![The sea](/sea.png)\n',
    'sea.png': noise(700, 600),
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Sea')
  await expect(author.text.getByRole('img', { name: 'The sea' })).toBeVisible()
  await author.selectWord('sea')
  await page.keyboard.type('tide')
  await author.saved()
  await page.getByRole('button', { name: /^Publish/ }).click()
  const advice = author.dialog.getByRole('list', { name: 'Before it goes out' })
  await expect(advice).toContainText('The picture sea.png weighs 1.3 MB')
  await sound(page, 'a heavy picture')
  await advice.getByRole('button', { name: 'Make it lighter' }).click()
  await expect(advice).toHaveCount(0)
  await author.dialog.getByRole('button', { name: 'Not yet' }).click()
  await author.publish()
  await author.published()
  expect(git('show', '--name-status', '--no-renames', '--format=', 'main').split('\n').sort()).toEqual(
    [`A\tsea.jpg`, 'D\tsea.png', `M\t${path}`].sort(),
  )
  expect(Number(git('cat-file', '-s', 'main:sea.jpg'))).toBeLessThan(400_000)
})
