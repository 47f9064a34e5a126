import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readRef } from './refs.ts'

/** Git without this machine's settings and without anybody to ask. */
export const isolated: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Somebody Else',
  GIT_AUTHOR_EMAIL: 'else@example.org',
  GIT_COMMITTER_NAME: 'Somebody Else',
  GIT_COMMITTER_EMAIL: 'else@example.org',
}

/** Runs git in a folder and returns what it prints, without the last line end. */
export function git(folder: string, ...args: string[]): string {
  return gitWith(folder, undefined, ...args)
    .toString()
    .replace(/\n$/, '')
}

function gitWith(folder: string, input: Buffer | undefined, ...args: string[]): Buffer {
  return execFileSync('git', args, {
    cwd: folder,
    env: isolated,
    input,
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  })
}

/** What a path shall hold: text or bytes, with a mode where it is no plain file (a submodule's content is its commit); null: nothing. */
type Content = string | Uint8Array | null | { readonly mode: string; readonly content: string }
export type Files = Readonly<Record<string, Content>>

/** A folder for repositories, removed with all its content. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'galley-git-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A bare repository whose branch has one commit with these files; without files it has none. */
export function makeRepository(folder: string, files?: Files, branch = 'main'): string {
  const repository = join(folder, 'blog.git')
  cpSync(emptyRepository(), repository, { recursive: true })
  writeFileSync(join(repository, 'HEAD'), `ref: refs/heads/${branch}\n`)
  if (files) commit(repository, files, { branch })
  return repository
}

let empty: string | undefined

/** What `git init` makes, asked for once. */
function emptyRepository(): string {
  if (empty !== undefined) return empty
  const folder = temporaryFolder()
  process.once('exit', folder.remove)
  git(folder.path, 'init', '-q', '--bare', '--template=', 'blog.git')
  empty = join(folder.path, 'blog.git')
  mkdirSync(join(empty, 'hooks'))
  return empty
}

/** Somebody else's commit, made in the repository itself; returns its oid. */
export function commit(
  repository: string,
  files: Files,
  { branch = 'main', message = 'Somebody else was here' } = {},
): string {
  const ref = `refs/heads/${branch}`
  const parent = readRef(repository, ref)
  const head = [
    `commit ${ref}`,
    'committer Somebody Else <else@example.org> 1700000000 +0000',
    data(message),
    ...(parent === undefined ? [] : [`from ${parent}`]),
  ].map((line) => Buffer.from(`${line}\n`))
  const lines = Object.entries(files).flatMap(([path, content]) => instruction(path, content))
  gitWith(repository, Buffer.concat([...head, ...lines]), 'fast-import', '--quiet', '--force')
  return readRef(repository, ref) ?? ''
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}`

function instruction(path: string, content: Content): Buffer[] {
  if (content === null) return [Buffer.from(`D ${path}\n`)]
  const { mode, content: inner } = isPlain(content) ? { mode: '100644', content } : content
  if (mode === '160000') return [Buffer.from(`M 160000 ${String(inner)} ${path}\n`)]
  const bytes = Buffer.from(inner)
  return [Buffer.from(`M ${mode} inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')]
}

function isPlain(content: Exclude<Content, null>): content is string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array
}

/** What must hold of a repository after every push: sound to the strict eye, and its history can be shown. */
export async function checkRepository(repository: string): Promise<void> {
  const options = { cwd: repository, env: isolated, maxBuffer: 2 ** 28 }
  await Promise.all([
    run('git', ['fsck', '--strict', '--no-dangling', '--full'], options),
    run('git', ['log', '-p', '--all'], options),
  ])
}

const run = promisify(execFile)
