import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { build } from 'vite'
import { parsePost } from '../../src/jekyll/index.ts'
import { toHtml } from '../../src/kramdown/index.ts'
import { openRepository, startServer } from '../../src/server/index.ts'
import { makeRepository } from '../e2e/repository.ts'
import { costOf, sessionOf, typeKeys, type Keys } from './editor/measure.ts'
import { textOf } from './editor/text.ts'

/**
 * Keystrokes, opening and saving of the built app beside a bare textarea, CodeMirror and a bare Tiptap with its starter
 * kit, on the same texts in one browser: `npm run build && npm run bench -- editor [5k 100k 1m seed]`.
 */
const root = process.cwd()
const seed = process.env.GALLEY_SEED
const seedFile = seed === undefined ? undefined : join(seed, '2020-05-22-cicd-at-scale.md')
const texts: Readonly<Record<string, string>> = {
  '5k': textOf(5_000),
  '100k': textOf(100_000),
  '1m': textOf(1_000_000),
  ...(seedFile && existsSync(seedFile) && { seed: bodyOf(readFileSync(seedFile, 'utf8')) }),
}

function bodyOf(source: string): string {
  return parsePost('_posts/2020-01-01-seed.md', source).body
}

interface Opened {
  readonly page: Page
  /** Milliseconds from the start of opening to the frame that shows the text, and the processor's part in it. */
  readonly wall: number
  readonly cpu: number
}

type Open = (size: string) => Promise<Opened>

const baselines = ['textarea', 'codemirror', 'tiptap'] as const

async function buildPages(): Promise<string> {
  const outDir = join(root, 'node_modules/.bench-pages')
  await build({
    root: join(root, 'tests/bench/editor'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000 },
  })
  return outDir
}

const mime: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html; charset=utf-8' }

/** Serves the pages of the others; resolves to their address. */
function servePages(folder: string): Promise<{ address: string; close: () => void }> {
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, url === '/' ? 'index.html' : url)
    const found = existsSync(path)
    response.writeHead(found ? 200 : 404, {
      'content-type': mime[path.split('.').at(-1) ?? ''] ?? 'text/plain',
    })
    response.end(found ? readFileSync(path) : '')
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      done({ address: `http://127.0.0.1:${port}/`, close: () => server.close() })
    })
  })
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  return context.newPage()
}

const openBaseline =
  (browser: Browser, address: string, kind: (typeof baselines)[number]): Open =>
  async (size) => {
    const page = await newPage(browser)
    await page.goto(address)
    const text = texts[size] ?? ''
    const given = kind === 'tiptap' ? toHtml(text) : text
    let wall = 0
    const cpu = await costOf(await sessionOf(page), async () => {
      wall = await page.evaluate(([one, other]) => window.openEditor(one, other), [kind, given] as const)
    })
    return { page, wall, cpu }
  }

const pathOf = (size: string): string => `_posts/2024-01-02-${size}.md`

/** Opens a post in the app out of its list of posts. */
const openOurs =
  (browser: Browser, address: string): Open =>
  async (size) => {
    const page = await newPage(browser)
    await page.goto(address)
    await page.getByRole('link', { name: `Post ${size}`, exact: true }).waitFor()
    await page.evaluate(() => document.fonts.ready)
    // The code of the editor is there before, as it is in the others' pages: another post was open.
    await openPost(page, 'first')
    await page.evaluate(() => (location.hash = '#/'))
    await page.getByRole('link', { name: `Post ${size}`, exact: true }).waitFor()
    let wall = 0
    const cpu = await costOf(await sessionOf(page), async () => {
      wall = await openPost(page, size)
    })
    await placeCursor(page)
    return { page, wall, cpu }
  }

const openPost = (page: Page, size: string): Promise<number> =>
  page.evaluate(
    async (hash) => {
      const start = performance.now()
      location.hash = hash
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      while ((document.querySelector('.galley-text')?.textContent ?? '') === '') await frame()
      await frame()
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

/** The app is at rest and what was typed is on the device. */
const saved = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('p.saved.saved:not(.saving)') !== null, undefined, {
    polling: 100,
  })
}

async function measure(
  name: string,
  open: Open,
  size: string,
): Promise<{ name: string; keys: Keys; opened: Opened; save: number }> {
  const opened = await open(size)
  const { page } = opened
  const session = await sessionOf(page)
  const keys = await typeKeys(page, session)
  let save = 0
  if (name === 'galley') {
    await saved(page)
    await page.keyboard.press('x')
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
    save = await costOf(session, () => saved(page))
  }
  await page.context().close()
  return { name, keys, opened, save }
}

const ms = (value: number): string => value.toFixed(1).padStart(8)

async function run(): Promise<void> {
  const pages = await servePages(await buildPages())
  const posts = Object.entries({ first: 'One text.\n', ...texts }).map(([size, text]) => [
    pathOf(size),
    `---\ntitle: Post ${size}\n---\n\n${text}`,
  ])
  const repository = makeRepository({
    '_config.yml': 'title: Bench\n',
    ...(Object.fromEntries(posts) as Record<string, string>),
  })
  const repositories = [await openRepository(repository.path)]
  const server = await startServer({ appFolder: join(root, 'dist/app'), repositories, port: 0 })
  const browser = await chromium.launch({
    executablePath: process.env.GALLEY_CHROMIUM ?? '',
    args: ['--no-sandbox'],
  })
  const wanted = process.argv.slice(2)
  try {
    for (const size of wanted.length > 0 ? wanted : Object.keys(texts)) {
      const rivals = baselines.map((kind) => [kind, openBaseline(browser, pages.address, kind)] as const)
      console.log(`\n${size}: ${texts[size]?.length ?? 0} characters; milliseconds`)
      console.log(
        `${' '.repeat(12)}  key→frame p95  CPU/key mean     p95    most     open  open CPU     save`,
      )
      for (const [name, open] of [...rivals, ['galley', openOurs(browser, server.address)] as const]) {
        const { keys, opened, save } = await measure(name, open, size)
        console.log(
          `${name.padEnd(12)} ${ms(keys.frame).padStart(14)} ${ms(keys.mean).padStart(13)}${ms(keys.p95)}${ms(keys.most)} ${ms(opened.wall)} ${ms(opened.cpu).padStart(9)} ${name === 'galley' ? ms(save) : ''}`,
        )
      }
    }
  } finally {
    await browser.close()
    await server.close()
    pages.close()
    repository.remove()
  }
}

await run()
