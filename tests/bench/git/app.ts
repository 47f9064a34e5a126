import type { Page } from 'playwright'

/** What the built app does, timed in its own page, so that nothing between here and there counts. Milliseconds. */

/** Types the blog's address; `open` then presses the button. */
export async function typeAddress(page: Page, app: string, blog: string): Promise<void> {
  await page.goto(app)
  await page.getByLabel('The address of your blog').fill(blog)
}

const watch = `
window.appears = (selector, gone = false) => new Promise((done) => {
  const look = () => {
    const found = document.querySelector(selector)
    const there = found !== null && (found.textContent !== '' || gone)
    if (gone ? found === null : there) { observer.disconnect(); done(performance.now()) }
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  look()
})`

declare global {
  interface Window {
    appears(selector: string, gone?: boolean): Promise<number>
  }
}

export async function prepare(page: Page): Promise<void> {
  await page.addInitScript(watch)
}

/** From pressing Open, or the name of a blog known before, to the list, and to the titles of all its posts. */
export async function openList(page: Page, button: string): Promise<{ list: number; titles: number }> {
  return page.evaluate(async (selector) => {
    const start = performance.now()
    document.querySelector<HTMLElement>(selector)?.click()
    const list = await window.appears('[data-path]')
    const titles = await window.appears('.coming', true)
    return { list: list - start, titles: titles - start }
  }, button)
}

/** From pressing Open to the newest post's text on its sheet. */
export async function openNewest(page: Page, button: string): Promise<number> {
  return page.evaluate(async (selector) => {
    const start = performance.now()
    document.querySelector<HTMLElement>(selector)?.click()
    await window.appears('[data-path]')
    document.querySelector<HTMLElement>('[data-path]')?.click()
    return (await window.appears('.galley-text')) - start
  }, button)
}

/** Changes one word of the open post, and publishes it: from the button to the word that it is there. */
export async function publishWord(page: Page, before: () => Promise<void>): Promise<number> {
  const text = page.locator('.galley-text')
  await text.locator('p').first().click()
  await page.keyboard.press('Home')
  await page.keyboard.type('x')
  await page.getByText('Saved on this device').waitFor()
  await page.getByRole('button', { name: /^Publish/ }).click()
  const dialog = page.getByRole('dialog')
  const name = dialog.getByLabel('Your name')
  await dialog.getByLabel('A note for the blog’s history').waitFor()
  if (await name.isVisible()) await name.fill('Ada')
  if (await name.isVisible()) await dialog.getByLabel('Your e-mail').fill('ada@example.org')
  await before()
  return page.evaluate(async () => {
    const buttons = [...document.querySelectorAll<HTMLElement>('.dialog-actions button')]
    const start = performance.now()
    buttons.find((button) => button.textContent.trim().startsWith('Publish'))?.click()
    return (await window.appears('.dialog .done')) - start
  })
}

/** Asks for news by the blog's menu; until it is said what somebody changed. */
export async function askForNews(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'This blog' }).click()
  await page.getByRole('menuitem', { name: 'Look for news' }).click()
  await page.locator('.toast').first().waitFor()
}
