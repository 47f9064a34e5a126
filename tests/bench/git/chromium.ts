import { readdirSync, readFileSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright'
import { saveData } from '../../e2e/save-data.ts'

/** A browser with one page, whose memory and tasks are watched. */
export interface Watched {
  readonly browser: Browser
  readonly page: Page
  /** The most memory that a page's process has had so far, with its workers, in bytes. */
  readonly memory: () => number
  /** Processor time of the longest task of the page's thread while `work` ran, in milliseconds. */
  readonly longestTask: (work: () => Promise<void>) => Promise<number>
  readonly close: () => Promise<void>
}

export async function launch(): Promise<Watched> {
  const server = await chromium.launchServer({
    ...(process.env.GALLEY_CHROMIUM ? { executablePath: process.env.GALLEY_CHROMIUM } : {}),
    args: ['--no-sandbox'],
  })
  const browser = await chromium.connect(server.wsEndpoint())
  const page = await browser.newPage()
  await saveData(page.context())
  const pid = server.process().pid ?? 0
  return {
    browser,
    page,
    memory: () => Math.max(0, ...renderersBelow(pid).map(peakOf)),
    longestTask: async (work) => {
      await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
      await work()
      return longestIn((await browser.stopTracing()).toString())
    },
    close: () => server.close(),
  }
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the thread's processor time. */
  readonly tdur?: number
  readonly dur?: number
  readonly args?: { readonly name?: string }
}

function longestIn(trace: string): number {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: readonly TraceEvent[] }
  const mains = new Set(
    traceEvents.flatMap(({ name, args, pid, tid }) =>
      name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  )
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`),
  )
  return tasks.reduce((most, { tdur, dur = 0 }) => Math.max(most, (tdur ?? dur) / 1000), 0)
}

const parentOf = (pid: string): number => Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0)

function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return '' // it has ended
  }
}

function renderersBelow(root: number): string[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const isBelow = (pid: number): boolean => pid > 1 && (pid === root || isBelow(parentOf(String(pid))))
  return all.filter((pid) => isBelow(Number(pid)) && isRenderer(pid))
}

function isRenderer(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')
  } catch {
    return false // it has ended
  }
}

const peakOf = (pid: string): number => Number(/^VmHWM:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0) * 1024
