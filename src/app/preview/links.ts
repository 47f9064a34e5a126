/** Why a link leads to no page that can be shown: it is of another site, a file that is no page, or nothing is there. */
export type NoPage = 'elsewhere' | 'file' | 'missing'
/** Where a link leads: a page, by what is rendered for it, see `SiteRenderer.fileAt`. */
export type Lead = { readonly page: string } | NoPage

interface Addresses {
  /** Of the site, without its `baseurl`; empty where nobody knows it. */
  readonly url: string
  readonly baseurl: string
}

/** A link of the page at `from` (as `RenderedPage.url`) as an address from the site's root; undefined where it leads to others. */
export function addressOnSite(link: string, from: string, { url, baseurl }: Addresses): string | undefined {
  const site = URL.canParse(url) ? url : 'https://site.invalid'
  const base = new URL(baseurl + from.replace(/^(?!\/)/, '/'), site)
  if (!URL.canParse(link, base)) return undefined
  const target = new URL(link, base)
  return /^https?:$/.test(target.protocol) && target.host === base.host ? target.pathname : undefined
}
