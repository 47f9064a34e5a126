import { expect, test } from './galley.ts'
import { floating, sound } from './sound.ts'
import { writePost } from './written-post.ts'

test('a language is chosen by the keyboard and colors what is typed, with Tab, in a new block', async ({
  page,
  galley,
}) => {
  const { author, changes } = await writePost(page, galley, 'Before.\n\nAfter.\n')
  await author.text.getByText('Before.').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/code')
  await expect(page.getByRole('option', { name: /^Code/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const language = author.text.getByRole('combobox', { name: 'Language of the code' })
  await language.focus()
  await page.keyboard.type('pyth')
  await expect(page.getByRole('option', { name: 'Python', exact: true })).toBeVisible()
  await sound(page, 'code, 1', ...floating)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(language).toHaveValue('Python')
  await expect(author.text).toBeFocused()
  await page.keyboard.type('def tide():')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('return 42')
  await expect(author.text.locator('.hljs-keyword')).toHaveText(['def', 'return'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await page.keyboard.type('Soon ')
  expect(await changes()).toEqual([
    '-After.',
    '+```python',
    '+def tide():',
    '+  return 42',
    '+```',
    '+',
    '+Soon After.',
  ])
})

test('code that is set off by blanks gets a language, and stays as it is without one', async ({
  page,
  galley,
}) => {
  const body = 'Before.\n\n    SELECT 1;\n\nThen:\n\n    ls -l\n\nAfter.\n'
  const { author, changes } = await writePost(page, galley, body)
  await author.text.getByText('ls -l').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' /tmp')
  await author.text.getByText('SELECT').hover()
  const language = author.text.getByRole('combobox', { name: 'Language of the code' }).first()
  await language.click()
  await language.fill('sql')
  await page.getByRole('option', { name: 'SQL', exact: true }).click()
  await expect(author.text.locator('.hljs-keyword')).toHaveText('SELECT')
  expect(await changes()).toEqual([
    '-    SELECT 1;',
    '+```sql',
    '+SELECT 1;',
    '+```',
    '-    ls -l',
    '+    ls -l /tmp',
  ])
})

test('Escape leaves the language as it was, and the tag keeps its form', async ({ page, galley }) => {
  const body = '{% highlight ruby %}\nputs 1\n{% endhighlight %}\n'
  const { author, changes } = await writePost(page, galley, body)
  const language = author.text.getByRole('combobox', { name: 'Language of the code' })
  await language.click()
  await page.keyboard.type('java')
  await page.keyboard.press('Escape')
  await expect(language).toHaveValue('Ruby')
  await expect(author.text).toBeFocused()
  await author.text.getByText('puts').first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(' + 1')
  expect(await changes()).toEqual(['-puts 1', '+puts 1 + 1'])
})

test('Tab and Shift-Tab indent all the selected lines', async ({ page, galley }) => {
  const { author, changes } = await writePost(page, galley, '```ruby\none\n  two\n\nthree\nfour\n```\n')
  const text = () => author.text.locator('code').textContent()
  await author.text.getByText('one').click()
  await page.keyboard.press('ControlOrMeta+Home')
  for (let line = 0; line < 4; line += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Tab')
  await expect.poll(text).toBe('  one\n    two\n\n  three\nfour')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await expect.poll(text).toBe('one\n  two\n\nthree\nfour')
  await page.keyboard.press('Tab')
  expect(await changes()).toEqual(['-one', '-  two', '+  one', '+    two', '-three', '+  three'])
})

test('tags in code are shown as they are, or filled in by the site', async ({ page, galley }) => {
  const shown = '{% raw %}\n```liquid\n{{ page.title }}\n```\n{% endraw %}\n'
  const { author, changes } = await writePost(page, galley, `${shown}\n\`\`\`\n{{ site.title }}\n\`\`\`\n`)
  await expect(author.text.locator('.galley-code code')).toHaveText(['{{ page.title }}', '{{ site.title }}'])
  await author.text.getByText('page.title').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' | upcase')
  const buttons = author.text.getByRole('button', { name: /^Tags/ })
  await expect(buttons).toHaveText(['Tags as they are', 'Tags filled in'])
  await buttons.nth(1).click()
  await expect(buttons).toHaveText(['Tags as they are', 'Tags as they are'])
  await sound(page, 'code, 2', ...floating)
  expect(await changes()).toEqual([
    '-{{ page.title }}',
    '+{{ page.title }} | upcase',
    '+{% raw %}',
    '+{% endraw %}',
  ])
})

test('tags in code are asked about only where the site fills in any', async ({ page, galley }) => {
  const code = '```\n{{ site.title }}\n```\n'
  const { author } = await writePost(page, galley, code, 'render_with_liquid: false\n')
  await expect(author.text.locator('.galley-code code')).toHaveText(['{{ site.title }}'])
  await expect(author.text.getByRole('button', { name: /^Tags/ })).toHaveCount(0)
})
