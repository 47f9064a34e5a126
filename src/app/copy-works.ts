import { keepOwnCorrections, readOwnCorrections } from '../recovery/corrections.ts'
import type { Recovery } from '../recovery/index.ts'

/** Copies the works of a blog to another address of it, where it has none of its own, and what is said of it; answers the paths of all works. */
export async function copyWorks(recovery: Recovery, from: string, to: string): Promise<readonly string[]> {
  const works = await recovery.works(from)
  const there = new Set((await recovery.works(to)).map(({ path }) => path))
  await recovery.update(
    to,
    works.filter(({ path }) => !there.has(path)),
  )
  if ((await readOwnCorrections(to)) === '') await keepOwnCorrections(to, await readOwnCorrections(from))
  return works.map(({ path }) => path)
}
