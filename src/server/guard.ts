import { networkInterfaces } from 'node:os'
import { isIP } from 'node:net'
import type { Front } from './front.ts'

const everywhere = new Set(['0.0.0.0', '::'])

/**
 * Tells whether a request came by a name under which this server may be called. A page of another site whose name was
 * made to resolve to this computer (DNS rebinding) sends that name as its Host and is refused.
 * `host` is what the server was told to listen on. Listening everywhere, it answers to this computer's own addresses:
 * an address cannot be rebound.
 */
export function isOwnHost(hostHeader: string | undefined, host: string, port: number): boolean {
  const { name, port: asked } = splitHost(hostHeader?.toLowerCase() ?? '')
  if (asked !== port) return false
  if (['127.0.0.1', 'localhost', host.toLowerCase()].includes(name) && !everywhere.has(name)) return true
  return name === '::1' || (everywhere.has(host) && isIP(name) !== 0 && ownAddresses().has(name))
}

/**
 * Tells whether a request may read and write the blog: sent by this app's own pages, or by a program that is no browser
 * (Git sends neither header). Other sites' pages are told by Origin and Sec-Fetch-Site, another port's page too.
 * `front`: the name under which a proxy shows the server to the world.
 */
export function isOwnRequest(headers: Headers, front?: Front): boolean {
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  const origin = headers.get('origin')
  const own = [`http://${headers.get('host') ?? ''}`, front?.origin]
  const isOwnOrigin = origin === null || own.includes(origin)
  return isOwnOrigin && (site === 'same-origin' || site === 'none')
}

/** Following a link to the app from anywhere is fine; taking its files into a foreign page is not. */
export function isOwnOrLink(headers: Headers, front?: Front): boolean {
  const isLink = headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document'
  return isLink || isOwnRequest(headers, front)
}

function splitHost(header: string): { name: string; port: number } {
  const [, bracketed, plain = '', port = '80'] =
    /^(?:\[([\da-f.]*:[\da-f:.]*)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(header) ?? []
  return { name: bracketed ?? plain, port: Number(port) }
}

function ownAddresses(): ReadonlySet<string> {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return new Set(all.map(({ address }) => address.toLowerCase()))
}
