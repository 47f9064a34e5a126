/** Where a page that cannot ask finds what it shows: the text of a stylesheet, the object address of a picture or a font. */
export interface Assets {
  readonly text: (address: string) => Promise<string | undefined>
  readonly object: (address: string) => Promise<string | undefined>
}

/** Whether an address is of another host, or has what it shows in itself. */
export const isElsewhere = (address: string): boolean => /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address)

/** As deep as stylesheets may import each other. */
const deepest = 8

/**
 * Puts into a page what its frame cannot ask for: its stylesheets as text, its pictures by object addresses. What is of other hosts
 * stays as it is: whoever allows none has taken it out before, and the frame's own policy says the same.
 */
export async function withoutAsking(page: Document, assets: Assets): Promise<void> {
  const links = [...page.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"]')]
  const images = [...page.querySelectorAll('img, source, video, audio, image')]
  await Promise.all([
    ...links.map((link) => placeStyle(link, assets)),
    ...images.map((image) => placeObject(image, assets)),
  ])
}

async function placeStyle(link: HTMLLinkElement, assets: Assets): Promise<void> {
  const address = link.getAttribute('href') ?? ''
  if (isElsewhere(address)) return
  const style = link.ownerDocument.createElement('style')
  style.textContent = await styleAt(address, assets, 0)
  style.media = link.media
  link.replaceWith(style)
}

async function styleAt(address: string, assets: Assets, depth: number): Promise<string> {
  const css = depth > deepest ? undefined : await assets.text(address).catch(() => undefined)
  if (css === undefined) return ''
  const imported = await replaced(
    css,
    /@import\s+(?:url\()?\s*["']?([^"')\s;]+)["']?\s*\)?\s*;/g,
    (inner, whole) =>
      isElsewhere(inner) ? Promise.resolve(whole) : styleAt(resolved(inner, address), assets, depth + 1),
  )
  return replaced(imported, /url\(\s*["']?(?!data:|blob:|#)([^"')]+)["']?\s*\)/g, async (inner, whole) => {
    if (isElsewhere(inner)) return whole
    const object = await assets.object(resolved(inner, address)).catch(() => undefined)
    return object === undefined ? 'none' : `url("${object}")`
  })
}

async function replaced(
  text: string,
  pattern: RegExp,
  by: (inner: string, whole: string) => Promise<string>,
): Promise<string> {
  const found = [...text.matchAll(pattern)]
  const texts = await Promise.all(found.map(([whole, inner = '']) => by(inner, whole)))
  let at = 0
  return text.replaceAll(pattern, () => texts[at++] ?? '')
}

async function placeObject(element: Element, assets: Assets): Promise<void> {
  element.removeAttribute('srcset')
  for (const name of ['src', 'href', 'poster']) {
    const address = element.getAttribute(name)
    if (address === null || isElsewhere(address)) continue
    const object = await assets.object(address).catch(() => undefined)
    if (object === undefined) element.removeAttribute(name)
    else element.setAttribute(name, object)
  }
}

const resolved = (address: string, base: string): string =>
  new URL(address, new URL(base, 'https://site.invalid/')).pathname
