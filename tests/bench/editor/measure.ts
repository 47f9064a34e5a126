import type { CDPSession, Page } from 'playwright'

/** What a hundred keys cost. Milliseconds. */
export interface Keys {
  /** From keydown to the frame after it, 95th percentile. */
  readonly frame: number
  /** Processor time of the page's thread for a key: mean, and the most that one took. */
  readonly mean: number
  readonly p95: number
  readonly most: number
}

const typed = 'the tide turned at noon and '.repeat(4).slice(0, 100)

/** Processor time of the page's main thread so far, in milliseconds: what other programs do is not in it. */
async function processorTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

/** Counts processor time from now on. */
export async function sessionOf(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return session
}

/** Types a hundred characters where the cursor stands, each after the frame of the one before. */
export async function typeKeys(page: Page, session: CDPSession): Promise<Keys> {
  await page.evaluate(watchKeys)
  await painted(page, 0) // the first time, what waits is put into the page: that is no key's cost
  const costs: number[] = []
  for (const char of typed) {
    const before = await processorTime(session)
    await page.keyboard.press(char === ' ' ? 'Space' : char)
    await painted(page, costs.length + 1)
    costs.push((await processorTime(session)) - before)
  }
  const frames = await page.evaluate(() => window.keyTimes)
  return {
    frame: percentile(frames, 0.95),
    mean: costs.reduce((sum, cost) => sum + cost, 0) / costs.length,
    p95: percentile(costs, 0.95),
    most: Math.max(...costs),
  }
}

const painted = (page: Page, keys: number): Promise<unknown> =>
  page.waitForFunction((count) => window.keyTimes.length >= count, keys, { polling: 'raf' })

declare global {
  interface Window {
    keyTimes: number[]
  }
}

function watchKeys(): void {
  window.keyTimes = []
  const pressed = ({ timeStamp }: Event): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp)
      port2.postMessage(null)
    })
  }
  window.addEventListener('keydown', pressed, { capture: true })
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0

/** Runs something and answers the processor time that it took. */
export async function costOf(session: CDPSession, run: () => Promise<unknown>): Promise<number> {
  const before = await processorTime(session)
  await run()
  return (await processorTime(session)) - before
}
