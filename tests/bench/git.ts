import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { startServer } from '../../src/server/index.ts'
import { commit, git, isolated } from '../git/repositories.ts'
import { aimLines, type Figure } from './git/aims.ts'
import { askForNews, openList, openNewest, prepare, publishWord, typeAddress } from './git/app.ts'
import { launch, type Watched } from './git/chromium.ts'
import { startHost, type Host } from './git/host.ts'
import { madeRepository, plans, type Plan } from './git/made.ts'
import { openPipe, type Pipe } from './git/pipe.ts'

/**
 * Opening, publishing and syncing by the built app in Chromium beside isomorphic-git in Chromium and native git, on three
 * made repositories, in one run: `npm run build && npm run bench -- git [small middle large] [loopback pipe]`. The blog
 * comes from another origin than the app, which lies on this computer.
 */
const root = process.cwd()
const wanted = process.argv.slice(2)
const chosen = plans.filter(
  ({ name }) => !plans.some((plan) => wanted.includes(plan.name)) || wanted.includes(name),
)
const lines = {
  loopback: { bitsPerSecond: 100e9, roundTrip: 0 },
  pipe: { bitsPerSecond: 20e6, roundTrip: 40 },
}
type Line = keyof typeof lines
const chosenLines = (['loopback', 'pipe'] as const).filter(
  (name) => !wanted.some((word) => word in lines) || wanted.includes(name),
)

/** One blog on its host, and how it is reached. */
interface Scene {
  readonly plan: Plan
  readonly line: Line
  readonly app: string
  readonly others: string
  /** The bare repository's folder. */
  readonly bare: string
  readonly folder: string
  readonly host: Host
}

/** On the line, with all headers; what Git's requests carried in order, without them. */
interface Cost {
  readonly up: number
  readonly down: number
  readonly preflights: number
  readonly requests: Host['requests']
}

/** A line of its own for one measurement, so that what went over it can be counted. */
async function over<T>(
  { host, line, plan }: Scene,
  work: (url: string, cost: () => Cost, pipe: Pipe) => Promise<T>,
): Promise<T> {
  const pipe = await openPipe(host.port, lines[line])
  const start = { requests: host.requests.length, preflights: host.preflights }
  const cost = (): Cost => ({
    up: pipe.up,
    down: pipe.down,
    preflights: host.preflights - start.preflights,
    requests: host.requests.slice(start.requests),
  })
  try {
    return await work(`http://127.0.0.1:${pipe.port}/${plan.name}.git`, cost, pipe)
  } finally {
    pipe.close()
  }
}

async function inBrowser<T>(work: (watched: Watched) => Promise<T>): Promise<T> {
  const watched = await launch()
  try {
    await prepare(watched.page)
    return await work(watched)
  } finally {
    await watched.close()
  }
}

const openButton = 'form button[type=submit]'

const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(10)
const size = (bytes: number): string =>
  (bytes < 100_000 ? `${bytes} B` : `${(bytes / 1e6).toFixed(2)} MB`).padStart(10)

/** What the scene's lines said so far, by their names. */
const figures = new Map<string, Figure>()

function say(scene: Scene, name: string, time: number, cost?: Cost, rest = ''): void {
  figures.set(name.trim(), figureOf(time, cost))
  const counted = cost
    ? `${size(cost.down)} down ${size(cost.up)} up ${String(cost.requests.length).padStart(3)} requests` +
      ` (${String(cost.preflights)} asked before)${size(sum(cost.requests, 'down'))} ↓ ${size(sum(cost.requests, 'up'))} ↑`
    : ''
  console.log(
    `${scene.plan.name.padEnd(7)}${scene.line.padEnd(9)}${name.padEnd(34)}${ms(time)}  ${counted}  ${rest}`,
  )
}

const figureOf = (time: number, cost?: Cost): Figure => ({
  time,
  down: cost?.down ?? 0,
  carriedUp: sum(cost?.requests ?? [], 'up'),
  carriedDown: sum(cost?.requests ?? [], 'down'),
  requests: cost?.requests.length ?? 0,
})

const sum = (requests: Cost['requests'], way: 'up' | 'down'): number =>
  requests.reduce((all, request) => all + request[way], 0)

async function measureFirstText(scene: Scene): Promise<void> {
  await over(scene, (url, cost) =>
    inBrowser(async ({ page }) => {
      await typeAddress(page, scene.app, url)
      const time = await openNewest(page, openButton)
      say(scene, 'galley: newest text', time, cost())
    }),
  )
}

async function measureList(scene: Scene): Promise<void> {
  await over(scene, (url, cost, pipe) =>
    inBrowser(async ({ page, memory, longestTask }) => {
      await typeAddress(page, scene.app, url)
      const { list, titles } = await openList(page, openButton)
      say(scene, 'galley: list', list)
      say(scene, 'galley: all titles', titles, cost(), `peak ${size(memory())}`)
      await measureReopening(scene, { page, url, close: pipe.close, longestTask })
    }),
  )
}

interface Known extends Pick<Watched, 'page' | 'longestTask'> {
  readonly url: string
  /** Ends the network. */
  readonly close: () => void
}

async function measureReopening(scene: Scene, { page, close, longestTask }: Known): Promise<void> {
  await scene.host.idle()
  close()
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    await page.goto('about:blank')
    await page.goto(scene.app)
    await page.getByText('Opened on this device').waitFor()
    times.push((await openList(page, 'li button')).list)
  }
  say(scene, 'galley: known blog, no network', Math.min(...times), undefined, times.map(ms).join(''))
  const longest = await longestTask(async () => {
    await page.goto(scene.app)
    await page.getByText('Opened on this device').waitFor()
    await openList(page, 'li button')
  })
  say(scene, 'galley: longest task of it', longest)
}

