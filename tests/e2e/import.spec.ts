import { Author } from './author.ts'
import { docx, wordParagraph, wordPicture, wordText } from './docx.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'

test.use({ allowsViolations: true })

const post = (title: string): string =>
  `---\nlayout: post\ntitle: ${title}\ntags: [${title.toLowerCase()}]\n---\n\nText.\n`
const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_layouts/post.html': '{{ content }}\n',
  '_posts/2026-05-01-fog.md': post('Fog'),
  '_posts/2026-05-02-ebb.md': post('Ebb'),
}

const word = docx(
  [
    wordParagraph(wordText('A day out'), 'Title'),
    wordParagraph(wordText('Off we go'), 'Heading1'),
    wordParagraph(
      `${wordText('We left at ')}${wordText('noon', '<w:b/>')}${wordText(', the &lt;tide&gt; was_low_.')}<w:r><w:footnoteReference w:id="1"/></w:r>`,
    ),
    wordParagraph(wordPicture('picture', 'The harbor at noon')),
    wordParagraph(wordPicture('drawing', 'A chart of old')),
    wordParagraph(wordText('All at sea.'), 'Quote'),
  ].join(''),
  wordParagraph(wordText('By the tables.')),
  Buffer.from(png(40, 30)),
)

test('a Word document and a page become posts with their pictures and notes; a file of another kind is told', async ({
  page,
  galley,
}) => {
  const { address, show, git } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.click(page.getByRole('button', { name: 'New post' }))
  const choose = async (...chosen: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /Start from a file|Choose another file/ }).click()
    await (await chooser).setFiles(chosen)
  }
  await choose({ name: 'day.pages', mimeType: '', buffer: Buffer.from('?') })
  await expect(page.getByRole('alert')).toContainText('Galley reads Word’s documents (.docx)')
  await choose({ name: 'broken.docx', mimeType: '', buffer: Buffer.from('no archive') })
  await expect(page.getByRole('alert')).toContainText('This file cannot be read')
  await choose({ name: 'day.docx', mimeType: '', buffer: word })
  await expect(author.dialog.getByLabel('Title')).toHaveValue('A day out')
  await expect(author.dialog).toContainText('From day.docx: 14 words, 2 pictures.')
  await author.click(author.dialog.getByRole('button', { name: 'Start writing' }))
  await expect(author.dialog.getByRole('alert')).toContainText('could not be added')
  await author.click(author.dialog.getByRole('button', { name: 'Open the post' }))
  await expect(author.text).toContainText('We left at noon')
  await author.click(page.getByRole('link', { name: 'Posts' }))
  await author.click(page.getByRole('button', { name: 'New post' }))
  const picture = `data:image/png;base64,${Buffer.from(png(20, 20)).toString('base64')}`
  await choose({
    name: 'page.html',
    mimeType: 'text/html',
    buffer: Buffer.from(
      `<title>Eels, and more | Site</title><nav>Home</nav><article><h1>Eels</h1><form><p data-pm-slice="0 0 []" onclick="pwned=1">Long <img alt="An {{ eel }}" src="${picture}"> and <a href="https://example.org/">wet</a>.<img src="far.png"><script>pwned=1</script></article><footer>©</footer>`,
    ),
  })
  await expect(author.dialog).toContainText('From page.html: 3 words, 1 picture.')
  await expect(author.dialog).toContainText('Not in the file: far.png.')
  await author.click(author.dialog.getByRole('button', { name: 'Start writing' }))
  await expect(author.text).toContainText('Long')
  await author.publish()
  await author.published()
  const eels = show(
    git('ls-tree', '-r', '--name-only', 'main', '_posts')
      .split('\n')
      .find((path) => path.endsWith('eels.md')) ?? '',
  )
  expect(eels).toContain('title: Eels\n')
  expect(eels.replace(/(!\[An .*?\])\(.*?\)/, '$1(…)')).toContain(
    '\n\nLong ![An { { eel }}](…) and [wet](https://example.org/).\n',
  )
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  const [made = ''] = git('ls-tree', '-r', '--name-only', 'main')
    .split('\n')
    .filter((path) => path.endsWith('a-day-out.md'))
  expect(show(made).replace(/!\[.*?\]\(.*?\)/, (image) => image.replace(/\(.*\)/, '(…)'))).toBe(
    `---\nlayout: post\ntitle: A day out\n---\n\n## Off we go\n\nWe left at **noon**, the \\<tide> was_low\\_.[^1]\n\n![The harbor at noon](…)\n\nA chart of old\n\n> All at sea.\n\n[^1]: By the tables.\n`,
  )
})
