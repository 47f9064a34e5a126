import type { Change, SiteFiles } from '../git/repository.ts'
import type { Rival, Work } from '../recovery/index.ts'

export type Works = ReadonlyMap<string, Work>

/** Files of which one can be given up while it comes. */
export interface LongFiles extends SiteFiles {
  read(path: string, signal?: AbortSignal): Promise<Uint8Array | undefined>
}

/** The blog's files with the author's works over them: what the blog will be once all is published. */
export function overlay(files: LongFiles, works: () => Works): LongFiles {
  return {
    async list(folder) {
      const paths = new Set(await files.list(folder))
      const below = (path: string): boolean => folder === '' || path.startsWith(`${folder}/`)
      for (const work of works().values()) hiddenBy(work).forEach((path) => paths.delete(path))
      for (const work of works().values()) if (work.content !== null && below(work.path)) paths.add(work.path)
      return [...paths]
    },
    async read(path, signal) {
      const work = works().get(path)
      if (work) return work.content === null ? undefined : bytesOf(work.content)
      const hidden = [...works().values()].some((other) => hiddenBy(other).includes(path))
      return hidden ? undefined : files.read(path, signal)
    },
  }
}

/** Paths that the blog has now and will not have any more. */
export function hiddenBy(work: Work): string[] {
  if (work.content === null) return [work.path]
  return work.base && work.base.path !== work.path ? [work.base.path] : []
}

/** What a work asks of the repository: one changed file, two where it moves one, none where it deletes a new one. */
export function changesOf(work: Work): Change[] {
  const { path, content, base } = work
  if (content === null && base === null) return []
  const moved = base !== null && base.path !== path
  const gone: Change[] = moved ? [{ path: base.path, bytes: null, base: base.oid }] : []
  const here = base === null || moved ? null : base.oid
  return [{ path, bytes: content === null ? null : bytesOf(content), base: here }, ...gone]
}

export type WorkKind = 'new' | 'edited' | 'moved' | 'deleted'

export function kindOf(work: Work): WorkKind {
  if (work.content === null) return 'deleted'
  if (work.base === null) return 'new'
  return work.base.path === work.path ? 'edited' : 'moved'
}

export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

/** The details of a work that are not decided yet, and more of them. */
export function rivalsOf(work: Work | undefined, more: readonly Rival[] = []): Pick<Work, 'rivals'> {
  const rivals = [...(work?.rivals ?? []), ...more]
  return rivals.length === 0 ? {} : { rivals }
}
