import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { writePost } from './written-post.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\nlayout: post\ntitle: Fog\n---\n\n'
const body = 'First.\n\n- an item\n\n> a quote\n\n| a | b |\n|---|---|\n| cell | 2 |\n'

test('what is typed as Markdown becomes what it means, in items, quotes and cells too', async ({
  page,
  galley,
}) => {
  test.slow()
  const { address, show } = await galley({ '_config.yml': 'title: The Tide Tables\n', [path]: head + body })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const at = async (words: string, typed: string): Promise<void> => {
    await author.text.getByText(words, { exact: true }).click()
    await page.keyboard.press('End')
    await page.keyboard.type(typed)
  }
  await at('an item', ' **bold**')
  await expect(author.text.locator('li strong')).toHaveText('bold')
  await at('a quote', ' `code`')
  await expect(author.text.locator('blockquote code')).toHaveText('code')
  await at('cell', ' *soft*')
  await expect(author.text.locator('td em')).toHaveText('soft')
  await at('First.', '')
  await page.keyboard.press('Enter')
  await page.keyboard.type('## Noon')
  await expect(author.text.getByRole('heading', { name: 'Noon' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type('1. one')
  await expect(author.text.locator('ol > li')).toHaveText('one')
  await page.keyboard.press('Enter')
  await page.keyboard.type('[x] two')
  await expect(author.text.locator('li[data-task=checked]')).toHaveText('two')
  await author.publish()
  await author.published()
  expect(show(path)).toBe(
    `${head}First.\n\n## Noon\n\n1. one\n2. [x] two\n\n- an item **bold**\n\n> a quote \`code\`\n\n| a | b |\n|---|---|\n| cell _soft_ | 2 |\n`,
  )
})

test('Backspace takes back what typing was made into, and the characters stay', async ({ page, galley }) => {
  const { address, show } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    [path]: `${head}First.\n`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByText('First.').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- ')
  await expect(author.text.locator('li')).toHaveCount(1)
  await page.keyboard.press('Backspace')
  await expect(author.text.locator('li')).toHaveCount(0)
  await page.keyboard.type('no list')
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}First.\n\n\\- no list\n`)
})

/** The keys of the page of keys that change the text, and what must be there once they were pressed on a selected word. */
const keys: Readonly<Record<string, string>> = {
  'Control+b': 'strong',
  'Control+i': 'em',
  'Control+Shift+s': 's, del',
  'Control+e': 'p code',
  'Control+Alt+2': 'h2',
  'Control+Shift+8': 'ul > li',
  'Control+Shift+7': 'ol > li',
  'Control+Shift+B': 'blockquote',
  'Control+Alt+c': 'pre',
}

test('the keys on the page of keys do what it says', async ({ page, galley }) => {
  test.slow()
  const { address } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    [path]: `${head}First words.\n\nLast.\n`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  for (const [key, effect] of Object.entries(keys)) {
    // Else the double click would be the third and fourth of the one before.
    await author.text.getByText('Last.').click()
    await author.selectWord('words')
    await page.keyboard.press(key)
    await expect(author.text.locator(effect), key).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await expect(author.text.locator(effect), key).toHaveCount(0)
  }
  await author.text.getByText('Last.').click()
  await page.keyboard.press('Control+Shift+d')
  await expect(author.text.getByText('Last.')).toHaveCount(2)
  await page.keyboard.press('Control+z')
  await expect(author.text.getByText('Last.')).toHaveCount(1)
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(author.text.locator('p').first()).toHaveText('Last.')
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await expect(author.text.locator('p').first()).toHaveText('First words.')
  await page.keyboard.press('Control+h')
  await expect(page.getByRole('search', { name: 'Find in the text' })).toBeVisible()
})

test('a letter in a long post whose lines are wrapped changes its line and no other', async ({
  page,
  galley,
}) => {
  const paragraph = (n: number) =>
    `Paragraph ${n} is wrapped at\nthis place, and *here*\nonce more, as  ever.\n`
  const body = Array.from({ length: 400 }, (_, n) => paragraph(n)).join('\n')
  const { author, changes } = await writePost(page, galley, body)
  for (const n of [1, 7]) {
    await author.text.getByText(`Paragraph ${n} is`).click()
    await page.keyboard.press('ControlOrMeta+ArrowUp')
    await page.keyboard.press('Home')
    await page.keyboard.type('x')
  }
  const lines = await changes()
  expect(lines).toHaveLength(4)
  expect(lines.filter((line) => !/^[-+].*(Paragraph|this place|once more)/.test(line))).toEqual([])
})

test('what is copied within the post is pasted as it is written, and without its style with Shift', async ({
  page,
  galley,
}) => {
  const body = 'One __bold__ [word][r] *here*.\n\n* a\n* b\n\nLast.\n\n[r]: /r/ "R"\n'
  const { author, changes } = await writePost(page, galley, body)
  await author.text.getByText('One').click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.press('ControlOrMeta+c')
  await author.text.getByText('Last.').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(author.text.locator('strong')).toHaveCount(2)
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+Shift+v')
  await expect(author.text.getByText('One bold word here.')).toHaveCount(3)
  await expect(author.text.locator('strong')).toHaveCount(2)
  expect(await changes()).toEqual(['+One __bold__ [word][r] *here*.', '+', '+One bold word here.', '+'])
})

test('a picture, notes, a formula, an abbreviation and a video come by typing and asking, and undo gives the letters back', async ({
  page,
  galley,
}) => {
  test.slow()
  const { address, show } = await galley({
    '_config.yml': 'title: The Tide Tables\n',
    '_posts/2026-04-01-film.md': `---\ntitle: Film\n---\n\n{% include youtube.html id="dQw4w9WgXcQ" %}\n`,
    '_includes/youtube.html': '<p>{{ include.id }}</p>\n',
    [path]: `${head}The UK sea.[^1]\n\nLast.\n\n[^1]: Salt.\n`,
  })
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByText('Last.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' ![The sea](/sea.png)')
  await expect(author.text.getByRole('img', { name: 'The sea' })).toHaveCount(1)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(author.text).toContainText('Last. ![The sea](/sea.png)')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(author.text.getByRole('img', { name: 'The sea' })).toHaveCount(1)
  await page.keyboard.type(' and[^1]')
  await expect(author.text.getByRole('button', { name: 'Note 1' })).toHaveCount(2)
  await page.keyboard.type(' or /formula')
  const menu = page.getByRole('listbox', { name: 'Insert' })
  await expect(menu.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Formula' })).toBeFocused()
  await page.keyboard.type('y^2')
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()
  await page.keyboard.type(' ends[^deep]')
  await expect(author.text.locator('.galley-note')).toHaveCount(2)
  await page.keyboard.type('Mud.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/video')
  await expect(menu.getByRole('option', { name: 'Video' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(author.dialog.getByLabel('Address')).toBeFocused()
  await page.keyboard.type('youtu.be/abc_DEF-123')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Special block' })).toBeVisible()
  await page.keyboard.press('Escape')
  await author.selectWord('UK')
  await page.getByRole('button', { name: 'Abbreviation, selected words' }).click()
  await expect(author.dialog.getByLabel('In full')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Shift+a')
  await expect(author.dialog.getByLabel('Short form')).toHaveValue('UK')
  await expect(author.dialog.getByLabel('In full')).toBeFocused()
  await page.keyboard.type('United Kingdom')
  await page.keyboard.press('Enter')
  const short = author.text.locator('abbr[title^="United Kingdom"]')
  await expect(short).toHaveText('UK')
  // two clicks on the word in half a second would select it
  await author.text.getByText('Last.').click()
  await short.click()
  await author.dialog.getByLabel('“UK” stands for').fill('United Kingdom of old')
  await expect(short).toHaveAttribute('title', 'United Kingdom of old')
  await page.keyboard.press('Escape')
  await expect(author.dialog).toHaveCount(0)
  await expect(author.text).toBeFocused()
  await author.publish()
  await author.published()
  expect(show(path)).toBe(
    `${head}The UK sea.[^1]\n\nLast. ![The sea](/sea.png) and[^1] or $$y^2$$ ends[^deep]\n\n{% include youtube.html id="abc_DEF-123" %}\n\n[^1]: Salt.\n\n[^deep]: Mud.\n\n*[UK]: United Kingdom of old\n`,
  )
})
