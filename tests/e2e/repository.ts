import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Paths and contents. */
export type Files = Readonly<Record<string, string | Uint8Array>>

export interface RepositoryOptions {
  /** Without a work tree, as on a server. */
  readonly bare?: boolean
  /** The folder's name, and so the blog's. */
  readonly name?: string
  /** Without any commit. */
  readonly empty?: boolean
}

/** A real Git repository in a temporary folder of its own. */
export interface TestRepository {
  /** The work tree, or the bare repository. */
  readonly path: string
  readonly bare: boolean
  /** Runs git in it and returns what it prints, without the last line end; throws when git fails. */
  readonly git: (...args: string[]) => string
  /** A file's text at the branch's tip. */
  readonly show: (path: string) => string
  /** The subjects of the branch's commits, newest first. */
  readonly log: () => string[]
  /** Commits files on the branch, as somebody else who pushed first would. */
  readonly commit: (files: Files, message?: string) => void
  /** Throws with git's words where anything in it is not as it should be. */
  readonly check: () => void
  readonly remove: () => void
}

/** Independent of the person's own settings: who commits, how, and which hooks run. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
  GIT_TERMINAL_PROMPT: '0',
}

/** Runs git in a folder with a fixed identity; returns its output without the last line end, throws with its words. */
export function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).replace(/\n$/, '')
}

/** Makes a repository with one commit on `main` out of files, or out of a folder. */
export function makeRepository(source: Files | string, options: RepositoryOptions = {}): TestRepository {
  const { bare = false, name = 'blog', empty = false } = options
  const folder = mkdtempSync(join(tmpdir(), 'galley-repository-'))
  const work = join(folder, bare ? 'work' : name)
  initialize(work, source, empty)
  if (!bare) return describe(folder, work, work, false)
  const path = join(folder, `${name}.git`)
  git(folder, 'clone', '--quiet', '--bare', work, path)
  git(path, 'remote', 'remove', 'origin')
  git(work, 'remote', 'add', 'origin', path)
  return describe(folder, path, work, true)
}

function initialize(work: string, source: Files | string, empty: boolean): void {
  mkdirSync(work)
  git(work, 'init', '--quiet', '--initial-branch=main')
  git(work, 'config', 'gc.auto', '0')
  if (typeof source === 'string') cpSync(source, work, { recursive: true })
  else writeFiles(work, source)
  if (empty) return
  git(work, 'add', '--all', '--force')
  git(work, 'commit', '--quiet', '--allow-empty', '--message', 'Start')
}

/** Writes files below a folder, making the folders they need. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

function describe(folder: string, path: string, work: string, bare: boolean): TestRepository {
  return {
    path,
    bare,
    git: (...args) => git(path, ...args),
    show: (file) => execFileSync('git', ['show', `main:${file}`], { cwd: path, encoding: 'utf8' }),
    log: () => git(path, 'log', '--format=%s', 'main').split('\n'),
    commit: (files, message = 'Somebody else') => commit(work, files, message, bare),
    check: () => check(path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Every object is sound, and every commit can be shown. */
function check(path: string): void {
  for (const args of [
    ['fsck', '--strict', '--full', '--no-dangling'],
    ['log', '-p', '--all'],
  ])
    execFileSync('git', args, { cwd: path, env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
}

function commit(work: string, files: Files, message: string, bare: boolean): void {
  if (bare) git(work, 'pull', '--quiet', '--ff-only', 'origin', 'main')
  writeFiles(work, files)
  git(work, 'add', '--all')
  git(work, 'commit', '--quiet', '--message', message)
  if (bare) git(work, 'push', '--quiet', 'origin', 'main')
}

/** A file of the repository's work tree as it lies on the disk. */
export function readWorkTree({ path }: TestRepository, file: string): string {
  return readFileSync(join(path, file), 'utf8')
}
