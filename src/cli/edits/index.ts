import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parsePost } from '../../jekyll/index.ts'
import { Problem } from '../../server/index.ts'
import { readArguments, UsageError } from '../arguments.ts'
import { readText } from '../file-text.ts'
import { findMarkdown } from '../folders.ts'
import type { Terminal } from '../terminal.ts'
import { describe, Report } from './report.ts'
import { tryEdits } from './trials.ts'

const options = { seed: { type: 'string' }, count: { type: 'string' } } as const

/**
 * `galley edits IN --seed N --count N`: makes `count` random edits in every Markdown file below IN that the editor opens, saves
 * each, and checks that the result is read as exactly the edited document and that nothing else changed. Nothing is written.
 */
export async function edits(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments('edits', args, options, [1, 1])
  const [seed, count] = [readCount('--seed', values.seed ?? '1'), readCount('--count', values.count ?? '10')]
  const folder = resolve(terminal.cwd, positionals[0] ?? '')
  const report = new Report()
  for (const path of await findMarkdown(folder)) {
    if (terminal.stop.aborted) throw new Problem('Stopped.')
    const { text, isUtf8 } = readText(await readFile(join(folder, path)))
    if (!isUtf8) {
      terminal.err(`${path}: left out, because the editor opens only UTF-8.`)
      continue
    }
    const { body } = parsePost(path, text)
    for (const trial of tryEdits(body, seed, count)) {
      report.add(trial)
      if (trial.trouble) terminal.err(describe(path, seed, trial))
    }
    await setImmediate()
  }
  report.lines().forEach(terminal.out)
  const failed = report.edits - report.right
  terminal.out(`${report.right} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function readCount(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} takes a whole number, not “${text}”.`)
  return Number(text)
}
