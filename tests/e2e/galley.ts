import { expect, test as base, type BrowserContext } from '@playwright/test'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openRepository, startServer } from '../../src/server/index.ts'
import { makeRepository } from './repository.ts'
import type { Files, RepositoryOptions, TestRepository } from './repository.ts'
import { saveData as savingData } from './save-data.ts'

export { expect }
export { makeRepository, writeFiles } from './repository.ts'
export type { Files } from './repository.ts'

const appFolder = join(import.meta.dirname, '../../dist/app')

/** A running Galley with one repository. */
export interface Galley extends TestRepository {
  /** Where the app is: `http://127.0.0.1:PORT/`. */
  readonly address: string
  /** Ends the server, as if the network were gone; the repository stays. */
  readonly stop: () => Promise<void>
  /** Starts it again after `stop`, at the same address. */
  readonly start: () => Promise<void>
}

/** Serves the built app and this repository on a free port. */
async function serve(repository: TestRepository): Promise<Galley> {
  if (!existsSync(join(appFolder, 'index.html'))) throw new Error('The app is not built: npm run build')
  const repositories = [await openRepository(repository.path)]
  let server = await startServer({ appFolder, repositories, port: 0 })
  const { address, port } = server
  const start = async (): Promise<void> => {
    server = await startServer({ appFolder, repositories, port })
  }
  return { ...repository, address, start, stop: () => server.close() }
}

interface Fixtures {
  /** Starts a Galley on a new repository made of these files, or of this folder; all of it is gone after the test. */
  galley: (source: Files | string, options?: RepositoryOptions) => Promise<Galley>
}

/** How many times slower the page's thread is made: what only goes well on a quick machine shows then. */
const slower = Number(process.env.GALLEY_SLOWER ?? 1)

/** Whether the author saves data: then the app is not kept on the device ahead, which would be all of it in each test. */
interface Options {
  saveData: boolean
  /** Whether the policy may stop something: where foreign HTML with styles is read, which browsers report too. */
  allowsViolations: boolean
}

/** What the policy of the app's own page had to stop, and what a payload could run there. */
async function watchPolicy(context: BrowserContext): Promise<readonly string[]> {
  const seen: string[] = []
  await context.exposeBinding('galleySaw', (_source, what: string) => void seen.push(what))
  await context.addInitScript(() => {
    if (window.top !== window) return
    const saw = (what: string): void =>
      (window as unknown as { galleySaw: (what: string) => void }).galleySaw(what)
    if (!('canary' in window)) Object.defineProperty(window, 'canary', { value: () => saw('a payload ran') })
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sample, sourceFile, lineNumber } = event
      saw(`the policy stopped ${violatedDirective} ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`)
    })
  })
  return seen
}

export const test = base.extend<Fixtures & Options>({
  saveData: [true, { option: true }],
  allowsViolations: [false, { option: true }],
  context: async ({ context, saveData, allowsViolations }, use) => {
    if (saveData) await savingData(context)
    const seen = await watchPolicy(context)
    await use(context)
    const wrong = seen.filter((what) => !allowsViolations || !what.startsWith('the policy stopped'))
    expect(wrong, 'what the app’s own page must not even try').toEqual([])
  },
  page: async ({ page, context }, use) => {
    if (slower > 1) {
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    }
    await use(page)
  },
  galley: async ({ browserName: _anyBrowser }, use) => {
    const started: Galley[] = []
    await use(async (source, options) => {
      const galley = await serve(makeRepository(source, options))
      started.push(galley)
      return galley
    })
    for (const galley of started) {
      await galley.stop()
      galley.check()
      galley.remove()
    }
  },
})
