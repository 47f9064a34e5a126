/** The other host of which an address is; undefined for the site's own. */
export function hostOf(address: string): string | undefined {
  return /^\s*(?:https?:)?\/\/([^/?#\s]+)/i.exec(address)?.[1]?.toLowerCase()
}

/** Tells each other host of which something that a page asks for fails to come: scripts, styles, pictures, fonts. */
export function tellUnfetched(page: Document, tell: (host: string) => void): void {
  const failed = ({ target }: Event): void => {
    const host = hostOf(addressOf(target as Element))
    if (host !== undefined) tell(host)
  }
  // Such an event does not rise: it is heard only on its way down to what failed.
  page.addEventListener('error', failed, true)
  page.fonts.addEventListener('loadingerror', () => fontHosts(page).forEach(tell))
}

/** The other hosts whose scripts and styles have not come by now. */
export function unfetchedIn(page: Document): readonly string[] {
  const come = new Set(loadedBy(page).map(({ name }) => name))
  const scripts = [...page.querySelectorAll<HTMLScriptElement>('script[src]')].filter(
    ({ src }) => !come.has(src),
  )
  const styles = [...page.querySelectorAll<HTMLLinkElement>('link[rel~="stylesheet"][href]')].filter(
    ({ sheet }) => sheet === null,
  )
  return [...new Set([...scripts, ...styles].flatMap((each) => hostOf(addressOf(each)) ?? []))]
}

const addressOf = (element: Element): string =>
  element.getAttribute('src') ?? element.getAttribute('href') ?? ''

function fontHosts(page: Document): readonly string[] {
  const failed = loadedBy(page).filter(
    ({ initiatorType, responseStatus }) =>
      initiatorType === 'css' && (responseStatus === 0 || responseStatus >= 400),
  )
  const own = page.defaultView?.location.host
  return failed.flatMap(({ name }) => hostOf(name) ?? []).filter((host) => host !== own)
}

const loadedBy = (page: Document): readonly PerformanceResourceTiming[] =>
  (page.defaultView?.performance.getEntriesByType('resource') ?? []) as PerformanceResourceTiming[]
