import type { Browser, Page } from 'playwright'
import { toHtml } from '../../../src/kramdown/index.ts'
import { saveData } from '../../e2e/save-data.ts'
import { costOf, sessionOf } from './measure.ts'

export interface Opened {
  readonly page: Page
  /** Milliseconds from the start of opening to the frame that shows the text, and the processor's part in it. */
  readonly wall: number
  readonly cpu: number
}

/** Opens a text in a window of its own. */
export type Open = (text: string, size: string) => Promise<Opened>

export const pathOf = (size: string): string => `_posts/2024-01-02-${size}.md`

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await saveData(context)
  return context.newPage()
}

export const openBaseline =
  (browser: Browser, address: string, kind: 'textarea' | 'codemirror' | 'tiptap'): Open =>
  async (text) => {
    const page = await newPage(browser)
    await page.goto(address)
    const given = kind === 'tiptap' ? toHtml(text) : text
    let wall = 0
    const cpu = await costOf(await sessionOf(page), async () => {
      wall = await page.evaluate(([one, other]) => window.openEditor(one, other), [kind, given] as const)
    })
    return { page, wall, cpu }
  }

/** Opens a post in the app out of its list of posts. */
export const openOurs =
  (browser: Browser, address: string): Open =>
  async (_text, size) => {
    const page = await newPage(browser)
    await page.goto(address)
    await page.getByRole('link', { name: `Post ${size}`, exact: true }).waitFor()
    await page.evaluate(() => document.fonts.ready)
    // The code of the editor is there before, as it is in the others' pages: another post was open.
    await openPost(page, 'first')
    await page.evaluate(() => (location.hash = '#/'))
    await page.getByRole('link', { name: `Post ${size}`, exact: true }).waitFor()
    await untilIdle(page)
    let wall = 0
    const cpu = await costOf(await sessionOf(page), async () => {
      wall = await openPost(page, size)
    })
    await placeCursor(page)
    return { page, wall, cpu }
  }

/** What the page has put off is done. */
const untilIdle = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))))

/** Like `openEditor` of the others' pages: until the frame that is the first to show the text. */
const openPost = (page: Page, size: string): Promise<number> =>
  page.evaluate(
    async (hash) => {
      const start = performance.now()
      const framed = (): Promise<unknown> => new Promise(requestAnimationFrame)
      location.hash = hash
      do await framed()
      while ((document.querySelector('.galley-text')?.textContent ?? '') === '')
      await new Promise((done) => setTimeout(done))
      return performance.now() - start
    },
    `#/post/${encodeURIComponent(pathOf(size))}`,
  )

async function placeCursor(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const blocks = [...document.querySelectorAll('.galley-text > p')]
    const block = blocks[blocks.length >> 1]
    block?.scrollIntoView({ block: 'center' })
    document.querySelector<HTMLElement>('.galley-text')?.focus({ preventScroll: true })
    const text = block && document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode()
    if (text) getSelection()?.collapse(text, 12)
    await new Promise((done) => setTimeout(done, 300))
  })
}
