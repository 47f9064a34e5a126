import type { Item } from './item.ts'
import type { SiteModel } from './model.ts'

/** The file, or the page that is to be rendered, at an address that a page asks for: a picture, a stylesheet. */
export function assetAt(model: SiteModel, address: string): Item | { readonly path: string } | undefined {
  const own = model.pageAt(address)
  if (own?.destination === address) return own
  if (own === undefined && model.isPagePath(address)) return { path: address }
  if (model.paths.has(`_${address}`)) return { path: `_${address}` }
  const stem = address.replace(/\.css$/, '')
  if (stem === address) return undefined
  const sources = [`${stem}.scss`, `${stem}.sass`].flatMap((path) => model.pageAt(path) ?? [])
  return sources.find(({ destination }) => destination === address)
}

/** Where web servers look for what is at an address. */
const waysTo = (address: string): string[] => [
  address,
  `${address}.html`,
  `${address}index.html`,
  `${address}/index.html`.replace(/^\//, ''),
]

/** The page at an address. */
export function pageAt(items: readonly Item[], address: string): Item | undefined {
  const wanted = new Set(waysTo(address))
  return items.find(({ destination }) => wanted.has(destination))
}

/** The file at an address that is a page as it is, without front matter. */
export const plainPageAt = (model: SiteModel, address: string): string | undefined =>
  waysTo(address).find((path) => /\.(?:x?html?|xml|txt|json)$/.test(path) && model.isPagePath(path))
