import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tryEdits } from './check-edit.ts'

const corpus = process.env.GALLEY_CORPUS
const frontMatter = /^---[ \t]*\r?\n[^]*?^(?:---|\.\.\.)[ \t]*\r?\n/m

function posts(folder: string, count: number): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /_posts.*\.(md|markdown)$/.test(file))
    .sort()
  const step = Math.max(1, Math.floor(files.length / count))
  return files
    .filter((_, index) => index % step === 0)
    .map((file) => readFileSync(join(folder, file), 'utf8').replace(frontMatter, ''))
    .filter(({ length }) => length < 20_000)
}

const samples = readdirSync(join(import.meta.dirname, '../samples')).map((name) =>
  readFileSync(join(import.meta.dirname, '../samples', name, 'before.md'), 'utf8'),
)
const bodies = [
  ...samples,
  ...posts(join(import.meta.dirname, '../../public/sample-blog'), 20),
  ...(corpus === undefined ? [] : posts(corpus, 20)),
]

describe('random edits', () => {
  it('are saved as exactly the edited document, and nothing around them changes', () => {
    const wrong = bodies.flatMap((body, index) =>
      [...tryEdits(body, index + 1, 12)]
        .filter(({ problem }) => problem !== undefined)
        .map(({ edit, problem, body: saved }) => ({ edit, problem, body, saved })),
    )
    expect(wrong).toEqual([])
  })
})