async function measureTasks(scene: Scene): Promise<void> {
  await over(scene, (url) =>
    inBrowser(async ({ page, longestTask }) => {
      await typeAddress(page, scene.app, url)
      const longest = await longestTask(async () => {
        await openList(page, openButton)
      })
      say(scene, 'galley: longest task of opening', longest)
    }),
  )
}

async function measurePublish(scene: Scene): Promise<void> {
  await over(scene, (url, cost) =>
    inBrowser(async ({ page }) => {
      await typeAddress(page, scene.app, url)
      await openList(page, openButton)
      await scene.host.idle()
      await page.locator('[data-path]').first().click()
      await page.locator('.galley-text').waitFor()
      let before = cost()
      const time = await publishWord(page, async () => {
        await scene.host.quiet()
        before = cost()
      })
      say(scene, 'galley: publish one word', time, since(before, cost()))
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('link', { name: 'Posts' }).click()
      await page.locator('[data-path]').first().waitFor()
      const theirs = `---\ntitle: Changed\n---\n\nBy somebody else, over ${scene.line}.\n`
      commit(scene.bare, { '_posts/2010-01-01-post-0.md': theirs })
      before = cost()
      const start = performance.now()
      await askForNews(page)
      const news = since(before, cost())
      say(scene, 'galley: news of one post', performance.now() - start, news)
      const [asked, trees] = news.requests
      const without = { ...news, requests: [asked, trees].filter((request) => request !== undefined) }
      say(scene, 'galley: of that, without its text', 0, without)
    }),
  )
}

const since = (before: Cost, now: Cost): Cost => ({
  up: now.up - before.up,
  down: now.down - before.down,
  preflights: now.preflights - before.preflights,
  requests: now.requests.slice(before.requests.length),
})

async function measureIsomorphic(scene: Scene): Promise<void> {
  await over(scene, (url, cost) =>
    inBrowser(async ({ page, memory }) => {
      await page.goto(scene.others)
      await page.waitForFunction(() => 'clone' in window)
      const time = await page.evaluate(
        (address) => (window as unknown as { clone(url: string): Promise<number> }).clone(address),
        url,
      )
      say(scene, 'isomorphic-git: clone --depth 1', time, cost(), `peak ${size(memory())}`)
    }),
  )
}

async function run(folder: string, ...args: string[]): Promise<number> {
  const start = performance.now()
  const child = spawn('git', args, { cwd: folder, env: isolated, stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${String(code)}`)
  return performance.now() - start
}

async function measureNative(scene: Scene): Promise<void> {
  for (const filter of [[], ['--filter=blob:none']]) {
    await over(scene, async (url, cost) => {
      const target = mkdtempSync(join(scene.folder, 'clone-'))
      const time = await run(scene.folder, 'clone', '-q', '--depth', '1', '--bare', ...filter, url, target)
      say(scene, `git: clone --depth 1 ${filter.join('')}`, time, cost())
      rmSync(target, { recursive: true })
    })
  }
  await measureNativePush(scene)
}

async function measureNativePush(scene: Scene): Promise<void> {
  await over(scene, async (url, cost) => {
    const work = mkdtempSync(join(scene.folder, 'work-'))
    await run(scene.folder, 'clone', '-q', '--depth', '1', scene.bare.replace(/^/, 'file://'), work)
    const post = join(work, git(work, 'ls-files', '_posts').split('\n').at(-1) ?? '')
    writeFileSync(post, `${readFileSync(post, 'utf8')}x`)
    git(work, 'commit', '-qam', 'One word')
    const time = await run(work, 'push', '-q', url, 'HEAD:main')
    say(scene, 'git: push one word', time, cost())
    rmSync(work, { recursive: true })
  })
}

const mime: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html; charset=utf-8' }

async function serveOthers(): Promise<{ address: string; close: () => void }> {
  const outDir = join(root, 'node_modules/.bench-pages')
  await build({
    root: join(root, 'tests/bench/git/page'),
    configFile: false,
    logLevel: 'error',
    // the package, not Node's own, also for what asks for it by its bare name
    resolve: { alias: { buffer: 'buffer/' } },
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000 },
  })
  const server = createServer(({ url = '/' }, response) => {
    const path = join(outDir, url === '/' ? 'index.html' : url)
    response.writeHead(existsSync(path) ? 200 : 404, {
      'content-type': mime[path.split('.').at(-1) ?? ''] ?? '',
    })
    response.end(existsSync(path) ? readFileSync(path) : '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

async function bench(): Promise<void> {
  const others = await serveOthers()
  const app = await startServer({ appFolder: join(root, 'dist/app'), repositories: [], port: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'))
  const host = await startHost(folder)
  for (const plan of chosen) {
    const bare = join(folder, `${plan.name}.git`)
    cpSync(await madeRepository(plan), bare, { recursive: true })
    for (const line of chosenLines) {
      const scene = { plan, line, app: app.address, others: others.address, bare, folder, host }
      for (const measurement of measurements)
        await measurement(scene).catch((error: unknown) => say(scene, String(error), 0))
      for (const said of aimLines(figures, line === 'pipe'))
        console.log(`${plan.name.padEnd(7)}${line.padEnd(9)}${said}`)
      figures.clear()
    }
  }
  host.close()
  others.close()
  await app.close()
  rmSync(folder, { recursive: true })
}

const measurements = [
  measureNative,
  measureIsomorphic,
  measureFirstText,
  measureList,
  measureTasks,
  measurePublish,
]

await bench()
