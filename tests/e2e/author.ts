import { expect, type Locator, type Page } from '@playwright/test'

/** What an author does, by the names that stand on the screen. Counts the clicks. */
export class Author {
  readonly page: Page
  clicks = 0

  constructor(page: Page) {
    this.page = page
  }

  get text(): Locator {
    return this.page.getByRole('textbox', { name: 'Text', exact: true })
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  async visit(address: string): Promise<void> {
    await this.page.goto(address)
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible()
  }

  async click(locator: Locator): Promise<void> {
    this.clicks += 1
    await locator.click()
  }

  async open(title: string): Promise<void> {
    await this.click(this.page.getByRole('link', { name: title, exact: true }))
    await expect(this.text).toBeVisible()
  }

  /** Selects a word in the text with the mouse, as one does: by a double click on it. */
  async selectWord(word: string): Promise<void> {
    // what was typed before may still move the word away under the mouse: then the author clicks again
    await expect(async () => {
      const place = await this.text.evaluate(async (root, wanted) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(wanted) ?? -1
          if (at < 0) continue
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + wanted.length)
          node.parentElement?.scrollIntoView({ block: 'center' })
          // what floats over the text follows in the next frame
          for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
          const { left, top, width, height } = range.getBoundingClientRect()
          return { x: left + width / 2, y: top + height / 2 }
        }
        throw new Error(`The text has no “${wanted}”`)
      }, word)
      await this.page.mouse.dblclick(place.x, place.y)
      const selected = () => this.page.evaluate(() => getSelection()?.toString().trim())
      await expect.poll(selected, { timeout: 2000 }).toBe(word)
    }).toPass({ timeout: 20_000 })
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText('Saved on this device')).toBeVisible()
  }

  /** Opens the proof sheet, says who one is where it asks, and presses the one button. */
  async publish(message?: string): Promise<void> {
    await expect(this.dialog).toHaveCount(0)
    await this.click(this.page.getByRole('button', { name: /^Publish/ }))
    await expect(this.dialog.getByLabel('A note for the blog’s history')).toBeVisible()
    if (message !== undefined) await this.dialog.getByLabel('A note for the blog’s history').fill(message)
    if (await this.dialog.getByLabel('Your name').isVisible()) {
      await this.dialog.getByLabel('Your name').fill('Ada Lovelace')
      await this.dialog.getByLabel('Your e-mail').fill('ada@example.org')
    }
    await this.click(this.dialog.getByRole('button', { name: 'Publish', exact: true }))
  }

  /** The dialog says so, which it does only once the host has said that it holds it. */
  async published(): Promise<void> {
    await expect(this.page.getByRole('dialog', { name: 'Published' })).toBeVisible()
  }
}
