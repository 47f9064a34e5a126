import { join } from 'node:path'
import { openRepository, startServer } from '../../src/server/index.ts'
import { makeRepository } from '../e2e/repository.ts'
import { launch, type Watched } from './git/chromium.ts'
import { prepare } from './git/app.ts'
import { costOf, sessionOf } from './editor/measure.ts'
import { serveBare } from './list/bare.ts'
import { madePosts } from './list/posts.ts'
import { clickAndDraw, coldLoad, memoryOf, typeAndDraw, type Load, type Step } from './list/screen.ts'

/**
 * The list of posts of the built app beside a bare page that shows the same rows, in one browser each:
 * `npm run build && npm run bench -- list [15 1000 10000]`. Milliseconds; `CPU` is the time of the page's thread.
 */
const counts = process.argv.slice(2).map(Number)
const aims: Readonly<
  Record<number, { readonly list?: number; readonly cpu?: number; readonly step: number }>
> = {
  15: { list: 400, step: 16.7 },
  1000: { list: 600, step: 16.7 },
  10000: { cpu: 1000, step: 100 },
}

interface Line {
  readonly name: string
  readonly wall?: number
  readonly cpu?: number
  readonly aim?: string
}

async function inBrowser<T>(work: (watched: Watched) => Promise<T>): Promise<T> {
  const watched = await launch()
  try {
    await watched.page.setViewportSize({ width: 1280, height: 800 })
    await prepare(watched.page)
    return await work(watched)
  } finally {
    await watched.close()
  }
}

const met = (value: number, most: number, unit: string): string =>
  `aim ${most} ${unit} ${value <= most ? 'met' : 'missed'}`

async function bench(count: number): Promise<readonly Line[]> {
  const repository = makeRepository(madePosts(count))
  const repositories = [await openRepository(repository.path)]
  const server = await startServer({ appFolder: join(process.cwd(), 'dist/app'), repositories, port: 0 })
  try {
    const bare = await inBrowser(async ({ page }) => {
      const other = await serveBare(count)
      const load = await coldLoad(page, await sessionOf(page), other.address)
      other.close()
      return load
    })
    return await inBrowser(async (watched) => [
      { name: 'bare page', wall: bare.list, cpu: bare.cpu },
      ...(await ours(watched, server.address, count)),
    ])
  } finally {
    await server.close()
    repository.remove()
  }
}

async function ours({ page, memory }: Watched, address: string, count: number): Promise<Line[]> {
  const session = await sessionOf(page)
  const load = await coldLoad(page, session, address)
  const plain = await memoryOf(session)
  await page.getByRole('button', { name: 'Table' }).click()
  await page.getByRole('table', { name: 'Posts' }).waitFor()
  const sort = await clickAndDraw(page, session, ['Title', 'Date', 'Tags'])
  const shelves = await clickAndDraw(page, session, ['Drafts', 'All'])
  let indexed = 0
  const index = await costOf(session, async () => {
    const start = performance.now()
    await page.getByLabel('Search posts').fill('zzz')
    await page.locator('.found:not(.reading)').waitFor()
    indexed = performance.now() - start
  })
  const typed = await typeAndDraw(page, session, 'harbor fog')
  const aim = aims[count]
  return [
    ...loadLines(load, count),
    { name: 'sort by a column, the slowest of six', ...worst(sort), ...stepAim(worst(sort), aim?.step) },
    { name: 'a shelf, the slowest of four', ...worst(shelves), ...stepAim(worst(shelves), aim?.step) },
    { name: 'texts read and folded', wall: indexed, cpu: index },
    { name: 'a key of a search, the slowest of ten', ...worst(typed), ...stepAim(worst(typed), aim?.step) },
    { name: 'a key of a search, the middle one', ...middle(typed), ...stepAim(middle(typed), aim?.step) },
    { name: 'memory of the page once the list stands', aim: `${plain.toFixed(0)} MB` },
    searchedMemory(await memoryOf(session)),
    { name: 'most memory of the process with workers', aim: `${(memory() / 1e6).toFixed(0)} MB` },
  ]
}

const searchedMemory = (megabytes: number): Line => ({
  name: 'and with all texts searched',
  aim: `${megabytes.toFixed(0)} MB, ${met(megabytes, 150, 'MB')}`,
})

function loadLines({ list, titles, cpu }: Load, count: number): Line[] {
  const aim = aims[count]
  return [
    { name: 'the list', wall: list, ...(aim?.list !== undefined && { aim: met(list, aim.list, 'ms') }) },
    {
      name: 'all titles',
      wall: titles,
      cpu,
      ...(aim?.cpu !== undefined && { aim: met(cpu, aim.cpu, 'ms of CPU') }),
    },
  ]
}

const stepAim = ({ cpu }: Step, most: number | undefined): { aim?: string } =>
  most === undefined ? {} : { aim: met(cpu, most, 'ms of CPU') }

const byCpu = (steps: readonly Step[]): Step[] => [...steps].sort((one, other) => one.cpu - other.cpu)
const none: Step = { wall: 0, cpu: 0 }
const worst = (steps: readonly Step[]): Step => byCpu(steps).at(-1) ?? none
const middle = (steps: readonly Step[]): Step => byCpu(steps)[steps.length >> 1] ?? none

const cell = (value: number | undefined): string => (value?.toFixed(1) ?? '').padStart(10)

console.log(`${'posts'.padStart(6)}  ${''.padEnd(42)}${'ms'.padStart(10)}${'CPU'.padStart(10)}`)
for (const count of counts.length > 0 ? counts : [15, 1000, 10_000]) {
  for (const { name, wall, cpu, aim = '' } of await bench(count))
    console.log(`${String(count).padStart(6)}  ${name.padEnd(42)}${cell(wall)}${cell(cpu)}  ${aim}`)
}
