import { toHtml } from '../../kramdown/index.ts'
import { sanitize, type ResolveImage } from './sanitize.ts'

/** A text of a post as the site shows it, as far as that is harmless; Liquid stands there as it is written. */
export const render = (source: string, resolveImage?: ResolveImage): DocumentFragment =>
  sanitize(toHtml(source), resolveImage)
