import { fileNameOf, lettersOf, type PageWords } from '../../../app/preview/page-view.svelte.ts'
import type { GalleyEditor } from '../../../editor/index.ts'

type Doc = GalleyEditor['view']['state']['doc']

/** A block of the text, and by what it is known: its letters and digits, which no typography changes. */
interface Block {
  readonly pos: number
  readonly letters: string
}

function blocksOf(doc: Doc): Block[] {
  const found: Block[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    found.push({ pos: pos + 1, letters: lettersOf(node.textContent) })
    return false
  })
  return found
}

/** The place in the text of what stands at a place of its page; undefined where that is not of the text. */
export function posOf(doc: Doc, { letters, nth, before, picture }: PageWords): number | undefined {
  if (picture !== undefined) return posOfPicture(doc, picture)
  const meant = blocksOf(doc).filter((each) => each.letters === letters)
  const found = meant[Math.min(nth, meant.length - 1)] ?? nearest(doc, letters)
  return found && posAfter(doc, found, before)
}

/** A block that the site says more or less of: a part of it is the same. */
function nearest(doc: Doc, letters: string): Block | undefined {
  const isLike = (other: string): boolean =>
    Math.min(other.length, letters.length) > 8 && (other.includes(letters) || letters.includes(other))
  return blocksOf(doc).find((block) => isLike(block.letters))
}

function posAfter(doc: Doc, { pos }: Block, count: number): number {
  const block = doc.resolve(pos).parent
  for (let at = 0, left = count; at < block.content.size; at += 1) {
    if (left === 0) return pos + at
    if (lettersOf(block.textBetween(at, at + 1)) !== '') left -= 1
  }
  return pos + block.content.size
}

function posOfPicture(doc: Doc, name: string): number | undefined {
  let found: number | undefined
  doc.descendants((node, pos) => {
    const { src } = node.attrs as { src?: unknown }
    if (found === undefined && typeof src === 'string' && name !== '' && fileNameOf(src) === name) found = pos
    return found === undefined
  })
  return found
}

/** By which words the block at a place of the text is found in its page. */
export function wordsOf(doc: Doc, pos: number): PageWords | undefined {
  const all = blocksOf(doc)
  const at = all.findLastIndex((block) => block.pos <= pos)
  const block = all[at]
  if (!block || block.letters === '') return undefined
  const nth = all.slice(0, at).filter(({ letters }) => letters === block.letters).length
  return { letters: block.letters, nth, before: 0 }
}
