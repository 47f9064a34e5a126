import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { leaves, parse, toHtml } from '../../src/kramdown/index.ts'
import { normalized } from './html.ts'
import { askKramdown, hasKramdown } from './oracle.ts'

/** Real posts, where they lie beside the project. */
const folder = process.env.GALLEY_CORPUS

const FRONT_MATTER = /^---[ \t\r\n\f\v]*\n[^]*?\n?^(?:---|\.\.\.)[ \t\r\n\f\v]*$\n?/m

function bodyOf(file: string): string {
  const source = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  const match = FRONT_MATTER.exec(source)
  return match?.index === 0 ? source.slice(match[0].length) : source
}

const bodies = folder
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:md|markdown|mkd|mkdown|mdown|text)$/.test(file))
      .map((file) => join(folder, file))
      .sort()
      .map((file) => ({ file, source: bodyOf(file) }))
  : []

describe.skipIf(!folder)('real posts', () => {
  it('lose nothing', () => {
    const broken = bodies.filter(({ source }) => {
      const parts = leaves(parse(source, { liquid: true }))
      return parts.map(({ span: [from, to] }) => source.slice(from, to)).join('') !== source
    })
    expect(broken.map(({ file }) => file)).toEqual([])
  })

  it.skipIf(!hasKramdown)(
    "look as Ruby's kramdown makes them, and are mostly the same bytes",
    { timeout: 180_000 },
    () => {
      const answers = askKramdown(bodies.map(({ source }) => ({ source, input: 'GFM' })))
      const known = bodies.flatMap(({ file, source }, index) => {
        const html = answers[index]
        return typeof html === 'string' ? [{ file, wanted: html, html: toHtml(source) }] : []
      })
      const unequal = known.filter(({ wanted, html }) => wanted !== html)
      const different = unequal.filter(({ wanted, html }) => normalized(wanted) !== normalized(html))
      expect(different.map(({ file }) => file)).toEqual([])
      expect(unequal.length).toBeLessThan(0.15 * known.length)
    },
  )
})
