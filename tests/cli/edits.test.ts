import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describe as describeTrial } from '../../src/cli/edits/report.ts'
import { linesTouched } from '../../src/cli/edits/lines.ts'
import { tryEdits, type Trial } from '../../src/cli/edits/trials.ts'
import { parsePost } from '../../src/jekyll/index.ts'
import { run, temporaryFolder } from './terminal.ts'

const corpus = process.env.GALLEY_CORPUS

function posts(folder: string, count: number): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /_posts.*\.(md|markdown)$/.test(file))
    .sort()
  const step = Math.max(1, Math.floor(files.length / count))
  return files
    .filter((_, index) => index % step === 0)
    .map((file) => parsePost(file, readFileSync(join(folder, file), 'utf8')).body)
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
  it('are saved as exactly the edited document, nothing around them changes, and undo gives the bytes back', () => {
    const trials = bodies.flatMap((body) => [...tryEdits(body, 4, 10)])
    const troubles = trials.filter(({ trouble }) => trouble !== undefined)
    const wrong = troubles.filter(({ trouble }) => trouble !== 'refused')
    expect(wrong.map((trial) => describeTrial('', 4, trial))).toEqual([])
    expect(troubles.length, troubles.map((trial) => describeTrial('', 4, trial)).join('\n')).toBeLessThan(
      trials.length / 100,
    )
  }, 300_000)

  it('are the same for the same seed', () => {
    const names = (trials: Iterable<Trial>) => [...trials].map(({ edits, doc }) => [edits, doc.toString()])
    const [one, same, other] = [7, 7, 8].map((seed) => names(tryEdits(samples[0] ?? '', seed, 5)))
    expect(one).toEqual(same)
    expect(one).not.toEqual(other)
  })
})

describe('galley edits', () => {
  it('leaves out what the editor does not open', async () => {
    const folder = temporaryFolder({ 'a.md': 'One two three.\n' })
    writeFileSync(join(folder, 'wide.md'), Buffer.from('\ufeffOne two.\n', 'utf16le'))
    const { code, out, err } = await run(['edits', folder, '--seed', '3', '--count', '2'])
    expect([code, out.at(-1), err]).toEqual([
      0,
      '2 passed, 0 failed',
      [expect.stringMatching(/^wide\.md: .*UTF-8/)],
    ])
  })

  it('says how many edits were right and how many lines they touched, and writes nothing', async () => {
    const folder = temporaryFolder({ 'a.md': 'One *two* three.\n\n- a\n- b\n', 'b.markdown': '' })
    const { code, out, err } = await run(['edits', folder, '--seed', '3', '--count', '8'])
    expect([code, err]).toEqual([0, []])
    expect(out.at(-1)).toBe('16 passed, 0 failed')
    expect(out.join('\n')).toMatch(/Right: 16 of 16 \(100\.000 %\)[^]*Lines touched: mean \d/)
    expect(readdirSync(folder)).toEqual(['a.md', 'b.markdown'])
  })

  it.each([
    [['edits'], 'needs the folder to read'],
    [['edits', '.', '--count', 'many'], '--count takes a whole number'],
  ])('%j makes no sense to it', async (args, words) => {
    const { code, err } = await run(args)
    expect([code, err.join('\n')]).toEqual([2, expect.stringContaining(words)])
  })
})

describe('the lines that an edit touches', () => {
  const touched = (before: string, after: string, means: (text: string) => boolean = () => true) => {
    const { touched, least, text } = linesTouched(before, after, means)
    return [touched, least, text]
  }
  const isNew = (text: string) => text.includes('NEW') && !text.includes('OLD')

  it('are counted beside those that had to be touched', () => {
    expect(touched('a\nb\nc\nd\n', 'a\nNEW\nc\nx\n', isNew)).toEqual([2, 1, 'a\nNEW\nc\nd\n'])
    expect(touched('a\n', 'a\n')).toEqual([0, 0, 'a\n'])
  })

  it('are those of many lines too', () => {
    const [old, now] = ['x', 'y'].map((line) => `${line}\n`.repeat(30))
    expect(touched(`a\n${old ?? ''}`, `NEW\n${now ?? ''}`, isNew)).toEqual([31, 1, `NEW\n${old ?? ''}`])
  })

  it.each([
    ['an empty line beside a new block', 'a\n\nb\n', 'a\n\nNEW\n\nb\n', 2],
    ['but not two', 'a\n\nb\n', 'a\n\nNEW\n\n\nb\n', 2],
    ['the empty line of a deleted block', 'NEW\n\nOLD\n\nb\n', 'NEW\n\nb\n', 2],
    ['the empty lines that are already there', 'a\n\n\nb\n', 'a\n\nNEW\n\n\nb\n', 1],
    ['numbers that count up', '2. a\n\n3. b\n\nOLD\n', '1. a\n\n2. b\n\nNEW\n', 3],
    ['the rows of a table', '| OLD |\n| a |\n', '| NEW | |\n| a | |\n', 2],
  ])('holds what a hand would write: %s', (_, before, after, least) => {
    expect(touched(before, after, isNew)[1]).toBe(least)
  })
})
