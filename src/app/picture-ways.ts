import { writeGallery } from '../jekyll/gallery-details.ts'
import { writePictures, type ShownPicture } from '../jekyll/picture-forms.ts'
import { galleryFor } from '../jekyll/picture-lessons.ts'
import { lessonsOf } from './lessons.ts'
import type { Workspace } from './workspace.svelte.ts'

type Blog = Pick<Workspace, 'site' | 'files'>

/** What can be asked about pictures that are inserted. */
export interface PictureWays {
  /** Whether the blog shows several together. */
  readonly together: boolean
  /** Whether a single one has words below it that are written with it. */
  readonly captioned: boolean
}

/** Pictures as a post gets them: a piece of text and, where the details list them, what a key of those is to hold. */
export interface WrittenPictures {
  readonly source: string
  readonly detail?: { readonly key: string; readonly value: readonly unknown[] }
}

export async function pictureWays(blog: Blog): Promise<PictureWays> {
  const { figure, galleries, inDetails } = (await lessonsOf(blog)).pictures
  return {
    together: galleries.length > 0 || inDetails !== undefined,
    captioned: figure?.captioned === true,
  }
}

/**
 * Several pictures together, as the blog shows them; undefined where it does not, or cannot show these. `has`: keys of
 * the post's details.
 */
export async function galleryOf(
  shown: readonly ShownPicture[],
  blog: Blog,
  has: (key: string) => boolean,
): Promise<WrittenPictures | undefined> {
  const { pictures } = await lessonsOf(blog)
  const listed = pictures.inDetails && writeGallery(pictures.inDetails, shown, has)
  if (listed) return { source: listed.source, detail: { key: listed.key, value: listed.value } }
  const form = galleryFor(shown.length, pictures)
  const source = form && writePictures(form, shown)
  return source === undefined ? undefined : { source }
}

/** One picture as a figure, where the blog writes most so; undefined where it does not, or cannot write this one so. */
export async function figureOf(shown: ShownPicture, blog: Blog): Promise<string | undefined> {
  const { figure } = (await lessonsOf(blog)).pictures
  return figure && writePictures(figure, [shown])
}
