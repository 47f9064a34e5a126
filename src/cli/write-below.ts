import { constants, lstat, mkdir, open, realpath } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { errorCode, Problem } from '../server/index.ts'

/**
 * Writes a file below a folder, which is made where it is missing. Throws a Problem where the path leads out of the
 * folder, also by a symbolic link that stands there: a blog's repository may bring such a link along.
 */
export async function writeBelow(folder: string, path: string, bytes: Uint8Array | string): Promise<void> {
  const target = resolve(folder, path)
  if (!target.startsWith(join(folder, sep))) throw leadsOut(path)
  await mkdir(folder, { recursive: true })
  const names = relative(folder, target).split(sep)
  let at = await realpath(folder)
  for (const name of names.slice(0, -1)) await enter((at = join(at, name)), path)
  await write(join(at, names.at(-1) ?? ''), path, bytes)
}

async function enter(folder: string, path: string): Promise<void> {
  await mkdir(folder).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
  if ((await lstat(folder)).isSymbolicLink()) throw leadsOut(path)
}

async function write(target: string, path: string, bytes: Uint8Array | string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants
  const file = await open(target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW).catch((error: unknown) => {
    throw errorCode(error) === 'ELOOP' ? leadsOut(path) : error
  })
  try {
    await file.writeFile(bytes)
  } finally {
    await file.close()
  }
}

const leadsOut = (path: string): Problem =>
  new Problem(`${path} leads out of the folder for the results: nothing was written there.`)
