import {
  commonEnds,
  fileNameOf,
  lettersOf,
  meant,
  type PageWords,
} from '../../../app/preview/page-view.svelte.ts'
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
export function posOf(doc: Doc, words: PageWords): number | undefined {
  if (words.picture !== undefined) return posOfPicture(doc, words.picture)
  const block = meant(blocksOf(doc), words)
  return block && posAfter(doc, block, lettersBefore(block, words))
}

/** How many letters of the block stand before the place: what the site fills in between counts for none. */
function lettersBefore(block: Block, { letters, before }: PageWords): number {
  const { start } = commonEnds(block.letters, letters)
  return before <= start ? before : Math.max(start, block.letters.length - (letters.length - before))
}

/** After the last letter comes the end: the sentence's period is before it. */
function posAfter(doc: Doc, { pos, letters }: Block, count: number): number {
  const block = doc.resolve(pos).parent
  if (count >= letters.length) return pos + block.content.size
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

/** By which words the block at a place of the text, or the last one before it that says something, is found in its page. */
export function wordsOf(doc: Doc, pos: number): PageWords | undefined {
  const above = blocksOf(doc).filter((block) => block.pos <= pos && block.letters !== '')
  const letters = above.at(-1)?.letters
  if (letters === undefined) return undefined
  return { letters, nth: above.filter((block) => block.letters === letters).length - 1, before: 0 }
}
