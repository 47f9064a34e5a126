import type { GalleyEditor } from '../../../editor/index.ts'

type View = GalleyEditor['view']
type Doc = View['state']['doc']

/** Elements that stand for one block of the text each. */
const blocks = 'p, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, pre, figcaption, summary'
const inner = 'ul, ol, dl, table, blockquote, pre, p'

/** A block of the text, and by what it is known: its letters and digits, which no typography changes. */
interface Block {
  readonly pos: number
  readonly letters: string
}

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

function blocksOf(doc: Doc): Block[] {
  const found: Block[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    found.push({ pos: pos + 1, letters: lettersOf(node.textContent) })
    return false
  })
  return found
}

/** What an element says itself, without what stands in lists and paragraphs inside. */
function ownText(element: Element): string {
  const own = [...element.childNodes].filter(
    (node) => node.nodeType !== 1 || !(node as Element).matches(inner),
  )
  return own.map(({ textContent }) => textContent ?? '').join('')
}

/** The place in the text of what was clicked in its page; undefined where that is not of the text. */
export function posOfClick(doc: Doc, { target, clientX, clientY }: MouseEvent): number | undefined {
  const element = target as Element | null // of another realm, which `instanceof` does not know
  if (element?.localName === 'img') return posOfPicture(doc, element.getAttribute('src') ?? '')
  const block = element?.closest(blocks)
  const letters = block && lettersOf(ownText(block))
  if (!block || !letters) return undefined
  const alike = [...block.ownerDocument.querySelectorAll(blocks)].filter(
    (other) => lettersOf(ownText(other)) === letters,
  )
  const meant = blocksOf(doc).filter((each) => each.letters === letters)
  const found = meant[Math.min(alike.indexOf(block), meant.length - 1)] ?? nearest(doc, letters)
  return found && posAfter(doc, found, lettersBefore(block, clientX, clientY))
}

/** A block that the site says more or less of: a part of it is the same. */
function nearest(doc: Doc, letters: string): Block | undefined {
  const isLike = (other: string): boolean =>
    Math.min(other.length, letters.length) > 8 && (other.includes(letters) || letters.includes(other))
  return blocksOf(doc).find((block) => isLike(block.letters))
}

/** How many letters of a block stand before a point of the window. */
function lettersBefore(block: Element, x: number, y: number): number {
  const page = block.ownerDocument
  if (!('caretPositionFromPoint' in page)) return 0 // browsers learnt it at different times
  const caret = page.caretPositionFromPoint(x, y)
  if (!caret || !block.contains(caret.offsetNode)) return 0
  const range = page.createRange()
  range.setStart(block, 0)
  range.setEnd(caret.offsetNode, caret.offset)
  return lettersOf(range.toString()).length
}

function posAfter(doc: Doc, { pos }: Block, count: number): number {
  const block = doc.resolve(pos).parent
  for (let at = 0, left = count; at < block.content.size; at += 1) {
    if (left === 0) return pos + at
    if (lettersOf(block.textBetween(at, at + 1)) !== '') left -= 1
  }
  return pos + block.content.size
}

function posOfPicture(doc: Doc, address: string): number | undefined {
  const name = fileNameOf(address)
  let found: number | undefined
  doc.descendants((node, pos) => {
    const { src } = node.attrs as { src?: unknown }
    if (found === undefined && typeof src === 'string' && name !== '' && fileNameOf(src) === name) found = pos
    return found === undefined
  })
  return found
}

const fileNameOf = (address: string): string =>
  /([^/]*?)(?:[?#].*)?$/.exec(address.replaceAll('%20', ' '))?.[1] ?? ''

/** The element of the page that stands for the block at a place of the text. */
export function elementAt(page: Document, doc: Doc, pos: number): Element | undefined {
  const all = blocksOf(doc)
  const at = all.findLastIndex((block) => block.pos <= pos)
  const block = all[at]
  if (!block || block.letters === '') return undefined
  const nth = all.slice(0, at).filter(({ letters }) => letters === block.letters).length
  const alike = [...page.querySelectorAll(blocks)].filter(
    (element) => lettersOf(ownText(element)) === block.letters,
  )
  return alike[Math.min(nth, alike.length - 1)]
}
