import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { parsePost } from '../../src/jekyll/index.ts'
import { openRepository, startServer } from '../../src/server/index.ts'
import { makeRepository, type TestRepository } from '../e2e/repository.ts'
import { readSeed } from '../e2e/seed.ts'
import { costOf, sessionOf, typeKeys } from './editor/measure.ts'
import { openBaseline, openOurs, pathOf, type Open } from './editor/open.ts'
import { servePages } from './editor/serve-pages.ts'
import { tableOf, type Figures } from './editor/table.ts'
import { textOf } from './editor/text.ts'

/**
 * Keystrokes, opening and saving of the built app beside a bare textarea, CodeMirror and a bare Tiptap with its starter
 * kit, on the same texts in one browser: `npm run build && npm run bench -- editor [5k seed 100k 1m]`. Each is measured
 * once in every round, in turn, so that what else the machine does meets all of them; the table has the medians.
 */
const root = process.cwd()
const seed = readSeed()
const texts: Readonly<Record<string, string>> = {
  '5k': textOf(5_000),
  seed: parsePost(seed.path, seed.source).body,
  '100k': textOf(100_000),
  '1m': textOf(1_000_000),
}

/** At 1 MB others take half a minute for each. */
const roundsOf = (size: string): number => Number(process.env.GALLEY_ROUNDS ?? (size === '1m' ? 3 : 5))

/** The app is at rest and what was typed is on the device. */
const saved = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('p.saved.saved:not(.saving)') !== null, undefined, {
    polling: 100,
  })
}

async function measure(name: string, open: Open, size: string): Promise<Figures> {
  const { page, wall, cpu, then } = await open(texts[size] ?? '', size)
  const session = await sessionOf(page)
  const keys = await typeKeys(page, session)
  const figures = { ...keys, open: wall, openCpu: cpu, then }
  if (name !== 'galley') {
    await page.context().close()
    return figures
  }
  await saved(page)
  await page.keyboard.press('x')
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
  const save = await costOf(session, () => saved(page))
  await page.context().close()
  return { ...figures, save }
}

async function measureAll(opens: ReadonlyMap<string, Open>, size: string): Promise<void> {
  const all = new Map<string, Figures[]>([...opens.keys()].map((name) => [name, []]))
  const rounds = roundsOf(size)
  for (let round = 0; round < rounds; round += 1)
    for (const [name, open] of opens) all.get(name)?.push(await measure(name, open, size))
  console.log(`\n${size}: ${texts[size]?.length ?? 0} characters; medians of ${rounds} rounds, milliseconds`)
  console.log(tableOf(size, all))
}

/** The blog has the pictures that its posts show. */
function repositoryOfTexts(): TestRepository {
  const pictures = Object.fromEntries(
    Object.entries(seed.files).filter(([path]) => path.startsWith('assets/')),
  )
  const posts = Object.entries({ first: 'One text.\n', ...texts }).map(([size, text]) => [
    pathOf(size),
    `---\ntitle: Post ${size}\n---\n\n${text}`,
  ])
  return makeRepository({
    ...pictures,
    '_config.yml': 'title: Bench\n',
    ...(Object.fromEntries(posts) as Record<string, string>),
  })
}

async function run(wanted: readonly string[]): Promise<void> {
  const pages = await servePages()
  const repository = repositoryOfTexts()
  const repositories = [await openRepository(repository.path)]
  const server = await startServer({ appFolder: join(root, 'dist/app'), repositories, port: 0 })
  const executablePath = process.env.GALLEY_CHROMIUM ?? ''
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const opens = new Map<string, Open>([
    ['textarea', openBaseline(browser, pages.address, 'textarea')],
    ['codemirror', openBaseline(browser, pages.address, 'codemirror')],
    ['tiptap', openBaseline(browser, pages.address, 'tiptap')],
    ['galley', openOurs(browser, server.address)],
  ])
  try {
    for (const size of wanted) await measureAll(opens, size)
  } finally {
    await browser.close()
    await server.close()
    pages.close()
    repository.remove()
  }
}

const wanted = process.argv.slice(2)
await run(wanted.length > 0 ? wanted : Object.keys(texts))
