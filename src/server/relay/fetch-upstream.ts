import type { Upstream } from './upstream.ts'

/**
 * The platform's own `fetch`, for those that keep their functions out of private networks themselves. How long the body is it
 * finds out by itself.
 */
export const fetchUpstream: Upstream = (url, init) => {
  const headers = new Headers(init.headers)
  headers.delete('content-length')
  return fetch(url, { ...init, headers })
}
