import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { main } from '../../src/cli/main.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { writeFiles } from '../e2e/repository.ts'
import type { Files } from '../e2e/repository.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(files: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFiles(folder, files)
  return folder
}

export interface Ran {
  readonly code: number
  readonly out: readonly string[]
  readonly err: readonly string[]
}

export interface Started {
  readonly done: Promise<Ran>
  /** Resolves to the first line printed that matches. */
  readonly line: (pattern: RegExp) => Promise<string>
  readonly stop: () => void
}

/** Starts the command line in this process; stopped after the test. */
export function start(args: readonly string[], given: Partial<Terminal> = {}): Started {
  const stop = new AbortController()
  const [out, err]: [string[], string[]] = [[], []]
  const waiting: { pattern: RegExp; found: (line: string) => void }[] = []
  const print = (lines: string[]) => (line: string) => {
    lines.push(line)
    for (const { pattern, found } of waiting) if (pattern.test(line)) found(line)
  }
  const terminal: Terminal = {
    ...{ out: print(out), err: print(err), stop: stop.signal, cwd: tmpdir(), appFolder: '/nowhere' },
    packageFile: join(import.meta.dirname, '../../package.json'),
    ...given,
  }
  const done = main(args, terminal).then((code) => ({ code, out, err }))
  onTestFinished(async () => {
    stop.abort()
    await done
  })
  const line = (pattern: RegExp) =>
    new Promise<string>((found) => {
      waiting.push({ pattern, found })
    })
  return { done, line, stop: () => stop.abort() }
}

/** Runs the command line to its end. */
export function run(args: readonly string[], given: Partial<Terminal> = {}): Promise<Ran> {
  return start(args, given).done
}
