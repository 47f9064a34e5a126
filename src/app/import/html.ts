import { kramdownOptionsOf } from '../../jekyll/kramdown-options.ts'
import type { Site } from '../../jekyll/index.ts'
import type { Carried } from '../../editor/paste/import-html.ts'
import { countWords, type Imported, type Placed } from './imported.ts'

/** An address that nobody has: it stands for a picture or a footnote that the document brings along. */
const carrier = (kind: string, number: number): string => `https://${kind}.invalid/${number}`

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
  const page = new DOMParser().parseFromString(source, 'text/html')
  const root = articleOf(page)
  const title = takeTitle(page, root) ?? name
  const notes = takeNotes(root)
  const inside = takePictures(root, pictures)
  const files = new Map([...brought.pictures, ...inside.files])
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

/** What stands around a page's text, or does something in it. */
const outside = 'nav, footer, aside, form, script, style, noscript, template'

function articleOf({ body }: Document): HTMLElement {
  const [article, another] = body.querySelectorAll<HTMLElement>('article')
  const root = (another ? undefined : article) ?? body.querySelector('main') ?? body
  for (const around of root.querySelectorAll(outside)) around.remove()
  return root
}

/** The heading above all others is the post's title, and no part of its text. */
function takeTitle(page: Document, root: HTMLElement): string | undefined {
  const headings = root.querySelectorAll('h1')
  const [first] = headings
  const marked = root.querySelector('h1.title') ?? (headings.length === 1 ? first : undefined)
  const title = marked ?? (page.title.trim() === '' ? first : undefined)
  const words = (title?.textContent ?? page.title).replaceAll(/\s+/g, ' ').trim()
  title?.remove()
  return words === '' ? undefined : words
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
    const address = carrier('note', notes.size + 1)
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
    const src = image.getAttribute('src') ?? ''
    if (/^(?:https?:)?\/\//i.test(src)) continue
    const name = nameOf(src)
    const file = src.startsWith('data:')
      ? fileOf(src, files.size + 1)
      : given.find((one) => one.name === name)
    if (!file) missing.push(name)
    const address = carrier('picture', files.size + 1)
    if (file) files.set(address, file)
    if (file) image.setAttribute('src', address)
  }
  return { files, missing: missing.filter((name) => name !== '') }
}

function nameOf(src: string): string {
  const name = src.startsWith('data:') ? '' : (/[^/\\]*$/.exec(src.replace(/[?#].*$/, ''))?.[0] ?? '')
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

function fileOf(src: string, number: number): File | undefined {
  const [, type = '', data = ''] = /^data:(image\/[\w+.-]+);base64,([\w+/=\s]+)$/i.exec(src) ?? []
  try {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
    return bytes.length === 0 ? undefined : new File([bytes], `picture-${number}`, { type })
  } catch {
    return undefined
  }
}
