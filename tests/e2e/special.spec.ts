import type { Locator } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\nlayout: post\ntitle: Fog\n---\n\n'
const blog = (body: string, others: Readonly<Record<string, string>> = {}) => ({
  '_config.yml': 'title: The Tide Tables\nexcerpt_separator: <!--more-->\n',
  [path]: head + body,
  '_includes/figure.html': '<img src="{{ include.src }}" alt="{{ include.alt }}">{{ include.caption }}',
  '_posts/2026-04-01-ebb.md':
    '---\ntitle: Ebb\n---\n\n{% include figure.html src="/a.png" size=\'wide\' %}\n\nMind.\n{: .notice}\n',
  '_posts/2026-04-02-flow.md':
    '---\ntitle: Flow\n---\n\n{% include figure.html src="/b.png" size=\'wide\' %}\n',
  ...others,
})

/** Opens the post, and collects what goes wrong in the page, what its policy forbids included. */
async function opened(author: Author, address: string): Promise<string[]> {
  const errors: string[] = []
  author.page.on('pageerror', (error) => errors.push(error.message))
  author.page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text())
  })
  await author.visit(address)
  await author.open('Fog')
  return errors
}

const group = (author: Author, name: string | RegExp): Locator =>
  author.text.getByRole('group', typeof name === 'string' ? { name, exact: true } : { name })

test('an include is a card with a form of what this blog gives it; only the changed value is written', async ({
  page,
  galley,
}) => {
  const tag = "{% include   figure.html src='/c.png'  caption=\"It's fog\" %}"
  const { address, show } = await galley(blog(`One.\n\n${tag}\n\nTwo.\n`))
  const author = new Author(page)
  const errors = await opened(author, address)
  await group(author, 'Include: figure.html').click()
  const panel = author.dialog
  await expect(panel.getByLabel('Src')).toHaveValue('/c.png')
  await expect(panel.getByLabel('Alt')).toHaveValue('')
  await panel.getByLabel('Size').click()
  await panel.getByRole('option', { name: /wide/ }).click()
  await panel.getByLabel('Caption').fill('It’s a "thick" fog')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await author.publish()
  await author.published()
  const written = '{% include   figure.html src=\'/c.png\'  caption="It’s a \\"thick\\" fog" size="wide" %}'
  expect(show(path)).toBe(`${head}One.\n\n${written}\n\nTwo.\n`)
  expect(errors).toEqual([])
})

test('conditions are brackets around text that is edited as any other', async ({ page, galley }) => {
  const { address, show } = await galley(
    blog('{% if page.fog %}\n\nThick fog.\n\n{% else %}\nClear.\n{% endif %}\n'),
  )
  const author = new Author(page)
  await opened(author, address)
  await expect(group(author, 'Otherwise')).toBeVisible()
  await expect(group(author, 'End of “only if”')).toBeVisible()
  await author.text.getByText('Thick fog.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Stay home.')
  await group(author, 'Only if page.fog').click()
  await author.dialog.getByLabel('Condition').fill('page.haze')
  await author.dialog.getByRole('button', { name: 'Done' }).click()
  await author.publish()
  await author.published()
  expect(show(path)).toBe(
    `${head}{% if page.haze %}\n\nThick fog. Stay home.\n\n{% else %}\nClear.\n{% endif %}\n`,
  )
})

