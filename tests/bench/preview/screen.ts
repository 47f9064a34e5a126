import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { openRepository, startServer } from '../../../src/server/index.ts'
import { makeRepository } from '../../e2e/repository.ts'
import { saveData } from '../../e2e/save-data.ts'

const keys = 40

/** Milliseconds from a key in the text to the frame in which the preview beside it shows the letter, for each of some keys. */
export async function keysOnScreen(
  texts: Readonly<Record<string, string>>,
  title: string,
): Promise<number[]> {
  const repository = makeRepository(texts)
  const repositories = [await openRepository(repository.path)]
  const server = await startServer({ appFolder: join(process.cwd(), 'dist/app'), repositories, port: 0 })
  const browser = await chromium.launch({
    executablePath: process.env.GALLEY_CHROMIUM ?? '',
    args: ['--no-sandbox'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await saveData(page.context())
    await page.goto(`${server.address}#/post/${encodeURIComponent(title)}`)
    await openBeside(page)
    const times: number[] = []
    for (let key = 0; key < keys; key += 1) times.push(await typeOne(page, 'abcdefgh'.charAt(key % 8)))
    return times
  } finally {
    await browser.close()
    await server.close()
    repository.remove()
  }
}

/** The cursor stands behind the first paragraph, and the preview shows the page. */
async function openBeside(page: Page): Promise<void> {
  const text = page.locator('.galley-text')
  await text.locator('p').first().waitFor()
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  const frame = page.frameLocator('iframe[title="How the post will look"]')
  await frame.locator('article p').first().waitFor()
  await text.locator('p').first().click()
  await page.keyboard.press('End')
  await page.keyboard.type(' ')
}

async function typeOne(page: Page, letter: string): Promise<number> {
  await page.evaluate(watch)
  await page.keyboard.press(letter)
  return page.evaluate(() => window.keyOnScreen)
}

declare global {
  interface Window {
    keyOnScreen: Promise<number>
  }
}

/** From the next key to the frame after the page beside has changed. */
function watch(): void {
  const shown = document.querySelector<HTMLIFrameElement>('iframe[title="How the post will look"]')
  const inside = shown?.contentDocument
  window.keyOnScreen = new Promise((resolve, reject) => {
    if (!inside) throw new Error('There is no preview.')
    let pressed = 0
    addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      if (pressed === 0) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)))
    })
    observer.observe(inside, { subtree: true, childList: true, characterData: true })
    setTimeout(() => reject(new Error('The preview did not follow.')), 10_000)
  })
}
