import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'
import { sound } from './sound.ts'

const fog = `---
layout: post
title: Fog on the river
date: 2026-05-01 09:30:00 +0000
tags: [tides, weather]
author: nell
image: /boat.png
rating: 4
links:
  - name: Tables
    url: https://example.org/
---

The fog came in at noon, and it *stayed* with a [link](https://example.org/) and \`code\`.

## Cold

- it was cold
- it was grey

> So said everybody.

| a | b |
|---|---|
| 1 | 2 |

![A boat](/boat.png)

{% include map.html %}

Text with {{ site.title }} in it.
`
const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_data/authors.yml': 'nell:\n  name: Nell Ashdown\n',
  '_posts/2026-05-01-fog.md': fog,
  '_posts/2026-06-01-sun.md': '---\ntitle: Sun\npublished: false\n---\n\nSun all day.\n',
  '_posts/2099-06-01-rain.md': '---\ntitle: Rain\n---\n\nRain.\n',
  '_drafts/eels.md': '---\ntitle: Eels\n---\n\nEels.\n',
  'boat.png': png(40, 20),
}

const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

for (const [size, viewport] of Object.entries(sizes)) {
  test.describe(size, () => {
    test.use({ viewport, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } })
    test.slow()

    test('the list and what opens over it', async ({ page, galley }) => {
      const { address } = await galley(blog)
      const author = new Author(page)
      await author.visit(address)
      await sound(page, 'list')
      await page.getByRole('searchbox').fill('nothing of the kind')
      await expect(page.getByText('No post matches')).toBeVisible()
      await sound(page, 'no match')
      await page.getByRole('button', { name: 'Show all posts' }).click()
      await page.getByRole('button', { name: 'More for ‘Sun’' }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await sound(page, 'menu', 'region') // a menu floats outside of all landmarks, as a dialog may
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await sound(page, 'toast')
      await page.getByRole('button', { name: 'New post' }).click()
      await page.getByRole('button', { name: 'Start writing' }).click()
      await expect(page.getByText('Give it a title.')).toBeVisible()
      await sound(page, 'new post')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'This blog' }).click()
      await page.getByRole('menuitem', { name: /another blog/ }).click()
      await page.getByLabel('The address of your blog').fill('my blog')
      await page.getByRole('button', { name: 'Open', exact: true }).click()
      await expect(page.getByText('It should look like')).toBeVisible()
      await sound(page, 'choose')
    })

    test('an empty blog, and one without a connection', async ({ page, galley }) => {
      const { address, stop } = await galley({}, { empty: true })
      await new Author(page).visit(address)
      await expect(page.getByRole('button', { name: 'Write the first post' })).toBeVisible()
      await sound(page, 'empty')
      // what opens later has been fetched ahead
      await page.waitForLoadState('networkidle')
      await stop()
      await page.getByRole('button', { name: 'This blog' }).click()
      await page.getByRole('menuitem', { name: 'Look for news' }).click()
      await expect(page.getByText('There is no connection')).toBeVisible()
      await sound(page, 'offline')
    })

    test('a post and what opens over it', async ({ page, galley }) => {
      const { address, path } = await galley(blog)
      const hook = join(path, '.git/hooks/pre-receive')
      writeFileSync(hook, '#!/bin/sh\necho "Not on Sundays." >&2\nexit 1\n')
      chmodSync(hook, 0o755)
      const author = new Author(page)
      await author.visit(address)
      await author.open('Fog on the river')
      await expect(author.text.getByRole('img', { name: 'A boat' })).toBeVisible()
      const details = page.getByRole('button', { name: 'Details' })
      if (size === 'narrow') await details.click()
      await page.getByText('For the technically minded').click()
      await page.getByRole('combobox', { name: 'Tags' }).fill('t')
      await sound(page, 'details')
      if (size === 'narrow') await page.getByRole('button', { name: 'Close' }).click()
      await sound(page, 'post')
      await page.getByRole('button', { name: 'Preview' }).click()
      await expect(page.frameLocator('iframe').getByRole('heading', { name: 'Cold' })).toBeVisible()
      await sound(page, 'preview')
      await page.getByRole('button', { name: 'Preview', exact: true }).click()

      await author.selectWord('noon')
      await page.keyboard.type('dusk')
      await page.getByRole('button', { name: 'Link', exact: true }).click()
      await expect(author.dialog.getByLabel('Address')).toBeFocused()
      await sound(page, 'link')
      await author.dialog.getByLabel('Address').fill('s')
      await expect(author.dialog.getByRole('option', { name: 'Sun' })).toBeVisible()
      await sound(page, 'link with suggestions')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect(author.dialog).toHaveCount(0)
      await author.text.getByRole('img', { name: 'A boat' }).click()
      await author.dialog.getByText('More').click()
      await sound(page, 'picture in the text')
      await page.keyboard.press('Escape')
      await expect(author.dialog).toHaveCount(0)
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Picture', exact: true }).click()
      const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png(8, 8)) }
      await (await chooser).setFiles(file)
      await expect(author.dialog.getByLabel('What does it show?')).toBeVisible()
      await sound(page, 'picture')
      await author.dialog.getByRole('button', { name: 'Cancel' }).click()

      await page.getByRole('button', { name: 'Publish' }).click()
      await expect(author.dialog.getByLabel('Your name')).toBeVisible()
      await author.dialog.getByText('Exact differences').click()
      await sound(page, 'publish')
      await author.dialog.getByLabel('Your name').fill('Ada Lovelace')
      await author.dialog.getByLabel('Your e-mail').fill('ada@example.org')
      await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
      await expect(author.dialog).toContainText('Not on Sundays.')
      await sound(page, 'refusal')
      writeFileSync(hook, '#!/bin/sh\n')
      await author.dialog.getByRole('button', { name: 'Publish', exact: true }).click()
      await author.published()
      await sound(page, 'published')
    })
  })
}
