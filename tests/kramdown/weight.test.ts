import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, it } from 'vitest'

/** Bytes of gzip that the module may weigh alone. */
const LIMIT = 25 * 1024

/** The module alone as the app's build writes it: minified, for ES2022, with all its exports. */
async function bundle(): Promise<string> {
  const input = join(import.meta.dirname, '../../src/kramdown/index.ts')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input, preserveEntrySignatures: 'strict' },
    },
  })
  const output = 'output' in built ? built.output : []
  return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
}

it(`weighs at most ${LIMIT} bytes`, async () => {
  const code = await bundle()
  const weight = gzipSync(code, { level: 9 }).length
  console.log(`kramdown: ${weight} bytes gzip, ${code.length} minified`)
  expect(code).toContain('footnote')
  expect(weight).toBeLessThanOrEqual(LIMIT)
})
