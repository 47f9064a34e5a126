import { join } from 'node:path'
import { main } from '../../src/cli/main.ts'

/**
 * `galley edits` with many edits: some 100,000 over the corpus (`GALLEY_CORPUS`), or as many over the sample blog.
 * `npm run bench -- edits 5 70`: with seed 5 and 70 edits a file.
 */
const corpus = process.env.GALLEY_CORPUS
const [seed = '1', count = corpus === undefined ? '12000' : '70'] = process.argv.slice(2)

process.exitCode = await main(
  ['edits', corpus ?? join(process.cwd(), 'public/sample-blog'), '--seed', seed, '--count', count],
  {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    stop: new AbortController().signal,
    cwd: process.cwd(),
    appFolder: '',
    packageFile: join(process.cwd(), 'package.json'),
  },
)
