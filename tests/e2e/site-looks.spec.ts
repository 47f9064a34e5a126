import { Author } from './author.ts'
import { expect, test, type Files } from './galley.ts'
import { png } from './png.ts'
import { sound } from './sound.ts'

const head = '---\ntitle: A walk\nby: Ada\nlayout: none\n---\n\n'
const post =
  `${head}* list\n{:toc}\n\n## Uphill\n\nWritten by {{ page.by }} of {{ site.title | upcase }}.\n\n` +
  '{% include figure.html src="/sea.png" says="The sea" %}\n\n' +
  '<p align="center">Told by <b>{{ page.by }}</b></p>\n\n' +
  '![The sea]({{ "/sea.png" | relative_url }})\n\n' +
  '{% include more.html %}\n\n{% include bad.html %}\n'

const site = (picture: Uint8Array): Files => ({
  '_config.yml': 'title: Walks\nbaseurl: /walks\nurl: https://walks.example\n',
  '_includes/figure.html':
    '<figure><img src="{{ include.src | relative_url }}" alt="{{ include.says }}"><figcaption>Picture: {{ include.says }}</figcaption></figure>',
  '_includes/more.html': '## Downhill\n\nBack at {{ site.url }}.\n',
  '_includes/bad.html':
    '<div id="app" class="galley-text">Bad<script>window.ran = 1</script><style>body { display: none }</style>' +
    '<img src=x onerror="window.ran = 2"><a href="javascript:window.ran = 3" onclick="window.ran = 4">link</a>' +
    '<form action="/x"><input name="y"></form><iframe srcdoc="<script>parent.ran = 5</script>"></iframe></div>',
  'sea.png': picture,
  '_posts/2026-01-02-a-walk.md': post,
})

test('what the site works out is shown in the text as it will be, and runs nothing', async ({
  page,
  galley,
}) => {
  const { address } = await galley(site(png(4, 3)))
  const author = new Author(page)
  await author.visit(address)
  await author.open('A walk')
  const { text } = author
  await expect(text.getByText('Written by Ada of WALKS.')).toBeVisible()
  const figure = text.getByRole('group', { name: 'Include: figure.html' })
  await expect(figure.getByText('Picture: The sea')).toBeVisible()
  const width = (image: HTMLImageElement): number => image.naturalWidth
  await expect.poll(() => figure.getByAltText('The sea').evaluate(width)).toBeGreaterThan(0)
  await expect(text.getByText('Told by Ada')).toBeVisible()
  await expect
    .poll(() => text.locator('.galley-image').getByAltText('The sea').evaluate(width))
    .toBeGreaterThan(0)
  const contents = text.getByRole('group', { name: 'Table of contents' })
  await expect(contents.getByText('Downhill')).toBeVisible()
  await expect(contents.getByRole('button', { name: 'Uphill' })).toBeVisible()

  const bad = text.getByRole('group', { name: 'Include: bad.html' })
  await expect(bad.getByText('Badlink')).toBeVisible()
  expect(
    await bad.locator('script, style, iframe, form, input, [id], [class^=galley-text], a[href]').count(),
  ).toBe(0)
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)

  await sound(page, 'what the site makes, in the text')

  // a detail that is changed is shown where the text names it
  await page.getByRole('textbox', { name: 'By', exact: true }).fill('Grace')
  await expect(text.getByText('Written by Grace of WALKS.')).toBeVisible()
  await expect(text.getByText('Told by Grace')).toBeVisible()
})

test('nothing of what is shown comes into the file', async ({ page, galley }) => {
  const { address, git } = await galley(site(png(4, 3)))
  const author = new Author(page)
  await author.visit(address)
  await author.open('A walk')
  await expect(author.text.getByText('Written by Ada of WALKS.')).toBeVisible()
  await author.text.getByRole('heading', { name: 'Uphill' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' again')
  await expect(
    author.text.getByRole('group', { name: 'Table of contents' }).getByText('Uphill again'),
  ).toBeVisible()
  await author.saved()
  await author.publish()
  await author.published()
  expect(git('show', 'HEAD:_posts/2026-01-02-a-walk.md')).toBe(
    post.replace('## Uphill', '## Uphill again').trimEnd(),
  )
})
