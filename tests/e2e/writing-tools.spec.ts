import type { Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test, type Galley } from './galley.ts'
import { png } from './png.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\nlayout: post\ntitle: Fog\n---\n\n'
const blog = (body: string) => ({ '_config.yml': 'title: The Tide Tables\n', [path]: head + body })

type Start = (source: Readonly<Record<string, string | Uint8Array>>) => Promise<Galley>

/** A post that is open, and what its text is once it is published. */
async function write(page: Page, galley: Start, body: string) {
  const { address, show } = await galley(blog(body))
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const published = async (): Promise<string> => {
    await author.publish()
    await author.published()
    await page.getByRole('button', { name: 'Done' }).click()
    return show(path).slice(head.length)
  }
  return { author, published }
}

test.describe('what a / inserts', () => {
  const menu = (page: Page) => page.getByRole('listbox', { name: 'Insert' })

  test('is filtered by what is typed and taken by Enter', async ({ page, galley }) => {
    const { author, published } = await write(page, galley, 'The fog came in.\n\nIt left.\n')
    await author.text.getByText('The fog came in.').click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/')
    await expect(menu(page).getByRole('option', { name: 'Heading', exact: true })).toBeVisible()
    await page.keyboard.type('head')
    await expect(menu(page).getByRole('option', { name: 'Table' })).toHaveCount(0)
    await expect(menu(page).getByRole('option', { name: /heading$/i })).toHaveText([
      'Heading',
      'Subheading',
      'Small heading',
    ])
    await page.keyboard.press('ArrowDown')
    await expect(menu(page).getByRole('option', { selected: true })).toHaveText('Subheading')
    const chosen = await author.text.getAttribute('aria-activedescendant')
    expect(await page.locator(`[id="${chosen ?? ''}"]`).textContent()).toContain('Subheading')
    await page.keyboard.press('Enter')
    await expect(menu(page)).toHaveCount(0)
    await page.keyboard.type('Noon')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Seen: /todo')
    await expect(menu(page).getByRole('option')).toHaveText(['Tasks'])
    await page.keyboard.press('Enter')
    expect(await published()).toBe('The fog came in.\n\n### Noon\n\n- [ ] Seen:\n\nIt left.\n')
  })

  test('is taken by the mouse, and a picture is asked for', async ({ page, galley }) => {
    const { author } = await write(page, galley, '')
    await author.text.click()
    await page.keyboard.type('/pic')
    const chooser = page.waitForEvent('filechooser')
    await menu(page).getByRole('option', { name: 'Picture', exact: true }).click()
    const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png(8, 8)) }
    await (await chooser).setFiles(file)
    await expect(author.dialog.getByLabel('What does it show?')).toBeVisible()
    await expect(author.text).toHaveText('')
  })

  test('is left by Escape, and the text stays', async ({ page, galley }) => {
    const { author, published } = await write(page, galley, 'Fog.\n')
    await author.text.getByText('Fog.').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' and/or /ta')
    await expect(menu(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menu(page)).toHaveCount(0)
    await page.keyboard.type('b')
    await expect(menu(page)).toHaveCount(0)
    await page.keyboard.press('Enter')
    await page.keyboard.type('/nothing of the kind')
    await expect(menu(page)).toHaveCount(0)
    expect(await published()).toBe('Fog. and/or /tab\n\n/nothing of the kind\n')
  })

  test('is not offered in code', async ({ page, galley }) => {
    const { author, published } = await write(page, galley, '```\nls\n```\n')
    await author.text.getByText('ls').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' /')
    await page.keyboard.press('Enter')
    await page.keyboard.type('x')
    expect(await published()).toBe('```\nls /\nx\n```\n')
  })
})

