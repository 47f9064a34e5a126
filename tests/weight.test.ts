import { existsSync, readFileSync } from 'node:fs'
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

describe('the weight of the app (gzip, scripts and styles)', () => {
  it('is at most 80 KB until the list is on the screen', () => {
    const bytes = weigh(filesOf(['index.html']))
    console.log(`list: ${(bytes / KB).toFixed(1)} KB`)
    expect(bytes).toBeLessThanOrEqual(80 * KB)
  })
})
