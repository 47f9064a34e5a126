import type { AddedPicture } from '../../app/blog-pictures.ts'
import type { Problem } from '../../app/index.ts'
import { figureOf, galleryOf } from '../../app/picture-ways.ts'
import type { Writing } from './writing.svelte.ts'

/** A picture and what the author said about it. */
export interface SaidPicture {
  readonly file: File
  readonly alt: string
  readonly caption: string
}

type Shown = AddedPicture & Pick<SaidPicture, 'alt' | 'caption'>

/** Takes a picture into the blog and puts it into the text as the blog writes single ones; a problem where it is none. */
export async function insertPicture(
  writing: Writing,
  { file, alt, caption }: SaidPicture,
  at: number | undefined,
): Promise<Problem | undefined> {
  const added = await writing.session.workspace.addPicture(file)
  if ('code' in added) return added
  await showPicture(writing, { ...added, alt, caption }, at)
  return undefined
}

/** Puts a picture of the blog into the text as the blog writes single ones. */
export async function showPicture({ session, editor }: Writing, shown: Shown, at?: number): Promise<void> {
  const figure = await figureOf(shown, session.workspace).catch(() => undefined)
  const { src, alt, ial } = shown
  if (!editor || (figure !== undefined && editor.commands.insertBlocks(figure, at))) return
  editor.commands.insertImage({ src, alt, ial: ial === '' ? null : ial }, at)
}

/** The same with several that stand together; a problem where one of them is none, and then none is in the text. */
export async function insertGallery(
  writing: Writing,
  said: readonly SaidPicture[],
  at: number | undefined,
): Promise<Problem | undefined> {
  const { session, editor } = writing
  const shown: Shown[] = []
  for (const { file, alt, caption } of said) {
    const added = await session.workspace.addPicture(file)
    if (!('code' in added)) shown.push({ ...added, alt, caption })
    else if (added.code !== 'not-added') return added
  }
  const has = (key: string): boolean => session.post.frontMatter.has(key)
  const gallery =
    shown.length < 2 ? undefined : await galleryOf(shown, session.workspace, has).catch(() => undefined)
  if (!gallery || editor?.commands.insertBlocks(gallery.source, at) !== true) {
    for (const [index, each] of shown.entries())
      await showPicture(writing, each, index === 0 ? at : undefined)
    return undefined
  }
  if (gallery.detail) session.set(gallery.detail.key, gallery.detail.value)
  return undefined
}
