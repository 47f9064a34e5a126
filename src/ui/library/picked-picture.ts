import type { ShownPicture } from '../../jekyll/picture-forms.ts'

/** One of the blog's pictures: how it is written, and what was said about it. */
export interface PickedPicture extends ShownPicture {
  readonly ial: string
}
