import { mediaTypeOf } from '../preview/media-types.ts'
import type { Workspace } from '../workspace.svelte.ts'
import { Library, type Done } from './library.ts'

/** A picture that weighs nearly as much as before is not worth another publish. */
const worthwhile = 0.8

/**
 * Puts a lighter one of the same picture in its place, without what was written about it; the texts follow where its name
 * gets another ending. Undefined where it cannot be made lighter.
 */
export async function lighten(workspace: Workspace, path: string): Promise<Done | undefined> {
  const bytes = await workspace.files.read(path)
  const type = mediaTypeOf(path)
  if (!bytes || type === undefined) return undefined
  const { prepareImage } = await import('../../media/index.ts')
  const made = await prepareImage(new Blob([new Uint8Array(bytes)], { type }), widest)
  if (typeof made === 'string' || made.bytes.length > bytes.length * worthwhile) return undefined
  const done = await new Library(workspace).replace(path, new File([made.bytes], path, { type: made.type }))
  return 'refused' in done ? undefined : done
}

/** As wide as a picture is that takes another's place. */
const widest = 1600
