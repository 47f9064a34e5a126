import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { gitEnvironment, requireGit, runGit } from './git-command.ts'
import { errorCode, Problem } from './problem.ts'

const author = {
  GIT_AUTHOR_NAME: 'Sample blog',
  GIT_AUTHOR_EMAIL: 'sample-blog@example.org',
  GIT_COMMITTER_NAME: 'Sample blog',
  GIT_COMMITTER_EMAIL: 'sample-blog@example.org',
}
/** A person's own habits (signing, hooks, line ends) have no say in the sample. */
const settings = [
  ['core.autocrlf', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['commit.gpgSign', 'false'],
] as const

/** Where this person's copy of the sample blog lives: the data folder of the operating system. */
export function sampleBlogFolder(): string {
  return join(dataFolder(), 'galley', 'sample-blog')
}

/**
 * Makes a work tree with one commit on `main` out of the files in `source`, unless `folder` is there already: then it is
 * left as it is, with the person's changes. Whoever looks sees nothing or all of it. Throws a Problem where it cannot.
 */
export async function prepareSampleBlog(source: string, folder: string): Promise<void> {
  if (await exists(folder)) return
  if (!(await exists(source)))
    throw new Problem('The sample blog is missing: build Galley first (npm run build).')
  await requireGit()
  const draft = await makeNeighbour(folder)
  try {
    await cp(source, draft, { recursive: true })
    await commitAll(draft)
    await putInPlace(draft, folder)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function commitAll(folder: string): Promise<void> {
  const environment = { ...gitEnvironment(settings), ...author }
  const steps = [
    ['init', '--quiet', '--template=', '--initial-branch=main'],
    ['add', '--all', '--force'],
    ['commit', '--quiet', '--no-verify', '--message', 'The sample blog'],
  ]
  for (const step of steps) {
    const { status, stderr } = await runGit(folder, step, environment)
    if (status !== 0) throw new Problem(`Git could not make the sample blog's repository: ${stderr}`)
  }
}

async function makeNeighbour(folder: string): Promise<string> {
  try {
    await mkdir(dirname(folder), { recursive: true })
    return await mkdtemp(`${folder}.`)
  } catch {
    throw new Problem(
      `The sample blog cannot be stored in ${dirname(folder)}. Name another folder in XDG_DATA_HOME, or open a blog of your own: galley serve PATH`,
    )
  }
}

/** A second Galley that started at the same moment may have been faster: then its copy stays. */
async function putInPlace(draft: string, folder: string): Promise<void> {
  try {
    await rename(draft, folder)
  } catch (error) {
    if (!['EEXIST', 'ENOTEMPTY', 'EPERM'].includes(errorCode(error) ?? '') || !(await exists(folder)))
      throw error
  }
}

function dataFolder(): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = process.env
  if (XDG_DATA_HOME) return XDG_DATA_HOME
  if (process.platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return join(homedir(), '.local', 'share')
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
