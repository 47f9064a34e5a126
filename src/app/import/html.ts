import { kramdownOptionsOf } from '../../jekyll/kramdown-options.ts'
import type { Site } from '../../jekyll/index.ts'
import type { Carried } from '../../editor/paste/import-html.ts'
import { carrierOf } from '../../editor/paste/carriers.ts'
import { fileOf } from '../../editor/paste/addresses.ts'
import { parsePage } from '../parse-page.ts'
import { countWords, fileNameIn, type Imported, type Placed } from './imported.ts'

/** What Word's document, or a page, brings along beside its HTML. */
export interface Brought {
  /** By the address that stands for each. */
  readonly pictures: ReadonlyMap<string, File>
}

/** A saved page or another document of HTML. Its own part of the page is taken, not what stands around that. */
export function readHtml(
  source: string,
  name: string,
  pictures: readonly File[],
  site: Site,
  brought: Brought = { pictures: new Map() },
): Imported {
  const page = parsePage(source)
  const root = articleOf(page)
  const title = takeTitle(page, root) ?? name
  const notes = takeNotes(root)
  const inside = takePictures(root, pictures)
  const files = new Map([...inside.files, ...brought.pictures])
  lowerHeadings(root)
  const html = root.innerHTML
  return {
    title,
    words: countWords(html.replaceAll(/<[^>]*>|&\w+;/g, ' ')),
    pictures: [...files.values()],
    missing: inside.missing,
    body: async (placed) => {
      const { bodyFromHtml } = await import('../../editor/paste/import-html.ts')
      return bodyFromHtml(html, { pictures: placedAt(files, placed), notes }, kramdownOptionsOf(site))
    },
  }
}

const placedAt = (files: ReadonlyMap<string, File>, placed: ReadonlyMap<File, Placed>): Carried['pictures'] =>
  new Map(
    [...files].flatMap(([address, file]) => {
      const place = placed.get(file)
      return place ? [[address, place] as const] : []
    }),
  )

/** What does something in a page, or leads elsewhere in its site. */
const idle = 'script, style, noscript, template, nav'

function articleOf({ body }: Document): HTMLElement {
  const [article, another] = body.querySelectorAll<HTMLElement>('article')
  const root = (another ? undefined : article) ?? body.querySelector('main') ?? body
  const around = root === body ? `${idle}, body > :is(header, footer, aside)` : `${idle}, footer`
  for (const element of root.querySelectorAll(around)) element.remove()
  for (const form of root.querySelectorAll('form')) form.replaceWith(...form.childNodes)
  return root
}

/** The one heading above all others that begins the text is the post's title, and no part of its text. */
function takeTitle(page: Document, root: HTMLElement): string | undefined {
  const headings = [...root.querySelectorAll('h1')]
  const marked = headings.find((heading) => heading.classList.contains('title'))
  const title =
    marked ?? (headings.length === 1 ? headings.find((heading) => begins(root, heading)) : undefined)
  const words = (title?.textContent ?? page.title).replaceAll(/\s+/g, ' ').trim()
  title?.remove()
  return words === '' ? undefined : words
}

function begins(root: HTMLElement, heading: Element): boolean {
  const before = root.ownerDocument.createRange()
  before.setStart(root, 0)
  before.setEndBefore(heading)
  return before.toString().trim() === '' && !before.cloneContents().querySelector('img')
}

/** The title is the page's heading of the first level; those of the text stand below it. */
function lowerHeadings(root: HTMLElement): void {
  if (!root.querySelector('h1')) return
  for (const heading of root.querySelectorAll('h1, h2, h3, h4, h5')) {
    const lower = root.ownerDocument.createElement(`h${Number(heading.tagName[1]) + 1}`)
    lower.append(...heading.childNodes)
    heading.replaceWith(lower)
  }
}

/** Footnotes as Word's documents give them: a raised link to an item at the end, which leads back. */
function takeNotes(root: HTMLElement): Map<string, string> {
  const notes = new Map<string, string>()
  for (const mark of root.querySelectorAll('sup > a[href^="#footnote-"], sup > a[href^="#endnote-"]')) {
    const note = root.ownerDocument.getElementById(mark.getAttribute('href')?.slice(1) ?? '')
    if (!note || !root.contains(note)) continue
    const address = carrierOf('note', notes.size + 1)
    note.querySelector('a[href*="note-ref-"]')?.remove()
    notes.set(address, note.innerHTML)
    const image = root.ownerDocument.createElement('img')
    image.src = address
    mark.closest('sup')?.replaceWith(image)
    note.remove()
  }
  for (const list of root.querySelectorAll('ol')) if (list.children.length === 0) list.remove()
  return notes
}

/** Pictures that lie in the page's text, or beside it and were given along; any other that is not on the web is missing. */
function takePictures(
  root: HTMLElement,
  given: readonly File[],
): { readonly files: Map<string, File>; readonly missing: string[] } {
  const files = new Map<string, File>()
  const missing: string[] = []
  for (const image of root.querySelectorAll('img')) {
    const src = (image.getAttribute('src') ?? '').trim().replace(/^(?=\/\/)/, 'https:')
    image.setAttribute('src', src)
    if (/^https?:\/\//i.test(src)) continue
    const name = fileNameIn(src)
    const file = src.startsWith('data:')
      ? fileOf(src, files.size + 1)
      : given.find((one) => one.name === name)
    if (!file) missing.push(name === '' ? image.alt : name)
    const address = carrierOf('picture', files.size + 1)
    if (file) files.set(address, file)
    if (file) image.setAttribute('src', address)
  }
  return { files, missing: missing.filter((name) => name !== '') }
}
