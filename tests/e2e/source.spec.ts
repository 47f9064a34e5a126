import type { Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test, type Galley } from './galley.ts'
import { sound } from './sound.ts'

const path = '_posts/2026-05-01-fog.md'
const file = `---
layout: post
title: "Fog"   # a working title
tags: tides, weather
---

The *fog* came in.

- It __stayed__ till noon.

{{ site.title }} saw it.
`

type Start = (source: Readonly<Record<string, string>>) => Promise<Galley>

/** A post that is open, and every error that the page's policy or its scripts report. */
async function open(page: Page, galley: Start, text = file) {
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', ({ message }) => errors.push(message))
  const { address, show } = await galley({ '_config.yml': 'title: The Tide Tables\n', [path]: text })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const source = page.getByRole('textbox', { name: 'Source' })
  const showSource = async (): Promise<void> => {
    const fold = page.getByText('For the technically minded')
    const button = page.getByRole('button', { name: 'Show the text’s source' })
    if (!(await button.isVisible())) await fold.click()
    await button.click()
    await expect(source).toBeFocused()
  }
  const showPage = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Back to the page' }).click()
    await expect(author.text).toBeFocused()
  }
  const published = async (): Promise<string> => {
    await author.publish()
    await author.published()
    return show(path)
  }
  return { author, source, showSource, showPage, published, errors }
}

const mod = 'ControlOrMeta'

test('the source is opened and left at the same place, and what is typed stands where it was typed', async ({
  page,
  galley,
}) => {
  const { author, showSource, showPage, published, errors } = await open(page, galley)
  await author.text.getByText('stayed').click()
  await page.keyboard.press('End')
  await showSource()
  await page.keyboard.type(' And more.')
  await showPage()
  await expect(author.text.getByText('And more.')).toBeVisible()
  await page.keyboard.type(' Then none.')
  expect(await published()).toBe(file.replace('till noon.', 'till noon. And more. Then none.'))
  expect(errors).toEqual([])
})

test('undo goes back through the page, the source and the details to the very file', async ({
  page,
  galley,
}) => {
  const { author, source, showSource, showPage } = await open(page, galley)
  const title = page.getByRole('textbox', { name: 'Title' })
  await author.text.getByText('came in').click()
  await page.keyboard.press('End')
  await page.keyboard.insertText(' Slowly.')
  await title.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' bank')
  await showSource()
  await expect(source).toContainText('title: "Fog bank"   # a working title')
  await page.keyboard.press(`${mod}+End`)
  await page.keyboard.type('The end.')
  await showPage()
  await expect(author.text).toContainText('The end.')

  await page.keyboard.press(`${mod}+z`)
  await expect(author.text).not.toContainText('The end.')
  await expect(title).toHaveValue('Fog bank')
  await page.keyboard.press(`${mod}+z`)
  await expect(title).toHaveValue('Fog')
  await page.keyboard.press(`${mod}+z`)
  await expect(author.text).not.toContainText('Slowly.')
  await author.saved()
  await expect(
    page.getByText('Nothing to publish').or(page.getByRole('button', { name: 'Publish' })),
  ).toBeVisible()

  await page.keyboard.press(`${mod}+Shift+Z`)
  await page.keyboard.press(`${mod}+Shift+Z`)
  await page.keyboard.press(`${mod}+Shift+Z`)
  await expect(author.text).toContainText('The end.')
  await expect(title).toHaveValue('Fog bank')
})

test('undo in the source goes on with what was typed on the page, and redo comes back', async ({
  page,
  galley,
}) => {
  const { author, source, showSource, showPage, published } = await open(page, galley)
  await author.text.getByText('came in').click()
  await page.keyboard.press('End')
  await page.keyboard.insertText(' Slowly.')
  await showSource()
  await page.keyboard.insertText(' Softly.')
  await expect(source).toContainText('came in. Slowly. Softly.')
  await page.keyboard.press(`${mod}+z`)
  await expect(source).not.toContainText('Softly.')
  await page.keyboard.press(`${mod}+z`)
  await expect(source).not.toContainText('Slowly.')
  await page.keyboard.press(`${mod}+Shift+Z`)
  await expect(source).toContainText('came in. Slowly.')
  await page.keyboard.press(`${mod}+Shift+Z`)
  await expect(source).toContainText('came in. Slowly. Softly.')
  await showPage()
  await expect(author.text).toContainText('Slowly. Softly.')
  expect(await published()).toBe(file.replace('came in.', 'came in. Slowly. Softly.'))
})

