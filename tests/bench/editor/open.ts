import type { Browser, Page } from 'playwright'
import { toHtml } from '../../../src/kramdown/index.ts'
import { saveData } from '../../e2e/save-data.ts'
import { costOf, sessionOf } from './measure.ts'

export interface Opened {
  readonly page: Page
  /** Milliseconds from the start of opening to the frame that shows the text, and the processor's part in it. */
  readonly wall: number
  readonly cpu: number
  /** What the processor does then: what was put off until the text is shown. */
  readonly then: number
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
    const costs = await costsOf(page, () =>
      page.evaluate(([one, other]) => window.openEditor(one, other), [kind, given] as const),
    )
    return { page, ...costs }
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
    const costs = await costsOf(page, () => openPost(page, size))
    await placeCursor(page)
    return { page, ...costs }
  }

/**
 * What opening costs until the text is shown, and then. What asks to be put off until nothing else is to be done (the
 * form of the details, the tools at the text) is held meanwhile: else it depends on how soon this program asks for the
 * figure whether it is counted as showing the text.
 */
async function costsOf(page: Page, open: () => Promise<number>): Promise<Omit<Opened, 'page'>> {
  const session = await sessionOf(page)
  await page.evaluate(holdIdle)
  let wall = 0
  const cpu = await costOf(session, async () => {
    wall = await open()
  })
  const then = await costOf(session, async () => {
    await page.evaluate(() => window.letGo())
    await untilIdle(page)
  })
  return { wall, cpu, then }
}

declare global {
  interface Window {
    letGo(): void
  }
}

function holdIdle(): void {
  const requestIdleCallback = window.requestIdleCallback.bind(window)
  const cancelIdleCallback = window.cancelIdleCallback.bind(window)
  const held = new Map<number, Parameters<typeof requestIdleCallback>>()
  let count = 0
  window.requestIdleCallback = (...asked) => {
    held.set(--count, asked) // below 0, as none of the browser's own is
    return count
  }
  window.cancelIdleCallback = (id) => held.delete(id)
  window.letGo = () => {
    Object.assign(window, { requestIdleCallback, cancelIdleCallback })
    for (const asked of held.values()) requestIdleCallback(...asked)
  }
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
