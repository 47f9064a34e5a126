import { readdir, readFile, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { SiteFiles } from '../jekyll/index.ts'
import { errorCode } from '../server/index.ts'

/** The files of a folder. Symbolic links, `.git` and `except` (a folder for results) are neither entered nor read. */
export function siteFolder(folder: string, except = ''): SiteFiles {
  const list = async (below: string): Promise<readonly string[]> =>
    (await filesIn(join(folder, below), except))
      .map((path) => relative(folder, path).split(sep).join('/'))
      .sort()
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    try {
      const full = join(await realpath(folder), path)
      return (await realpath(full)) === full ? await readFile(full) : undefined
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined
      throw error
    }
  }
  return { list, read }
}

async function filesIn(folder: string, except: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === '.git' || path === except ? [] : filesIn(path, except)
    return entry.isFile() ? [path] : []
  })
  return (await Promise.all(found)).flat()
}
