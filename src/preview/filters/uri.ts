import { wellFormed } from '../liquid/filters/text.ts'

/** Whether an address has a scheme. */
export const isAbsolute = (url: string): boolean => /^[^:/?#]+:/.test(url)

const unreserved = 'A-Za-z0-9\\-._~'
const inPath = new RegExp(`[^${unreserved}!$&'()*+,;=:@/%]`, 'gu')
const inQuery = new RegExp(`[^${unreserved}!$&'()*+,;=:@/?%]`, 'gu')
const plain = new RegExp(`[^${unreserved}!$&'()*+,;=:@/?#[\\]%]`, 'gu')

const percent = (char: string): string => encodeURIComponent(wellFormed(char)).replaceAll(/[!'()*]/g, hex)
const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** As Addressable's `normalize`: dots resolved, host in lower case, percent signs only where they must be. */
export function normalizeUrl(url: string): string {
  const match = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/.exec(url.trimEnd())
  if (match === null) return url
  const [, scheme, host, path = '', query, fragment] = match
  return [
    scheme === undefined ? '' : `${scheme.toLowerCase()}:`,
    host === undefined ? '' : `//${normalizeHost(host, scheme)}`,
    normalizePath(path, host !== undefined),
    query === undefined ? '' : `?${component(query, inQuery)}`,
    fragment === undefined ? '' : `#${component(fragment, inQuery)}`,
  ].join('')
}

function normalizeHost(host: string, scheme: string | undefined): string {
  const lower = host.toLowerCase()
  if (scheme === 'http') return lower.replace(/:80$/, '')
  return scheme === 'https' ? lower.replace(/:443$/, '') : lower
}

function normalizePath(path: string, hasHost: boolean): string {
  if (path === '') return hasHost ? '/' : ''
  const parts: string[] = []
  const all = path.split('/').map((part) => component(part, inPath))
  for (const [index, part] of all.entries()) {
    const isLast = index === all.length - 1
    if (part === '..') {
      if (parts.length > 1) parts.pop()
      if (isLast) parts.push('')
    } else if (part === '.') {
      if (isLast) parts.push('')
    } else parts.push(part)
  }
  return parts.join('/')
}

/** Escapes what must be, and takes back what need not be. */
function component(text: string, forbidden: RegExp): string {
  return unescaped(text.normalize('NFKC'))
    .replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replaceAll(forbidden, percent)
}

const unescaped = (text: string): string =>
  text.replaceAll(/%([0-9A-Fa-f]{2})/g, (all, code: string) => {
    const char = String.fromCharCode(Number.parseInt(code, 16))
    return /[A-Za-z0-9\-._~]/.test(char) ? char : all.toUpperCase()
  })

/** Jekyll's `uri_escape`: what no address may hold, escaped; what is escaped already is normalized. */
export const escapeUri = (text: string): string => component(text, plain)
