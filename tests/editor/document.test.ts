import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody, serializeBody } from '../../src/editor/document.ts'

const corpus = process.env.GALLEY_CORPUS
const frontMatter = /^---[ \t]*\r?\n[^]*?^(?:---|\.\.\.)[ \t]*\r?\n/m

function bodies(folder: string, count: number): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(md|markdown)$/.test(file),
  )
  const step = Math.max(1, Math.floor(files.length / count))
  return files
    .filter((_, index) => index % step === 0)
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(frontMatter, ''))
}

const samples = [
  ...bodies(join(import.meta.dirname, '../../public/sample-blog'), 100),
  ...(corpus === undefined ? [] : bodies(corpus, 100)),
]

describe('parseBody and serializeBody', () => {
  it('give every post back byte for byte', () => {
    for (const body of samples) {
      const { doc, origin } = parseBody(body)
      expect(serializeBody(doc, origin)).toBe(body)
    }
  })

  it('give every string back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => {
        const { doc, origin } = parseBody(body)
        doc.check()
        return serializeBody(doc, origin) === body
      }),
    )
  })

  const line = fc.constantFrom(
    '- a',
    '  b',
    '> c',
    '',
    '```',
    '# d',
    '| e | f |',
    '|---|',
    '1. g',
    '    h',
    '{:.i}',
    '{% j %}',
    '<div>',
    '</div>',
    '*k* **l**',
    '[m]: n',
    '^',
    '\t',
    'o  ',
    '---',
    '[^p]: q',
    ': r',
    '$$',
    '\\',
  )
  it('give every mixture of constructs back', () => {
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const body = lines.join(end)
        const { doc, origin } = parseBody(body)
        doc.check()
        return serializeBody(doc, origin) === body
      }),
      { numRuns: 300 },
    )
  })

  it('never throw when such a mixture is edited', () => {
    fc.assert(
      fc.property(fc.array(line), fc.nat(), (lines, at) => {
        const { doc, origin } = parseBody(lines.join('\n'))
        const changed = doc.copy(doc.content.cut(0, 0).addToEnd(doc.child(at % doc.childCount)))
        saveBody(changed, origin)
      }),
    )
  })
})