test('what the blog fills in shows its value, and can be changed by keyboard alone', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog('Read {{ site.title }} and {{ site.data.x }}.\n'))
  const author = new Author(page)
  const errors = await opened(author, address)
  await expect(group(author, 'The blog’s title: The Tide Tables')).toHaveText('The Tide Tables')
  await expect(group(author, 'Site data x')).toHaveText('Site data x')
  await author.text.getByText('Read').click()
  await page.keyboard.press('Home')
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(author.dialog.getByLabel('What is filled in')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('page.title')
  await page.keyboard.press('Escape')
  await expect(group(author, 'The post’s title: Fog')).toBeVisible()
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill('Fog bank')
  await expect(group(author, 'The post’s title: Fog bank')).toBeVisible()
  await title.fill('Fog')
  await expect(group(author, 'The post’s title: Fog')).toBeVisible()
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}Read {{ page.title }} and {{ site.data.x }}.\n`)
  expect(errors).toEqual([])
})

test('formulas are set, typed as TeX, and say what is wrong with them', async ({ page, galley }) => {
  const { address, show } = await galley(
    blog('Tides: $$h = a\\cos(t)$$ meters.\n\n$$ \\sqrt{x} $$\n\nEnd.\n'),
  )
  const author = new Author(page)
  const errors = await opened(author, address)
  await expect(author.text.locator('.katex')).toHaveCount(2)
  await author.text.locator('div.galley-math').click()
  const field = author.dialog.getByLabel('Formula')
  await field.fill('\\frac{x}{')
  await expect(author.dialog.getByText('Something is missing at the end')).toBeVisible()
  await field.fill('\\frac{x}{2}')
  await expect(author.dialog.locator('.mfrac')).toBeVisible()
  await author.dialog.getByRole('button', { name: 'Done' }).click()
  await author.text.getByText('End.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' So $$y_1$$ rises.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('$$z^2$$ Done.')
  await expect(author.text.locator('.katex')).toHaveCount(4)
  await author.publish()
  await author.published()
  expect(show(path)).toBe(
    `${head}Tides: $$h = a\\cos(t)$$ meters.\n\n$$ \\frac{x}{2} $$\n\nEnd. So $$y_1$$ rises.\n\n$$\nz^2\n$$\n\nDone.\n`,
  )
  expect(errors).toEqual([])
})

test('who closes the panel of a formula goes on writing behind it', async ({ page, galley }) => {
  const { address, show } = await galley(blog('One.\n\nTide $$h$$.\n'))
  const author = new Author(page)
  const errors = await opened(author, address)
  await author.text.getByText('One.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' /form')
  await author.click(page.getByRole('option', { name: 'Formula On a line of its own' }))
  await expect(author.dialog.getByLabel('Formula')).toBeFocused()
  await page.keyboard.type('x^2')
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()
  await page.keyboard.type('It goes on.')
  await author.text.locator('span.galley-math').click()
  await expect(author.dialog.getByLabel('Formula')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(author.dialog).toHaveCount(0)
  await expect(author.text).toBeFocused()
  await page.keyboard.type(' meters')
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}One.\n\n$$\nx^2\n$$\n\nIt goes on.\n\nTide $$h$$ meters.\n`)
  expect(errors).toEqual([])
})

test('the contents follow the headings, and lead to them', async ({ page, galley }) => {
  const { address, show } = await galley(
    blog('* TOC\n{:toc}\n\n## Ebb\n\nLow.\n\n## Hidden\n{: .no_toc}\n\n## Flow\n\nHigh.\n\n#### Small\n', {
      '_config.yml': 'title: The Tide Tables\nkramdown:\n  toc_levels: 1..3\n',
    }),
  )
  const author = new Author(page)
  await opened(author, address)
  const contents = author.text.getByRole('group', { name: 'Table of contents' })
  await expect(contents.getByRole('button')).toHaveText(['Ebb', 'Flow'])
  await author.text.getByRole('heading', { name: 'Flow' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' and more')
  await expect(contents.getByRole('button')).toHaveText(['Ebb', 'Flow and more'])
  await contents.getByRole('button', { name: 'Ebb' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type('!')
  await author.publish()
  await author.published()
  expect(show(path)).toBe(
    `${head}* TOC\n{:toc}\n\n## Ebb!\n\nLow.\n\n## Hidden\n{: .no_toc}\n\n## Flow and more\n\nHigh.\n\n#### Small\n`,
  )
})

test('code between highlight tags is a code block and stays between them', async ({ page, galley }) => {
  const { address, show } = await galley(blog('{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n'))
  const author = new Author(page)
  await opened(author, address)
  await author.text.locator('pre code').getByText('puts 1').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('puts 2')
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}{% highlight ruby linenos %}\nputs 1\nputs 2\n{% endhighlight %}\n`)
})

test('a block is given one of the styles of this blog, and loses it again', async ({ page, galley }) => {
  const { address, show } = await galley(blog('Mind the gap.\n\nOr not.\n{: .notice #gap}\n'))
  const author = new Author(page)
  const errors = await opened(author, address)
  await author.text.getByText('Mind the gap.').click()
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('menuitem', { name: 'Notice' }).click()
  await expect(author.text.locator('p[data-style=Notice]')).toHaveCount(2)
  await author.text.getByText('Or not.').click()
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('menuitem', { name: 'Notice' }).click()
  await expect(author.text.locator('p[data-style=Notice]')).toHaveText(['Mind the gap.'])
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}Mind the gap.\n{: .notice}\n\nOr not.\n{: #gap}\n`)
  expect(errors).toEqual([])
})

test('the end of the excerpt is put in from the menu, and there is only one', async ({ page, galley }) => {
  const { address, show } = await galley(blog('One.\n\nTwo.\n\n<!--more-->\n\nThree.\n'))
  const author = new Author(page)
  await opened(author, address)
  await author.text.getByText('One.').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/excerpt')
  await expect(page.getByRole('option', { name: 'End of the excerpt' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(group(author, 'What is above shows in lists')).toHaveCount(1)
  await author.publish()
  await author.published()
  expect(show(path)).toBe(`${head}One.\n\n<!--more-->\n\nTwo.\n\nThree.\n`)
})
