import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run, temporaryFolder } from './terminal.ts'

/** Real posts of real sites where GALLEY_CORPUS names them, and always the sample blog's. */
const folders = [join(import.meta.dirname, '../../public/sample-blog'), process.env.GALLEY_CORPUS].filter(
  (folder) => folder !== undefined,
)

describe('galley roundtrip of real posts', () => {
  it.each(folders)(
    '%s comes out byte for byte',
    async (folder) => {
      const target = temporaryFolder()
      const { code, out } = await run(['roundtrip', folder, target])
      expect([code, out.at(-1)]).toEqual([0, expect.stringMatching(/^[1-9]\d* passed, 0 failed$/)])
      const written = readdirSync(target, { recursive: true, encoding: 'utf8' }).filter((path) =>
        statSync(join(target, path)).isFile(),
      )
      const changed = written.filter(
        (path) => !readFileSync(join(target, path)).equals(readFileSync(join(folder, path))),
      )
      expect([written.length, changed]).toEqual([Number.parseInt(out.at(-1) ?? ''), []])
      console.log(out.slice(0, -1).join('\n'))
    },
    120_000,
  )
})
