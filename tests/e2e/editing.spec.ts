import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\nlayout: post\ntitle: Fog\n---\n\n'
const blog = (body: string) => ({ '_config.yml': 'title: The Tide Tables\n', [path]: head + body })

const shortcuts: readonly (readonly [what: string, keys: readonly string[], text: string])[] = [
  ['a heading', ['## High water'], '## High water'],
  [
    'emphasis',
    ['It was **very** _cold_, `5 °C`, ~~not~~ warm'],
    'It was **very** _cold_, `5 °C`, ~~not~~ warm',
  ],
  ['a list', ['- one', 'Enter', 'two'], '- one\n- two'],
  ['a nested list', ['- one', 'Enter', 'Tab', 'two'], '- one\n  - two'],
  ['a numbered list', ['1. one', 'Enter', 'two'], '1. one\n2. two'],
  ['a quote', ['> He said so.'], '> He said so.'],
  ['a code block', ['```ruby ', 'puts 1', 'Enter', 'puts 2'], '```ruby\nputs 1\nputs 2\n```'],
  ['a line break', ['one', 'Shift+Enter', 'two'], 'one\\\\\ntwo'],
  ['text that would mean something', ['# 1 * 2 * 3 [x] {{ y }} <b>'.slice(2)], '1 * 2 * 3 [x] {{ y }} <b>'],
  ['a bold word by the keyboard', ['Control+b', 'cold', 'Control+b', ' day'], '**cold** day'],
]

for (const [what, keys, text] of shortcuts) {
  test(`typing ${what}`, async ({ page, galley }) => {
    const errors: Error[] = []
    page.on('pageerror', (error) => errors.push(error))
    const { address, show } = await galley(blog('The fog came in.\n\nIt left.\n'))
    const author = new Author(page)
    await author.visit(address)
    await author.open('Fog')
    await author.text.getByText('The fog came in.').click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    for (const key of keys) {
      if (/^(Enter|Tab|Shift\+Enter|Control\+b)$/.test(key)) await page.keyboard.press(key)
      else await page.keyboard.type(key)
    }
    await author.publish()
    await author.published()
    const body = show(path).slice(head.length)
    if (what === 'text that would mean something') {
      // Escaped as need be; what counts is that it is read as it was typed.
      expect(body.replace(/\\(?=[^\w\s])|\{% raw %\}|\{% endraw %\}/g, '')).toContain(text)
      await page.getByRole('button', { name: 'Done' }).click()
      await page.reload()
      await expect(author.text.getByText(text)).toBeVisible()
    } else {
      expect(body).toBe(`The fog came in.\n\n${text}\n\nIt left.\n`)
    }
    expect(errors).toEqual([])
  })
}

test('the toolbar does what the shortcuts do, and undo takes it back to the byte', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog('The fog came in.\n\nIt left.\n'))
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const tool = (name: string) => page.getByRole('toolbar').getByRole('button', { name, exact: true })
  await author.selectWord('fog')
  await tool('Bold').click()
  await tool('Italic').click()
  await author.text.getByText('It left.').click()
  await tool('Quote').click()
  await author.saved()
  await author.publish()
  await author.published()
  expect(show(path)).toContain('The **_fog_** came in.\n\n> It left.\n')
  await page.getByRole('button', { name: 'Done' }).click()
  for (let step = 0; step < 3; step += 1) await tool('Undo').click()
  await author.saved()
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}The fog came in.\n\nIt left.\n`)
})

test('an island opens as source in place, and what is typed there becomes what it says', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(
    blog('Before.\n\n<form class="note">\n  <p>Mind the mud.</p>\n</form>\n\nAfter.\n'),
  )
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByRole('button', { name: /Edit/ }).click()
  const source = author.text.getByRole('textbox')
  await expect(source).toHaveValue(/Mind the mud/)
  await source.fill('<form class="note">\n  <p>Mind the gap.</p>\n</form>')
  await page.keyboard.press('Escape')
  await author.publish()
  await author.published()
  expect(show(path)).toContain('Before.\n\n<form class="note">\n  <p>Mind the gap.</p>\n</form>\n\nAfter.\n')
})

test('a table cell, a list item and a link are edited in place', async ({ page, galley }) => {
  const body =
    '| Port | High |\n|------|-----:|\n| Hull | 6.1  |\n\n* one\n* two\n\nSee [the tables](https://example.org/ "Tides").\n'
  const { address, show, git } = await galley(blog(body))
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.selectWord('Hull')
  await page.keyboard.type('Goole')
  await author.selectWord('two')
  await page.keyboard.type('three')
  await author.selectWord('tables')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByLabel('Address').fill('https://example.org/new')
  await page.keyboard.press('Enter')
  await author.publish()
  await author.published()
  expect(git('show', '--numstat', '--format=', 'HEAD')).toBe(`3\t3\t${path}`)
  expect(show(path)).toContain('* one\n* three\n\nSee [the tables](https://example.org/new "Tides").\n')
})

test('a picture that is dropped is asked what it shows, and lands at its place', async ({ page, galley }) => {
  const { address, git } = await galley(blog('Before.\n\nAfter.\n'))
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const target = await author.text.getByText('After.').boundingBox()
  await author.text.evaluate(
    (root, at) => {
      const canvas = document.createElement('canvas')
      canvas.width = canvas.height = 8
      canvas.toBlob((blob) => {
        const data = new DataTransfer()
        if (blob) data.items.add(new File([blob], 'Mud flats.png', { type: 'image/png' }))
        root.dispatchEvent(
          new DragEvent('drop', {
            dataTransfer: data,
            bubbles: true,
            cancelable: true,
            clientX: at.x,
            clientY: at.y,
          }),
        )
      })
    },
    { x: (target?.x ?? 0) + 1, y: (target?.y ?? 0) + 8 },
  )
  await page.getByLabel('What does it show?').fill('Mud at low water')
  await page.getByRole('dialog').getByRole('button', { name: 'Insert' }).click()
  await expect(author.text.getByRole('img', { name: 'Mud at low water' })).toBeVisible()
  await author.publish()
  await author.published()
  expect(git('show', '--name-only', '--format=', 'HEAD').split('\n').sort()).toEqual([
    path,
    expect.stringMatching(/^[\w/-]+\/mud-flats\.png$/),
  ])
})
