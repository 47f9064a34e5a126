import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePost } from '../../src/jekyll/index.ts'

const folders = [join(process.cwd(), 'public/sample-blog'), process.env.GALLEY_CORPUS]

/** The bodies of every `step`th Markdown file of the sample blog and of the corpus, where there is one. */
export function* bodiesOf(step = 1, longest = Infinity): Generator<string> {
  for (const folder of folders) {
    if (folder === undefined) continue
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(md|markdown)$/.test(file))
      .sort()
    for (const file of files.filter((_, index) => index % step === 0)) {
      const { body } = parsePost(file, readFileSync(join(folder, file), 'utf8'))
      if (body.length < longest) yield body
    }
  }
}
