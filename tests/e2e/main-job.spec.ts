import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'
import { countPresses } from './presses.ts'
import { readSeed } from './seed.ts'

const fog = `---
layout: post
title: Fog on the river
# The editors like this one.
tags:   [tides, "weather"]   # both matter
author: nell
---

The fog came in at noon, and it *stayed*.

- it was cold
- it was grey
`
const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': fog,
  '_posts/2026-06-01-sun.md':
    '---\nlayout: post\ntitle: Sun\ntags: [tides]\nauthor: nell\n---\n\nSun all day.\n',
  '_drafts/eels.md': '---\nlayout: post\ntitle: Eels\n---\n\nEels.\n',
}

test('the seed post opens as an article, and one changed word is one changed line', async ({
  page,
  galley,
}) => {
  const seed = readSeed()
  const { address, git, show, log } = await galley(seed.files)
  const author = new Author(page)
  await author.visit(address)
  await author.open(seed.title)

  const images = author.text.locator('img:not(.ProseMirror-separator)')
  await expect(images.first()).toBeVisible()
  expect(await page.evaluate(() => [scrollY, document.activeElement?.closest('.galley-text')])).toEqual([
    0,
    null,
  ])
  // pictures come when they are seen
  for (const picture of await author.text.locator('.galley-image').all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect(picture.locator('img')).toBeVisible()
  }
  await expect(images).toHaveCount(seed.widths.length)
  const measured = await images.evaluateAll(async (all) => {
    const text = document.querySelector('.galley-text')
    const style = text && getComputedStyle(text)
    const line =
      text && style ? text.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) : 1
    return Promise.all(
      all.map(async (image) => {
        await (image as HTMLImageElement).decode()
        return image.getBoundingClientRect().width / line
      }),
    )
  })
  measured.forEach((share, index) => expect(share).toBeCloseTo(seed.widths[index] ?? 0, 1))
  const shown = await author.text.evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement
    copy.querySelectorAll('.galley-island, .galley-inline-island').forEach((island) => island.remove())
    return copy.textContent
  })
  expect(shown).not.toMatch(/\{:|\{\{|\{%|<center>/)

  await author.selectWord('ongoing')
  await page.keyboard.type('endless')
  await author.publish('Mend a word')
  await author.published()
  expect(author.clicks).toBe(3) // the row, Publish, Publish

  expect(git('show', '--numstat', '--format=', 'HEAD')).toBe(`1\t1\t${seed.path}`)
  expect(show(seed.path)).toBe(seed.source.replace('ongoing', 'endless'))
  expect(git('fsck', '--strict')).toBe('')
  expect(git('log', '-1', '--format=%an <%ae> %s')).toBe('Ada Lovelace <ada@example.org> Mend a word')
  expect(log()).toHaveLength(2)
})

test('a new post with a picture: five clicks, one commit', async ({ page, galley }) => {
  const { address, git, show } = await galley({
    ...blog,
    '_posts/2026-07-01-boats.md':
      '---\nlayout: post\ntitle: Boats\n---\n\n![A boat]({{site.baseurl}}/assets/pictures/boat.png){: .wide}\n',
    'assets/pictures/boat.png': png(40, 20),
  })
  const author = new Author(page)
  await author.visit(address)
  await author.click(
    page.getByRole('link', { name: 'New post' }).or(page.getByRole('button', { name: 'New post' })),
  )
  await page.getByLabel('Title').fill('Herring & chips')
  await page.keyboard.press('Enter')
  await expect(author.text).toBeVisible()
  await author.text.focus()
  await page.keyboard.type('They came in June.')
  await page.keyboard.press('Enter')
  const chooser = page.waitForEvent('filechooser')
  await author.click(page.getByRole('toolbar').getByRole('button', { name: 'Picture' }))
  await (
    await chooser
  ).setFiles({ name: 'My Herring.PNG', mimeType: 'image/png', buffer: Buffer.from(png(64, 32)) })
  await page.getByLabel('What does it show?').fill('A herring on a plate')
  await author.click(author.dialog.getByRole('button', { name: 'Insert' }))
  await expect(author.text.getByRole('img', { name: 'A herring on a plate' })).toBeVisible()
  await author.publish()
  await author.published()
  expect(author.clicks).toBeLessThanOrEqual(5)

  const files = git('show', '--name-status', '--format=', 'HEAD').split('\n').sort()
  expect(files[0]).toMatch(/^A\t_posts\/\d{4}-\d\d-\d\d-herring-chips\.md$/)
  expect(files.slice(1)).toEqual(['A\tassets/pictures/my-herring.png'])
  const source = show((files[0] ?? '').slice(2))
  expect(source).toContain('layout: post\n')
  expect(source).toContain('Herring & chips')
  expect(source).toContain(
    'They came in June.\n\n![A herring on a plate]({{site.baseurl}}/assets/pictures/my-herring.png){: .wide}\n',
  )
})

test('three presses mend a typo, four make a post with a pasted picture; the rest is typed', async ({
  page,
  galley,
}) => {
  const presses = await countPresses(page)
  const { address, git, show } = await galley({
    ...blog,
    '_posts/2026-07-01-boats.md': '---\nlayout: post\ntitle: Boats\n---\n\nThe **boatss** lay still.\n',
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Boats')
  await author.text.getByText('boatss').click()
  await page.keyboard.press('Control+ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Backspace')
  await expect(author.text).toHaveText('The boats lay still.')
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(author.dialog.getByLabel('Your name')).toBeFocused()
  await page.keyboard.type('Ada Lovelace')
  await page.keyboard.press('Tab')
  await page.keyboard.type('ada@example.org')
  await page.keyboard.press('Enter')
  await author.published()
  expect(presses()).toBe(3)
  expect(show('_posts/2026-07-01-boats.md')).toContain('The **boats** lay still.')

  await page.keyboard.press('Enter')
  await expect(author.dialog).toHaveCount(0)
  await page.getByRole('link', { name: 'Posts' }).press('Enter')
  await expect(page.getByRole('button', { name: 'New post' })).toBeVisible()
  const before = presses()
  await page.getByRole('button', { name: 'New post' }).click()
  await expect(author.dialog.getByLabel('Title')).toBeFocused()
  await page.keyboard.type('Herring')
  await page.keyboard.press('Enter')
  await expect(author.text).toBeFocused()
  await page.keyboard.type('They came in June.')
  await page.keyboard.press('Enter')
  await author.text.evaluate(
    (element, bytes) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([Uint8Array.from(bytes)], 'herring.png', { type: 'image/png' }))
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [...png(64, 32)],
  )
  await expect(page.getByLabel('What does it show?')).toBeFocused()
  await page.keyboard.type('A herring on a plate')
  await author.dialog.getByRole('button', { name: 'Insert' }).click()
  await expect(author.text.getByRole('img', { name: 'A herring on a plate' })).toBeVisible()
  await page.getByRole('button', { name: /^Publish/ }).click()
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await author.published()
  expect(presses() - before).toBe(4)
  expect(git('show', '--name-status', '--format=', 'HEAD')).toMatch(/A\t_posts\/.*-herring\.md/)
})

test('a tag more is one line more or less, and the comments stay', async ({ page, galley }) => {
  const { address, git, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog on the river')
  await page.getByRole('combobox', { name: 'Tags' }).fill('autumn')
  await page.keyboard.press('Enter')
  await author.saved()
  await author.publish()
  await author.published()
  expect(git('show', '--numstat', '--format=', 'HEAD')).toBe('1\t1\t_posts/2026-05-01-fog.md')
  const line = show('_posts/2026-05-01-fog.md').split('\n')[4]
  expect(line).toMatch(/^tags: {3}\[tides, "weather", "?autumn"?\] {3}# both matter$/)
})

test('a draft becomes a post: a move', async ({ page, galley }) => {
  const { address, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'More for ‘Eels’' }).click()
  await page.getByRole('menuitem', { name: 'Make it a post' }).click()
  await author.publish()
  await author.published()
  expect(git('show', '--name-status', '--format=', '-M', 'HEAD')).toMatch(
    /^R100\t_drafts\/eels\.md\t_posts\/\d{4}-\d\d-\d\d-eels\.md$/,
  )
})

test('a post is deleted, put back, and deleted for good by publishing', async ({ page, galley }) => {
  const { address, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  const remove = async (): Promise<void> => {
    await page.getByRole('button', { name: 'More for ‘Sun’' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
  }
  await remove()
  await page.reload()
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(page.getByRole('link', { name: 'Sun' })).toBeVisible()
  await remove()
  await author.publish()
  await author.published()
  expect(git('show', '--name-status', '--format=', 'HEAD')).toBe('D\t_posts/2026-06-01-sun.md')
})

test('the preview shows the draft in a frame that cannot run scripts', async ({ page, galley }) => {
  const hostile =
    '---\ntitle: Hostile\n---\n\n# Hostile page\n\nBefore <b onclick="top.hit=1">bold</b>.\n\n<script>top.hit = 1</script>\n<img src="x" onerror="top.hit=1">\n\n![A boat](/boat.png)\n'
  const { address } = await galley({
    ...blog,
    '_posts/2026-08-01-hostile.md': hostile,
    'boat.png': png(40, 20),
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Hostile')
  await page.getByRole('button', { name: 'Preview' }).click()
  const frame = page.frameLocator('iframe[title="How the post will look"]')
  await expect(frame.getByRole('heading', { name: 'Hostile page' })).toBeVisible()
  await expect(frame.getByRole('img', { name: 'A boat' })).toBeVisible()
  await frame.getByText('bold').click()
  await expect(frame.locator('script')).toHaveCount(0)
  expect(await page.evaluate(() => 'hit' in window)).toBe(false)
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', 'allow-same-origin')
})
