import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import markdownIt from 'markdown-it'
import abbreviations from 'markdown-it-abbr'
import attributes from 'markdown-it-attrs'
import definitionLists from 'markdown-it-deflist'
import footnotes from 'markdown-it-footnote'
import { remark } from 'remark'
import gfm from 'remark-gfm'
import html from 'remark-html'
import { parse, toHtml } from '../../src/kramdown/index.ts'
import { benchDocuments, HOSTILE, PROSE } from './documents.ts'

type Render = (source: string) => unknown

/** The seconds of one run over all documents. */
function seconds(render: Render, documents: readonly string[]): number {
  const start = performance.now()
  for (const source of documents) render(source)
  return (performance.now() - start) / 1000
}

/** The best of three, after a first run that warms up. */
const best = (render: Render, documents: readonly string[]): number =>
  Math.min(...Array.from({ length: 4 }, () => seconds(render, documents)))

function native(documents: readonly string[]): number | undefined {
  const script = join(process.cwd(), 'tests/bench/native.rb')
  const { status, stdout } = spawnSync('ruby', [script], {
    input: JSON.stringify(documents),
    encoding: 'utf8',
  })
  return status === 0 ? Number(stdout) : undefined
}

function throughput(): void {
  const documents = benchDocuments()
  const size = documents.reduce((sum, { length }) => sum + length, 0) / 1e6
  const plugged = markdownIt({ html: true, typographer: true })
    .use(footnotes)
    .use(definitionLists)
    .use(abbreviations)
    .use(attributes)
  const unified = remark().use(gfm).use(html, { sanitize: false })
  const times: [string, number | undefined][] = [
    ['galley toHtml', best(toHtml, documents)],
    ['galley parse (lossless tree)', best((source) => parse(source, { liquid: true }), documents)],
    ['markdown-it with plugins', best((source) => plugged.render(source), documents)],
    ['remark with GFM', seconds((source) => unified.processSync(source), documents)],
    ['native kramdown', native(documents)],
  ]
  const own = times[0]?.[1] ?? 1
  console.log(`${documents.length} documents, ${size.toFixed(1)} million characters`)
  for (const [name, time] of times) {
    const shown = time === undefined ? 'not installed' : `${time.toFixed(2)} s   ${(time / own).toFixed(2)} ×`
    console.log(`${name.padEnd(30)} ${shown}`)
  }
}

const work = (source: string): void => {
  parse(source, { liquid: true })
  toHtml(source)
}

/** One hostile megabyte, in a process of its own: prints its seconds. */
function measureHostile(name: string): void {
  console.log(seconds(work, [HOSTILE.get(name) ?? PROSE]))
}

/** Seconds of a megabyte in a new process; undefined if it took a minute or broke. */
function inChild(name: string): number | undefined {
  const args = [fileURLToPath(import.meta.url), '--hostile', name]
  const { status, stdout } = spawnSync(process.execPath, args, { timeout: 60_000, encoding: 'utf8' })
  return status === 0 ? Number(stdout) : undefined
}

function hostile(): void {
  const prose = inChild('prose') ?? 1
  console.log(`\none megabyte, parse and toHtml; prose ${prose.toFixed(2)} s`)
  for (const name of HOSTILE.keys()) {
    const time = inChild(name)
    const shown = time === undefined ? 'FAILED' : `${time.toFixed(2)} s   ${(time / prose).toFixed(1)} ×`
    console.log(`${name.padEnd(24)} ${shown}`)
  }
}

const flag = process.argv.indexOf('--hostile')
if (flag > 0) measureHostile(process.argv[flag + 1] ?? '')
else {
  throughput()
  hostile()
}
