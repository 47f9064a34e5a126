/** Where the author is inside a blog, as the address after `#` says. */
export type Route =
  /** `query`: what the list shows, as `URLSearchParams` has it. */
  | { readonly name: 'posts'; readonly query?: string | undefined }
  | { readonly name: 'new' | 'pictures' | 'habits' | 'pages' }
  | { readonly name: 'post'; readonly path: string }
  /** The blog's data; one file of it. */
  | { readonly name: 'data'; readonly path?: string }

/** Reads the part of an address from `#` on; what is not understood is the list of posts. */
export function parseRoute(hash: string): Route {
  const query = /^#\/\?(.+)$/.exec(hash)?.[1]
  if (query !== undefined) return { name: 'posts', query }
  const [, name, rest] = /^#\/([a-z]*)(?:\/(.*))?$/.exec(hash) ?? []
  if (name === 'new' || name === 'pictures' || name === 'habits' || name === 'pages') return { name }
  const path = rest === undefined ? '' : decode(rest)
  if (name === 'data') return path === '' ? { name } : { name, path }
  if (name !== 'post') return { name: 'posts' }
  return path === '' ? { name: 'posts' } : { name: 'post', path }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** The address of a route, from `#` on. */
export function hrefOf(route: Route): string {
  if (route.name === 'posts') return route.query ? `#/?${route.query}` : '#/'
  const path = 'path' in route ? `/${encodeURIComponent(route.path)}` : ''
  return `#/${route.name}${path}`
}

/** The route follows the address; back and forward work because every move is one. */
export class Router {
  route = $state.raw<Route>(parseRoute(location.hash))

  /** Where the address leads by now; the route follows a moment later. */
  get leadsTo(): Route['name'] {
    return parseRoute(location.hash).name
  }

  /** To be called when the address has changed. */
  follow(): void {
    this.route = parseRoute(location.hash)
  }

  go(route: Route): void {
    location.hash = hrefOf(route)
  }

  /** The same screen showing something else: a step for the way back, but no place in the page is looked for. */
  turn(route: Route): void {
    history.pushState(null, '', hrefOf(route))
    this.route = route
  }

  /** The same place under another address; no step for the way back. */
  replace(route: Route): void {
    history.replaceState(history.state, '', hrefOf(route))
    this.route = route
  }
}