test.describe('the tools for selected words', () => {
  const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected words' })

  test('appear over them and go with them', async ({ page, galley }) => {
    const { author, published } = await write(page, galley, 'The fog came in.\n')
    await expect(bar(page)).toHaveCount(0)
    await author.selectWord('fog')
    await bar(page).getByRole('button', { name: 'Bold' }).click()
    await expect(bar(page).getByRole('button', { name: 'Bold' })).toHaveAttribute('aria-pressed', 'true')
    await bar(page).getByRole('combobox', { name: 'Turn into' }).selectOption('Quote')
    await page.keyboard.press('End')
    await expect(bar(page)).toHaveCount(0)
    expect(await published()).toBe('> The **fog** came in.\n')
  })

  test('are reached and left by the keyboard', async ({ page, galley }) => {
    const { author, published } = await write(page, galley, 'The fog came in.\n')
    await author.selectWord('fog')
    await page.keyboard.press('Alt+F10')
    await expect(bar(page).getByRole('button', { name: 'Bold' })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(author.text).toBeFocused()
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('Escape')
    await expect(author.text).toBeFocused()
    await page.getByLabel('Title').click()
    await expect(bar(page)).toHaveCount(0)
    expect(await published()).toBe('The _fog_ came in.\n')
  })
})

test.describe('a block', () => {
  const body = 'One is\nhere.\n\n* two\n* three\n    - four\n\n> five\n>\n> six\n\nSeven.\n'
  const handle = (page: Page) => page.getByRole('button', { name: 'Block', exact: true })

  test('is moved by the keyboard, and nothing else changes', async ({ page, galley }) => {
    const { author, published } = await write(page, galley, body)
    await author.text.getByText('three').click()
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await author.text.getByText('five').click()
    await page.keyboard.press('Alt+Shift+ArrowDown')
    expect(await published()).toBe(
      'One is\nhere.\n\n* three\n    - four\n* two\n\n> six\n>\n> five\n\nSeven.\n',
    )
    await author.text.getByText('Seven.').click()
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await page.keyboard.type('!')
    expect(await published()).toBe(
      'One is\nhere.\n\n* three\n    - four\n* two\n\nSeven.!\n\n> six\n>\n> five\n',
    )
  })

  test('is moved, doubled, turned and deleted by its menu, which the keyboard opens', async ({
    page,
    galley,
  }) => {
    const { author, published } = await write(page, galley, body)
    const item = (name: string) => page.getByRole('menu').getByRole('menuitem', { name, exact: true })
    await author.text.getByText('Seven.').click()
    await page.keyboard.press('Alt+Enter')
    await expect(item('Move up')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await expect(author.text).toBeFocused()
    await page.keyboard.press('Alt+Enter')
    await item('Heading').click()
    await expect(author.text.getByRole('heading', { name: 'Seven.' })).toBeVisible()
    await author.text.getByText('One is').hover()
    await handle(page).click()
    await item('Duplicate').click()
    await expect(author.text.getByText('One is')).toHaveCount(2)
    await author.text.getByText('two').hover()
    await handle(page).click()
    await item('Delete').click()
    await expect(author.text.getByText('two')).toHaveCount(0)
    expect(await published()).toBe(
      'One is\nhere.\n\nOne is\nhere.\n\n* three\n    - four\n\n> five\n>\n> six\n\n## Seven.\n',
    )
  })

  test('is dragged by its handle', async ({ page, galley }) => {
    const { author, published } = await write(page, galley, body)
    await author.text.getByText('Seven.').hover()
    await handle(page).hover()
    await page.mouse.down()
    const target = await author.text.getByText('One is').boundingBox()
    if (!target) throw new Error('There is no paragraph.')
    await page.mouse.move(target.x + 30, target.y + 20, { steps: 4 })
    await page.mouse.move(target.x + 5, target.y + 2, { steps: 4 })
    await page.mouse.up()
    await expect(author.text.locator('p').first()).toHaveText('Seven.')
    expect(await published()).toBe(
      'Seven.\n\nOne is\nhere.\n\n* two\n* three\n    - four\n\n> five\n>\n> six\n',
    )
  })
})
