import type { ResolveImage } from './views/sanitize.ts'

/**
 * A text of a post as the site shows it, sanitized: nothing in it runs and nothing is fetched but through
 * `resolveImage`. The code for it comes with the first call.
 */
export async function renderText(source: string, resolveImage?: ResolveImage): Promise<DocumentFragment> {
  const { render } = await import('./views/rendering.ts')
  return render(source, resolveImage)
}
