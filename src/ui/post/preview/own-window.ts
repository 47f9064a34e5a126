/** Opens an empty window for the preview, or brings the one that is open to the front; undefined where the browser refuses. */
export function openOwnWindow(): Window | undefined {
  const opened = open('', 'galley-preview', 'popup,width=900,height=1000')
  if (!opened) return undefined
  // what may once stand there has no way back to this window
  opened.opener = null
  opened.focus()
  return opened
}

/** Makes the window look as this one does, and answers where something can be put in it. */
export function furnish({ document: page }: Window): HTMLElement {
  const { documentElement: root, head } = document
  for (const { name, value } of root.attributes) page.documentElement.setAttribute(name, value)
  const styles = [...head.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ href }) => {
    const link = page.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    return link
  })
  page.head.replaceChildren(...styles)
  page.title = 'Preview'
  const place = page.createElement('main')
  place.className = 'own-window'
  page.body.replaceChildren(place)
  return place
}
