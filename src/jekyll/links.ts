/** One link of a post to a place that may be on the blog. */
export interface LinkUse {
  /** The post's path. */
  readonly path: string
  readonly address: string
}

const link =
  /(?<!!)\[[^\]\n]{0,300}\]\([ \t]{0,9}((?:[^\s(){}"']|\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}){1,500})(?:[ \t]{1,9}["'][^\n]{0,300})?[ \t]{0,9}\)/g
const elsewhere = /^(?:mailto|tel|ftp|javascript|data):|^#/i

/** The links of a text; a sample to learn habits from, not a parser. `host`: the site's own address, with its scheme. */
export function linksIn(path: string, text: string, host: string): LinkUse[] {
  if (!text.includes('](')) return []
  return [...text.matchAll(link)]
    .map(([, address = '']) => ({ path, address }))
    .filter(
      ({ address }) =>
        !elsewhere.test(address) && (!/^(?:https?:)?\/\//i.test(address) || isOwn(address, host)),
    )
}

const isOwn = (address: string, host: string): boolean =>
  host !== '' && address.replace(/^https?:/i, '').startsWith(host.replace(/^https?:/i, ''))
