import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { expect, it } from 'vitest'

/** Bytes of gzip that the renderer may weigh with kramdown and the reading of sites; plugins come for the sites that name them. */
const LIMIT = 70 * 1024

/** The renderer as the app's build would write it alone. gray-matter's unused engines are left out, as there. */
async function bundle(): Promise<string> {
  const input = join(import.meta.dirname, '../../src/preview/site-renderer.ts')
  const built = await build({
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    publicDir: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input, preserveEntrySignatures: 'strict' },
    },
  })
  const output = 'output' in built ? built.output : []
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []))
  const first = chunks.find(({ isEntry }) => isEntry)
  const own = chunks.filter(({ fileName, isEntry }) => isEntry || first?.imports.includes(fileName))
  return own.map(({ code }) => code).join('')
}

it(`weighs at most ${LIMIT} bytes`, async () => {
  const code = await bundle()
  const weight = gzipSync(code, { level: 9 }).length
  console.log(`preview: ${weight} bytes gzip, ${code.length} minified`)
  expect(code).toContain('tablerow')
  expect(weight).toBeLessThanOrEqual(LIMIT)
})
