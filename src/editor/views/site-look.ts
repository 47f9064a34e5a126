import type { LookOptions, Piece } from '../looks.ts'
import type { ResolveImage } from './sanitize.ts'
import { whenNear } from './when-near.ts'

export interface SiteLookOptions extends LookOptions {
  readonly resolveImage: ResolveImage
}

/**
 * Draws what the site makes of a piece, sanitized, whenever that is another and the element is near the screen; undefined where it is
 * nothing that can be seen here. Links in it lead nowhere: the post is being written. Answers how to leave.
 */
export function followLook(
  options: SiteLookOptions,
  near: Element,
  piece: Piece,
  draw: (look: DocumentFragment | undefined) => void,
): () => void {
  let latest: string | undefined
  let forget = (): void => undefined
  const show = async (html: string): Promise<void> => {
    const { sanitize } = await import('./sanitize.ts')
    if (latest === html) draw(seen(sanitize(html, options.resolveImage)))
  }
  const leave = options.look?.(piece, (html) => {
    latest = html
    forget()
    if (html === undefined) draw(undefined)
    else forget = whenNear(near, () => void show(html))
  })
  return () => {
    latest = undefined
    forget()
    leave?.()
  }
}

function seen(look: DocumentFragment): DocumentFragment | undefined {
  for (const link of look.querySelectorAll('a')) link.removeAttribute('href')
  for (const image of look.querySelectorAll('img')) image.draggable = false
  return isNothing(look) ? undefined : look
}

/** Whether nothing of it can be seen. */
export const isNothing = (look: DocumentFragment): boolean =>
  look.textContent.trim() === '' && !look.querySelector('img, hr')