test('the details are mended in the source, where their mistake is said at its place', async ({
  page,
  galley,
}) => {
  const broken = file.replace('tags: tides, weather', 'tags: [tides, weather')
  const { source, showSource, published } = await open(page, galley, broken)
  await showSource()
  const place = page.getByRole('button', { name: /^Line \d+: / }).first()
  await expect(place).toBeVisible()
  await place.click()
  await expect(source).toBeFocused()
  await page.keyboard.press(`${mod}+f`)
  await expect(page.getByRole('textbox', { name: 'Find' })).toBeFocused()
  await page.keyboard.type('tides, weather')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(source).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type(']')
  await expect(place).toHaveCount(0)
  expect(await published()).toBe(file.replace('tags: tides, weather', 'tags: [tides, weather]'))
})

test('Tab leaves the source, and the source is clean for axe with its find panel', async ({
  page,
  galley,
}) => {
  const { source, showSource, errors } = await open(page, galley)
  await showSource()
  await page.keyboard.press(`${mod}+f`)
  await sound(page, 'the source and its find panel')
  await page.keyboard.press('Escape')
  await expect(source).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(source).not.toBeFocused()
  expect(await source.textContent()).not.toContain('\t')
  expect(errors).toEqual([])
})

test('in the source words are found, counted and replaced with the bar that the text has', async ({
  page,
  galley,
}) => {
  const { source, showSource, published } = await open(page, galley)
  await showSource()
  await page.keyboard.press(`${mod}+h`)
  const find = page.getByRole('search', { name: 'Find in the source' })
  await expect(find.getByLabel('Find', { exact: true })).toBeFocused()
  await page.keyboard.type('fog')
  const [, ...all] = file.split(/fog/i)
  const said = find.getByRole('status')
  await expect(said).toHaveText(new RegExp(`^\\d+ of ${all.length}$`))
  const first = await said.textContent()
  await page.keyboard.press('Enter')
  await expect(said).not.toHaveText(first ?? '')
  await find.getByLabel('Match case').check()
  await expect(said).toHaveText(new RegExp(` of ${file.split('fog').length - 1}$`))
  await find.getByLabel('Replace with').fill('mist')
  await find.getByRole('button', { name: 'All' }).click()
  await expect(said).toHaveText('Not found')
  await page.keyboard.press('Escape')
  await expect(find).toHaveCount(0)
  await expect(source).toBeFocused()
  expect(await published()).toBe(file.replaceAll('fog', 'mist'))
})

test('undo in the title and in the details takes back the latest change, whatever it was', async ({
  page,
  galley,
}) => {
  const { author, published } = await open(page, galley)
  const title = page.getByRole('textbox', { name: 'Title' })
  const tags = page.getByRole('combobox', { name: 'Tags' })
  await author.text.getByText('came in').click()
  await page.keyboard.press('End')
  await page.keyboard.insertText(' Slowly.')
  await title.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' bank')
  await tags.fill('night')
  await page.keyboard.press(`${mod}+z`)
  await expect(tags).toHaveValue('')
  await expect(title).toHaveValue('Fog bank')
  await page.keyboard.type('night')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove night' })).toBeVisible()

  await page.keyboard.press(`${mod}+z`)
  await expect(page.getByRole('button', { name: 'Remove night' })).toHaveCount(0)
  await expect(tags).toBeFocused()
  await page.keyboard.press(`${mod}+Shift+Z`)
  await expect(page.getByRole('button', { name: 'Remove night' })).toBeVisible()
  await title.click()
  await page.keyboard.press(`${mod}+z`)
  await page.keyboard.press(`${mod}+z`)
  await expect(title).toHaveValue('Fog')
  await page.keyboard.press(`${mod}+z`)
  await expect(author.text).not.toContainText('Slowly.')
  await expect(title).toBeFocused()
  await page.keyboard.press(`${mod}+y`)
  await expect(author.text).toContainText('Slowly.')
  expect(await published()).toBe(file.replace('came in.', 'came in. Slowly.'))
})

test('a file with other line ends keeps them through the source, and undo gives every byte back', async ({
  page,
  galley,
}) => {
  const windows = file.replace(/\n/g, '\r\n')
  const { author, source, showSource, showPage, published } = await open(page, galley, windows)
  const title = page.getByRole('textbox', { name: 'Title' })
  await author.text.getByText('came in').click()
  await page.keyboard.press('End')
  await page.keyboard.insertText(' Slowly.')
  await title.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' bank')
  await showSource()
  await expect(source).toContainText('Fog bank')
  await page.keyboard.press(`${mod}+End`)
  await page.keyboard.type('One.\nTwo.')
  await showPage()
  await expect(author.text).toContainText('Two.')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press(`${mod}+z`)
  await expect(author.text).not.toContainText('Slowly.')
  await expect(author.text).not.toContainText('Two.')
  await expect(title).toHaveValue('Fog')

  await showSource()
  await page.keyboard.press(`${mod}+End`)
  await page.keyboard.type('The end.\n')
  await showPage()
  await expect(author.text).toContainText('The end.')
  expect(await published()).toBe(`${windows}The end.\r\n`)
})
