import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export interface Question {
  readonly source: string
  readonly input: 'GFM' | 'kramdown'
}

/** Says whether Ruby's kramdown and its GFM parser are installed. */
export const hasKramdown =
  spawnSync('ruby', ['-rkramdown', '-rkramdown-parser-gfm', '-e', '1'], { timeout: 20_000 }).status === 0

/** The HTML that Ruby's kramdown gives for each source as Jekyll calls it; null where it fails. */
export function askKramdown(questions: readonly Question[]): readonly (string | null)[] {
  const { stdout } = spawnSync('ruby', [join(import.meta.dirname, 'oracle.rb')], {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    maxBuffer: 1 << 29,
  })
  return JSON.parse(stdout) as (string | null)[]
}
