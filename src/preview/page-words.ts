/** A place of a page, by the words that stand there: no typography changes their letters and digits. */
export interface PageWords {
  /** Of the block that holds it; empty for a picture. */
  readonly letters: string
  /** Which of the blocks that say the same, from 0. */
  readonly nth: number
  /** How many letters of the block stand before the place. */
  readonly before: number
  /** The file name of the picture that stands there. */
  readonly picture?: string
}

/** Where the name of a picture stands whose address was replaced. */
export const pictureName = 'data-galley-picture'

/** Marks what a page whose scripts run is to show first. */
export const arrival = 'data-galley-arrival'

/** Elements that stand for one block of the text each. */
const blocks = 'p, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, pre, figcaption, summary'
const inner = 'ul, ol, dl, table, blockquote, pre, p'

export const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')

export const fileNameOf = (address: string): string =>
  /([^/]*?)(?:[?#].*)?$/.exec(address.replaceAll('%20', ' '))?.[1] ?? ''

/** What was clicked, as words; undefined where nothing is said there. */
export function wordsAt({ target, clientX, clientY }: MouseEvent): PageWords | undefined {
  const element = target as Element | null // of another realm, which `instanceof` does not know
  if (element?.localName === 'img') {
    const picture = element.getAttribute(pictureName) ?? fileNameOf(element.getAttribute('src') ?? '')
    return { letters: '', nth: 0, before: 0, picture }
  }
  const block = element?.closest(blocks)
  const letters = block && lettersOf(ownText(block))
  if (!block || !letters) return undefined
  const same = blocksOf(block.ownerDocument).filter((each) => each.letters === letters)
  const nth = same.findIndex(({ element }) => element === block)
  return { letters, nth, before: lettersBefore(block, clientX, clientY) }
}

/** Scrolls so that the block with these words stands so far below the window's top; without words to the beginning. */
export function bring(page: Document, words: PageWords | undefined, top: number): void {
  const scroller = page.scrollingElement
  if (!scroller) return
  if (!words) scroller.scrollTop = 0
  const block = words && meant(blocksOf(page), words)
  if (block) scroller.scrollTop += block.element.getBoundingClientRect().top - top
}

/** What stands for a block of the text each, and what it says. */
const blocksOf = (page: Document): { element: Element; letters: string }[] =>
  [...page.querySelectorAll(blocks)].map((element) => ({ element, letters: lettersOf(ownText(element)) }))

/** Which of these blocks says these words; where none does, the one that is most like it. */
export function meant<Block extends { readonly letters: string }>(
  all: readonly Block[],
  { letters, nth }: PageWords,
): Block | undefined {
  const same = letters === '' ? [] : all.filter((each) => each.letters === letters)
  if (same.length > 0) return same[Math.min(nth, same.length - 1)]
  const ranked = all.map((block) => ({ block, share: shareOf(block.letters, letters) }))
  return ranked.sort((one, other) => other.share - one.share).find(({ share }) => share > 0)?.block
}

/** How many letters two texts begin and end with alike: between them the site has filled in or left out something. */
export function commonEnds(one: string, other: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start += 1
  let end = 0
  while (start + end < shorter && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return { start, end }
}

/** How much of two blocks is the same; 0 where that is too little to take one for the other. */
function shareOf(one: string, other: string): number {
  const { start, end } = commonEnds(one, other)
  const same = start + end
  return same > 8 && same * 2 >= Math.min(one.length, other.length) ? same : 0
}

/** What an element says itself, without what stands in lists and paragraphs inside. */
function ownText(element: Element): string {
  const own = [...element.childNodes].filter(
    (node) => node.nodeType !== 1 || !(node as Element).matches(inner),
  )
  return own.map(({ textContent }) => textContent ?? '').join('')
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
