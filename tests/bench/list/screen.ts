import type { CDPSession, Page } from 'playwright'
import { costOf } from '../editor/measure.ts'

export interface Load {
  /** From the start of loading to the frame with the first rows, and to the titles of all posts. Milliseconds. */
  readonly list: number
  readonly titles: number
  /** Time of the page's thread until then. */
  readonly cpu: number
}

/** Something done in the page, to the frame after it, and what the page's thread had to do for it. */
export interface Step {
  readonly wall: number
  readonly cpu: number
}

/** Opens an address where nothing of it is known yet. */
export async function coldLoad(page: Page, session: CDPSession, address: string): Promise<Load> {
  let times = { list: 0, titles: 0 }
  const cpu = await costOf(session, async () => {
    await page.goto(address, { waitUntil: 'commit' })
    times = await page.evaluate(untilThere)
  })
  return { ...times, cpu }
}

async function untilThere(): Promise<{ list: number; titles: number }> {
  const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  await window.appears('[data-path]')
  await frame()
  const list = performance.now()
  await window.appears('.coming', true)
  await frame()
  return { list, titles: performance.now() }
}

/** Presses each of these buttons twice. */
export async function clickAndDraw(
  page: Page,
  session: CDPSession,
  names: readonly string[],
): Promise<Step[]> {
  const steps: Step[] = []
  for (const name of [...names, ...names])
    steps.push(await measured(session, () => page.evaluate(press, name)))
  return steps
}

async function press(name: string): Promise<number> {
  const button = [
    ...document.querySelectorAll<HTMLElement>('[role=columnheader] button, .shelves button'),
  ].find(({ textContent }) => textContent.trim().startsWith(name))
  if (!button) throw new Error(`There is no ${name}`)
  const start = performance.now()
  button.click()
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - start
}

/** Types words into the search, a letter a step. */
export async function typeAndDraw(page: Page, session: CDPSession, words: string): Promise<Step[]> {
  const steps: Step[] = []
  for (let end = 1; end <= words.length; end += 1)
    steps.push(await measured(session, () => page.evaluate(type, words.slice(0, end))))
  return steps
}

async function type(words: string): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('.search input')
  if (!field) throw new Error('There is no search')
  const start = performance.now()
  field.value = words
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - start
}

async function measured(session: CDPSession, run: () => Promise<number>): Promise<Step> {
  let wall = 0
  const cpu = await costOf(session, async () => {
    wall = await run()
  })
  return { wall, cpu }
}

/** What the page itself keeps, after all that nobody needs is thrown away. Megabytes. */
export async function memoryOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}
