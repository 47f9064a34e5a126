import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'

/** Bytes of a kilobyte, as the budgets mean it. */
const KB = 1024
const app = join(import.meta.dirname, '../dist/app')

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

let manifest: Record<string, Chunk> = {}

beforeAll(() => {
  const file = join(app, 'manifest.json')
  if (!existsSync(file)) throw new Error('The app is not built: npm run build')
  manifest = JSON.parse(readFileSync(file, 'utf8')) as typeof manifest
})

/** The scripts and styles that these entries load, with everything that they import statically. */
function filesOf(entries: readonly string[]): Set<string> {
  const files = new Set<string>()
  const visit = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`The build has no ${name}`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.css?.forEach((file) => files.add(file))
    chunk.imports?.forEach(visit)
  }
  entries.forEach(visit)
  return files
}

const weigh = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(app, file))).length, 0)

/** Fails with the figure beside the budget; prints it either way, for the note and the changelog. */
function expectAtMost(budget: number, what: string, files: Iterable<string>): void {
  const kilobytes = weigh(files) / KB
  console.log(`${what}: ${kilobytes.toFixed(1)} KB of ${budget}`)
  expect(kilobytes).toBeLessThanOrEqual(budget)
}

const list = ['index.html']
const editor = [...list, 'src/ui/post/PostPlace.svelte', 'src/app/session.svelte.ts']
const scripts = (): string[] => readdirSync(join(app, 'assets')).filter((file) => file.endsWith('.js'))

describe('the weight of the app (gzip, scripts and styles)', () => {
  it('is at most 80 KB until the list is on the screen', () => {
    expectAtMost(80, 'list', filesOf(list))
  })

  it('is at most 320 KB until the editor is', () => {
    expectAtMost(320, 'editor', filesOf(editor))
  })

  it.each([
    [30, 'Git', 'worker-'],
    [70, 'the renderer of pages, without Sass and plugins,', 'render-worker-'],
  ])('is at most %d KB of %s in its worker', (budget, what, start) => {
    const workers = scripts().filter((file) => file.startsWith(start))
    expect(workers).toHaveLength(1)
    expectAtMost(
      budget,
      what,
      workers.map((file) => `assets/${file}`),
    )
  })
})

describe('the build', () => {
  it('evaluates no text as a program', () => {
    const files = [...scripts().map((file) => `assets/${file}`), 'service-worker.js', 'app-worker.js']
    const evaluating = files.filter((file) =>
      /\beval\(|new (?:[\w$]+\.)*Function\(|\bFunction\(["'`]/.test(readFileSync(join(app, file), 'utf8')),
    )
    expect(evaluating).toEqual([])
  })

  it('loads no font, script or style of another host', () => {
    const texts = [
      join(app, 'index.html'),
      join(app, 'frame.html'),
      ...readdirSync(join(app, 'assets'))
        .filter((file) => file.endsWith('.css'))
        .map((file) => join(app, 'assets', file)),
    ]
    const foreign = texts.filter((file) =>
      /(?:src|href)="https?:|url\(["']?(?:https?:)?\/\/|@import/.test(readFileSync(file, 'utf8')),
    )
    expect(foreign).toEqual([])
  })
})
