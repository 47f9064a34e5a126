import type { RenderedPage } from '../../preview/index.ts'
import { parsePage } from '../parse-page.ts'

/** Entries of a feed or of a list of pages that are shown. */
const most = 200
/** Characters of any other text. */
const longest = 100_000

/** A file that programs read, as a page that an author can read; a page as it is. */
export function readable(page: RenderedPage): RenderedPage {
  const kind = /\.(xml|json|txt|js|css|csv|ics|webmanifest)$/i.exec(page.url)?.[1]
  if (kind === undefined) return page
  const found = kind === 'xml' ? entriesOf(page.html) : undefined
  const about = found ?? plain(page.html)
  return { ...page, html: `<!doctype html><html><body><article>${about}</article></body></html>` }
}

const plain = (text: string): string =>
  `<p>Programs read this file, people do not. This stands in it:</p><pre>${escaped(text.slice(0, longest))}</pre>${further(text.length - longest, 'character')}`

/** How much there is behind what is shown. */
const further = (count: number, what: string): string =>
  count > 0 ? `<p>… and ${count.toLocaleString('en')} more ${what}${count === 1 ? '' : 's'}.</p>` : ''

/** The entries of a feed, or the addresses of a site's list of pages; undefined where it is something else. */
function entriesOf(text: string): string | undefined {
  if (/<!(?:doctype|entity)/i.test(text)) return undefined
  const root = parsePage(text.trim(), 'application/xml').documentElement
  if (root.localName === 'urlset') return listOf(root)
  return root.localName === 'feed' || root.localName === 'rss' ? feedOf(root) : undefined
}

function listOf(root: Element): string {
  const all = [...root.querySelectorAll('url > loc')]
  const addresses = all.slice(0, most).map(wordsOf)
  return `<h1>All pages</h1><p>Search engines read this list to find the pages of your blog.</p><ul>${addresses
    .map((address) => `<li>${linkTo(address, address)}</li>`)
    .join('')}</ul>${further(all.length - most, 'page')}`
}

function feedOf(root: Element): string {
  const entries = [...root.querySelectorAll('entry, item')]
  const shown = entries
    .slice(0, most)
    .map((entry) => `<h2>${titleOf(entry)}</h2><p>${escaped(beginningOf(entry))}</p>`)
  const name = escaped(wordsOf(root.querySelector('title')))
  return `<h1>${name || 'Feed'}</h1><p>This is the feed of your blog: programs that follow it show your readers these posts.</p>${shown.join('')}${further(entries.length - most, 'post')}`
}

function titleOf(entry: Element): string {
  const link = [...entry.querySelectorAll('link')].find((each) => each.getAttribute('rel') !== 'self')
  const address = link?.getAttribute('href') ?? wordsOf(link ?? null)
  return linkTo(address, inner(wordsOf(entry.querySelector('title'))) || address)
}

/** What an entry says of itself, else how it begins. */
function beginningOf(entry: Element): string {
  const said = ['summary', 'description', 'content'].map((name) => inner(wordsOf(entry.querySelector(name))))
  const words = said.find((each) => each !== '') ?? ''
  return words.length > 300 ? `${words.slice(0, 300).replace(/\s+\S*$/, '')} …` : words
}

const wordsOf = (element: Element | null): string => element?.textContent.trim() ?? ''

/** The words of HTML that stands in XML as text. */
const inner = (html: string): string => parsePage(html).body.textContent.replaceAll(/\s+/g, ' ').trim()

const linkTo = (address: string, words: string): string =>
  `<a href="${escaped(address)}">${escaped(words)}</a>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
