import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePost } from '../../src/jekyll/index.ts'

const sample = join(process.cwd(), 'public/sample-blog')
const folders = [sample, process.env.GALLEY_CORPUS]

/** The bodies of the sample blog's Markdown files, and of every `step`th one of the corpus, where there is one. */
export function* bodiesOf(step = 1, longest = Infinity): Generator<string> {
  for (const folder of folders) {
    if (folder === undefined) continue
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(md|markdown)$/.test(file))
      .sort()
    for (const file of files.filter((_, index) => folder === sample || index % step === 0)) {
      const { body } = parsePost(file, readFileSync(join(folder, file), 'utf8'))
      if (body.length < longest) yield body
    }
  }
}
