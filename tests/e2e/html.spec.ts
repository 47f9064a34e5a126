import { Author } from './author.ts'
import { expect, test } from './galley.ts'
import { png } from './png.ts'
import { sound } from './sound.ts'

const path = '_posts/2026-05-01-fog.md'
const head = '---\ntitle: Fog\n---\n\n'
const written = `Before.

<ul class="quays">
    <li>North <b>quay</b></li>
    <li>South quay</li>
</ul>

<details>
<summary>Tides</summary>
<p>High at noon.</p>
</details>

<table>
  <tr><th>Boat</th><th>Crew</th></tr>
  <tr><td>Nell</td><td></td></tr>
</table>

<figure>
  <img src="/boat.png" alt="A boat">
  <figcaption>Low water</figcaption>
</figure>

<div class="note"><input type="checkbox" id="a"> <a name="mud"></a>Mind the mud.</div>
`
const blog = (body: string) => ({
  '_config.yml': 'title: Tides\n',
  '_includes/figure.html': '<img src="{{ include.src }}">',
  '_posts/2026-04-01-ebb.md': '---\ntitle: Ebb\n---\n\n{% include figure.html src="/a.png" %}\n',
  'boat.png': png(64, 32),
  [path]: head + body,
})

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('lists, folds, tables and boxes of HTML are written in as what they are', async ({ page, galley }) => {
  const { address, show } = await galley(blog(written))
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const { text } = author
  await expect(text.locator('.galley-island')).toHaveCount(0)
  await sound(page, 'HTML in the text')

  await text.getByText('South quay').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('East & west')
  await expect(text.getByRole('listitem')).toHaveText(['North quay', 'South quay', 'East & west'])
  await text.getByText('High at noon.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Low at six.')
  await text.getByText('Nell').click()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Two')
  await expect(text.getByRole('cell', { name: 'Two' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(text.getByRole('row')).toHaveCount(3)
  await page.keyboard.type('Ada')
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('menuitem', { name: 'Join with the next cell' }).click()
  await expect(text.getByRole('row').last().getByRole('cell')).toHaveCount(1)
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('menuitem', { name: 'Part the cell' }).click()
  await expect(text.getByRole('row').last().getByRole('cell')).toHaveCount(2)
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('menuitem', { name: 'Move the column right' }).click()
  await expect(text.getByRole('row').first()).toHaveText('CrewBoat')
  await text.getByRole('checkbox', { name: /^Box to tick/ }).check()
  await author.publish()
  await author.published()
  const wanted = written
    .replace('South quay</li>', 'South quay</li>\n    <li>East & west</li>')
    .replace('noon.', 'noon. Low at six.')
    .replace('<th>Boat</th><th>Crew</th>', '<th>Crew</th><th>Boat</th>')
    .replace(
      '<td>Nell</td><td></td></tr>',
      '<td>Two</td><td>Nell</td></tr>\n  <tr><td></td><td>Ada</td></tr>',
    )
    .replace('id="a"', 'id="a" checked="checked"')
  expect(show(path)).toBe(head + wanted)
})

test('a video’s panel, a note to oneself and an include, by the keyboard', async ({ page, galley }) => {
  const video = '<iframe width="560" height=\'315\' src="https://www.youtube.com/embed/abcdefg"></iframe>'
  const code = '<pre>\ntide <b>rises</b>\n</pre>'
  const { address, show } = await galley(blog(`One.\n\n${video}\n\n${code}\n\nTwo.\n`))
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await author.text.getByRole('group', { name: 'Video on YouTube' }).click()
  const panel = page.getByRole('dialog', { name: 'From elsewhere' })
  await expect(panel.getByLabel('Address')).toHaveValue('https://www.youtube.com/embed/abcdefg')
  await sound(page, 'the panel of a video')
  await panel.getByLabel('Width').fill('640')
  await panel.getByLabel('What is it?').fill('The tide')
  // a field that tells of its words when it is left has told of them when the panel closes
  await panel.getByLabel('Height').fill('360')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)

  await author.text.getByRole('button', { name: /^Edit Code/ }).click()
  const words = page.getByRole('textbox', { name: 'Code', exact: true })
  await expect(words).toHaveValue('tide rises')
  await words.fill('The tide rises')
  await page.keyboard.press('Escape')
  await expect(words).toHaveCount(0)

  await author.text.getByText('Two.').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/note to')
  await expect(page.getByRole('option', { name: /^Note to yourself/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const note = author.text.getByLabel(/^Note to yourself/)
  await expect(note).toBeFocused()
  await page.keyboard.type('Ask Nell')
  await expect(author.text.locator('.galley-comment')).toHaveCSS('outline-style', 'none') // the field has the ring
  // as all that is typed, it is on the device before one goes on
  await author.saved()
  await page.reload()
  await expect(note).toHaveValue('Ask Nell')
  await note.focus()
  await page.keyboard.press('Escape')
  await expect(author.text).toBeFocused()
  await author.text.getByText('Two.').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('/include')
  await expect(page.getByRole('option', { name: /^Include/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const choice = page.getByRole('dialog', { name: 'Include a piece of your blog' })
  await expect(choice.getByRole('button', { name: /^figure\.html/ })).toBeVisible()
  await sound(page, 'the choice of includes')
  await choice.getByRole('button', { name: /^figure\.html/ }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Special block' })
  await form.getByLabel('Src').fill('/fog.png')
  await page.keyboard.press('Escape')
  await expect(form).toHaveCount(0)
  await author.publish()
  await author.published()
  const changed = video
    .replace('"560"', '"640"')
    .replace("'315'", "'360'")
    .replace('></iframe>', ' title="The tide"></iframe>')
  expect(show(path)).toBe(
    `${head}One.\n\n${changed}\n\n${code.replace('tide', 'The tide')}\n\nTwo.\n\n{% include figure.html src="/fog.png" %}\n\n<!-- Ask Nell -->\n`,
  )
})
