import type { Blocks, BlockConstruct } from './blocks.ts'
import { testAt } from './characters.ts'
import type { Draft, DraftOf } from './draft.ts'
import { draft } from './draft.ts'
import type { Body } from './item-body.ts'
import {
  addNewline,
  attachItemList,
  close,
  gather,
  itemList,
  marker,
  parseBody,
  popBlank,
} from './item-body.ts'
import { lineEnd } from './lines.ts'
import { wholeContent } from './paragraph.ts'
import { MAX_DEPTH } from './parsing.ts'

/*
 * Definition lists (kramdown's manual, “Definition Lists”): the lines of the paragraph before are the terms.
 *
 *   term
 *   : its definition, whose text is indented as a list item's is
 */

/** The paragraph whose lines become terms: the last block, or the one before a single empty line. */
function termsOf(blocks: Blocks): { paragraph: DraftOf<'p'>; loose: boolean } | undefined {
  const children = blocks.parent.children
  const last = children.at(-1)
  if (last?.type === 'p') return { paragraph: last, loose: false }
  const before = children.at(-2)
  if (last?.type !== 'blank' || before?.type !== 'p' || !isOneLine(blocks, last)) return undefined
  return { paragraph: before, loose: true }
}

/** An empty line without any blanks. */
const isOneLine = (blocks: Blocks, { span: [from, to] }: Draft): boolean =>
  /^(?:\n|\r\n?)$/.test(blocks.parsing.source.slice(from, to))

function addTerms(blocks: Blocks, list: Draft, paragraph: Draft): void {
  const { parsing } = blocks
  const content = parsing.contents.get(paragraph)
  if (!content) return
  parsing.contents.delete(paragraph)
  const { view, from: start, to } = wholeContent(content)
  for (let at = start; at < to;) {
    const end = Math.min(lineEnd(view.text, at), to)
    const term = draft('dt', view.span(at, end), { rawText: '' })
    const braces = itemList(view, at, end)
    const from = braces ? Math.min(end, braces[2]) : at
    if (braces) attachItemList(blocks, view, braces, term)
    term.rawText = view.raw.slice(from, end)
    parsing.contents.set(term, { view, from, to: end })
    list.children.push(term)
    at = end + 1
  }
}

/** Parses a definition. Returns the empty lines at its end. One behind an empty line has its text in a paragraph. */
function finish(blocks: Blocks, body: Body, asParagraph: boolean): Draft | undefined {
  const { element } = body
  parseBody(blocks, body)
  const blank = popBlank(element)
  const first = element.children[0]
  if (first?.type === 'p' && !asParagraph) {
    if (element.children.length > 1) addNewline(blocks, first)
    first.transparent = true
  }
  return blank
}

export const definitionList: BlockConstruct = {
  first: ':',
  parse(blocks) {
    const { text, parent, at } = blocks
    const terms = testAt(marker('dl', 3), text, at) && blocks.depth < MAX_DEPTH ? termsOf(blocks) : undefined
    if (!terms) return false
    const { paragraph } = terms
    let { loose } = terms
    parent.children.length -= loose ? 2 : 1
    const list = draft('dl', paragraph.span, {})
    addTerms(blocks, list, paragraph)
    moveList(blocks, paragraph, list)
    let blank: Draft | undefined
    for (const body of gather(blocks, 'dl', (span) => draft('dd', span, {}))) {
      if (blank) list.children.push(blank)
      list.children.push(body.element)
      blank = finish(blocks, body, loose)
      loose = body.blank
    }
    close(list)
    place(blocks, list)
    if (blank) parent.children.push(blank)
    return true
  },
}

/** The paragraph's attribute list becomes the list's. */
function moveList({ parsing }: Blocks, paragraph: Draft, list: Draft): void {
  const attached = parsing.attached.get(paragraph)
  if (!attached) return
  parsing.attached.delete(paragraph)
  parsing.attached.set(list, attached)
}

/** Adds the list; one that follows another without more than empty lines between carries that on. */
function place(blocks: Blocks, list: DraftOf<'dl'>): void {
  const { children } = blocks.parent
  const last = children.at(-1)
  const before = last?.type === 'blank' ? children.at(-2) : last
  if (before?.type !== 'dl') {
    blocks.push(list)
    return
  }
  if (last && last !== before) before.children.push(last)
  if (last !== before) children.pop()
  before.children.push(...list.children)
  before.span = [before.span[0], list.span[1]]
}
