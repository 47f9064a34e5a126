import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { errorCode, Problem } from '../server/index.ts'
import { readArguments } from './arguments.ts'
import type { Terminal } from './terminal.ts'
import { writeBelow } from './write-below.ts'

/** The endings by which Jekyll knows Markdown, those of its default `markdown_ext` and `.text`. */
const markdown = /\.(md|markdown|mkd|mkdn|mkdown|mdown|text)$/i

/** What a command makes of one file: written below OUT unless another file took that path. */
export interface Made {
  /** Relative to OUT, with `/`. */
  readonly path: string
  readonly bytes: Uint8Array
  /** What is wrong with the result, if anything. */
  readonly problem?: string
}

/**
 * Runs `galley COMMAND IN OUT`: `make` for every Markdown file below IN, its result written below OUT. Each failure is
 * one line; the last line says how many passed and failed. Symbolic links and `.git` are not entered.
 * `summary` gives lines to print before the last. Resolves to the exit code.
 */
export async function convertFolder(
  command: string,
  args: readonly string[],
  terminal: Terminal,
  make: (path: string, bytes: Uint8Array) => Made,
  summary: (passed: number) => readonly string[],
): Promise<number> {
  const { positionals } = readArguments(command, args, {}, [2, 2])
  const [from = '', to = ''] = positionals.map((path) => resolve(terminal.cwd, path))
  const results = new Writer(from, to)
  for (const path of await findMarkdown(from, to)) {
    if (terminal.stop.aborted) throw new Problem('Stopped.')
    const problem = await results.convert(path, make)
    if (problem !== undefined) terminal.err(`${path}: ${problem}`)
  }
  summary(results.passed).forEach(terminal.out)
  terminal.out(`${results.passed} passed, ${results.failed} failed`)
  return results.failed === 0 ? 0 : 1
}

class Writer {
  passed = 0
  failed = 0
  readonly #from: string
  readonly #to: string
  readonly #taken = new Map<string, string>()

  constructor(from: string, to: string) {
    this.#from = from
    this.#to = to
  }

  /** What went wrong with the file, or undefined. */
  async convert(path: string, make: (path: string, bytes: Uint8Array) => Made): Promise<string | undefined> {
    const problem = await this.#convert(path, make).catch(reasonOf)
    if (problem === undefined) this.passed += 1
    else this.failed += 1
    return problem
  }

  async #convert(
    source: string,
    make: (path: string, bytes: Uint8Array) => Made,
  ): Promise<string | undefined> {
    const { path, bytes, problem } = make(source, await readFile(join(this.#from, source)))
    const other = this.#taken.get(path)
    if (other !== undefined) return `${other} gives ${path} too.`
    this.#taken.set(path, source)
    await writeBelow(this.#to, path, bytes)
    return problem
  }
}

function reasonOf(error: unknown): string {
  if (errorCode(error) === 'ENOENT') return 'It cannot be found under this name.'
  if (errorCode(error) === 'EACCES') return 'It may not be read, or its result not be written.'
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}

/** The Markdown below a folder: paths relative to it, with `/`, sorted; nothing of `except` (the results of an earlier run). */
export async function findMarkdown(folder: string, except = ''): Promise<readonly string[]> {
  if (folder === except) throw new Problem('Name another folder for the results than the one to read.')
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new Problem(`There is no folder at ${folder}.`)
  return (await filesIn(folder, except)).map((path) => relative(folder, path).split(sep).join('/')).sort()
}

async function filesIn(folder: string, except: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === '.git' || path === except ? [] : filesIn(path, except)
    return entry.isFile() && markdown.test(entry.name) ? [path] : []
  })
  return (await Promise.all(found)).flat()
}
