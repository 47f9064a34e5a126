import type { Locator, Page } from '@playwright/test'
import { Author } from './author.ts'
import { expect, test } from './galley.ts'

const blog = {
  '_config.yml': 'title: The Tide Tables\n',
  '_posts/2026-05-01-fog.md': '---\ntitle: Fog\n---\n\nThe fog came in at noon.\n',
  '_posts/2026-06-01-sun.md': '---\ntitle: Sun\n---\n\nSun all day.\n',
}
const path = '_posts/2026-05-01-fog.md'

async function edit(author: Author, word = 'noon', by = 'dusk'): Promise<void> {
  await author.selectWord(word)
  await author.page.keyboard.type(by)
}

/** A second tab of the same browser. */
async function another(page: Page, address: string): Promise<Author> {
  const tab = new Author(await page.context().newPage())
  await tab.visit(address)
  return tab
}

test('one post in two tabs: each shows what the other wrote, and nothing is overwritten', async ({
  page,
  galley,
}) => {
  const { address, show, log } = await galley(blog)
  const one = new Author(page)
  await one.visit(address)
  await one.open('Fog')
  const two = await another(page, address)
  await two.open('Fog')
  await edit(one)
  await expect(two.text).toHaveText('The fog came in at dusk.')
  await edit(two, 'fog', 'mist')
  await expect(one.text).toHaveText('The mist came in at dusk.')
  await one.publish()
  await one.published()
  expect(show(path)).toContain('The mist came in at dusk.')
  await two.page.getByRole('link', { name: 'Posts' }).click()
  await expect(two.page.getByRole('button', { name: /^Changed/ })).toContainText('0')
  await two.open('Fog')
  await edit(two, 'dusk', 'dawn')
  await two.publish()
  await two.published()
  expect([show(path).includes('The mist came in at dawn.'), log().length]).toEqual([true, 3])
})

test('a double click on Publish opens one sheet, and makes one commit', async ({ page, galley }) => {
  const { address, log } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await edit(author)
  await page.getByRole('button', { name: 'Publish' }).dblclick()
  await author.dialog.getByLabel('Your name').fill('Ada Lovelace')
  await author.dialog.getByLabel('Your e-mail').fill('ada@example.org')
  await author.dialog.getByRole('button', { name: 'Publish', exact: true }).dblclick()
  await author.published()
  expect(log()).toHaveLength(2)
})

test('the second press of a slow double click does not put away what the first one opened', async ({
  page,
  galley,
}) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await edit(author)
  const button = page.getByRole('button', { name: 'Publish' })
  await pressAgainOverVeil(button)
  await button.click()
  await expect(page.locator('html[data-pressed]')).toBeAttached()
  await expect(author.dialog.getByLabel('Your name')).toBeVisible()
})

/** Presses where the button is once more, as soon as a dialog lies over it and listens. */
async function pressAgainOverVeil(button: Locator): Promise<void> {
  await button.evaluate(({ ownerDocument }) => {
    const again = (veil: Element): void => {
      for (const type of ['pointerdown', 'pointerup', 'click'])
        veil.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerType: 'mouse' }))
      ownerDocument.documentElement.dataset.pressed = ''
    }
    const watch = new MutationObserver(() => {
      const veil = ownerDocument.querySelector('.dialog-veil')
      if (!veil) return
      watch.disconnect()
      setTimeout(() => again(veil), 100)
    })
    watch.observe(ownerDocument.body, { childList: true, subtree: true })
  })
}

test('who leaves the sheet while it publishes is told the end, and what is typed meanwhile stays', async ({
  page,
  galley,
}) => {
  const { address, show } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  await edit(author)
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.context().route('**/git-receive-pack', async (route) => {
    await held
    await route.continue()
  })
  await author.publish()
  await expect(author.dialog.getByRole('button', { name: 'Publishing…' })).toBeVisible()
  await page.keyboard.press('Escape')
  await author.text.focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' And left.')
  await author.saved()
  release()
  await expect(page.getByText('Published. It is on your blog.')).toBeVisible()
  expect(show(path)).toMatch(/at dusk\.\n$/)
  await expect(author.text).toHaveText('The fog came in at dusk. And left.')
  await page.getByRole('link', { name: 'Posts' }).click()
  await expect(page.getByRole('button', { name: /^Changed/ })).toContainText('1')
})

test('Back leaves a sheet and a post, and nothing floats behind', async ({ page, galley }) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await page.getByRole('button', { name: 'New post' }).click()
  await expect(author.dialog).toBeVisible()
  await page.goBack()
  await expect(author.dialog).toHaveCount(0)
  await author.open('Fog')
  await edit(author)
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(author.dialog).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('link', { name: 'Fog' })).toBeVisible()
  await expect(author.dialog).toHaveCount(0)
  await page.goForward()
  await expect(author.text).toHaveText('The fog came in at dusk.')
})

test('a tab that is closed while it saves asks, and has saved', async ({ page, galley }) => {
  const { address } = await galley(blog)
  const author = new Author(page)
  await author.visit(address)
  await author.open('Fog')
  const asked = page.waitForEvent('dialog')
  await edit(author)
  await page.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await author.saved()
  await page.reload()
  await expect(author.text).toHaveText('The fog came in at dusk.')
})
