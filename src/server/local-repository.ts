import { realpath, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { gitEnvironment, requireGit, runGit } from './git-command.ts'
import type { GitResult, Setting } from './git-command.ts'
import { errorCode, Problem } from './problem.ts'

/** A Git repository on this computer, as `openRepository` found it. */
export interface LocalRepository {
  /** What the author may call it: the folder's name without `.git`. */
  readonly name: string
  /** The name in the address: letters, digits, `.`, `_`, `-`. */
  readonly slug: string
  /** Absolute, symbolic links resolved. */
  readonly gitFolder: string
  /** The folder with the site's files; undefined for a bare repository. */
  readonly workTree: string | undefined
}

/**
 * Finds the repository whose top is at `path`: a work tree or a bare repository. Changes nothing.
 * Throws a Problem (one sentence) where there is none, where `path` lies inside one, or where Git is missing or too old.
 */
export async function openRepository(path: string): Promise<LocalRepository> {
  const folder = await existingFolder(resolve(path))
  await requireGit()
  const found = await ask(folder, [
    'rev-parse',
    '--is-bare-repository',
    '--is-inside-work-tree',
    '--absolute-git-dir',
  ])
  if (found.status !== 0) throw notARepository(folder, found)
  const [isBare, isInsideWorkTree, gitFolder = ''] = found.stdout.split('\n')
  const top =
    isInsideWorkTree === 'true' ? (await ask(folder, ['rev-parse', '--show-toplevel'])).stdout : gitFolder
  if ((await realpath(top)) !== folder) throw inside(folder, top)
  if (isBare !== 'true' && isInsideWorkTree !== 'true') throw inside(folder, resolve(gitFolder, '..'))
  return describe(folder, await realpath(gitFolder), isInsideWorkTree === 'true')
}

/** The settings without which Git refuses a repository that belongs to another user: for this one alone. */
export function trust(repository: LocalRepository): readonly Setting[] {
  return trustFolders(
    repository.workTree === undefined
      ? [repository.gitFolder]
      : [repository.workTree, repository.gitFolder, join(repository.workTree, '.git')],
  )
}

/** The branch that the site lives on: the one checked out, which may have no commit yet. */
export async function currentBranch(repository: LocalRepository): Promise<string> {
  const ask = (...args: string[]) =>
    runGit(
      repository.gitFolder,
      ['--git-dir', repository.gitFolder, ...args],
      gitEnvironment(trust(repository)),
    )
  const head = await ask('symbolic-ref', '--short', 'HEAD')
  if (head.status === 0) return head.stdout
  const branches = (await ask('for-each-ref', '--format=%(refname:short)', 'refs/heads')).stdout.split('\n')
  return (
    ['main', 'master'].find((name) => branches.includes(name)) ??
    branches.find((name) => name !== '') ??
    'main'
  )
}

function describe(folder: string, gitFolder: string, hasWorkTree: boolean): LocalRepository {
  const name = basename(folder).replace(/\.git$/, '') || 'blog'
  return { name, slug: slugOf(name), gitFolder, workTree: hasWorkTree ? folder : undefined }
}

function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '') || 'blog'
}

function ask(folder: string, args: readonly string[]): Promise<GitResult> {
  return runGit(folder, args, gitEnvironment(trustFolders([folder, join(folder, '.git')])))
}

function trustFolders(folders: readonly string[]): readonly Setting[] {
  const settings = folders.map((folder): Setting => ['safe.directory', folder])
  return [...settings, ['safe.bareRepository', 'all']]
}

async function existingFolder(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return await realpath(path)
  } catch (error) {
    const denied = errorCode(error) === 'EACCES'
    throw new Problem(denied ? `The folder ${path} may not be read.` : `There is no folder at ${path}.`)
  }
  throw new Problem(`${path} is a file. Name the folder that the blog is in.`)
}

function notARepository(folder: string, { stderr }: GitResult): Problem {
  if (stderr.includes('not a git repository'))
    return new Problem(`${folder} is not a Git repository. Name the folder that the blog was cloned into.`)
  return new Problem(`Git cannot open ${folder}: ${stderr.split('\n')[0] ?? ''}`)
}

function inside(folder: string, top: string): Problem {
  return new Problem(`${folder} lies inside the Git repository ${top}. Name that folder instead.`)
}
