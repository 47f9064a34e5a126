import type { Node } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { readsAs } from '../../src/cli/edits/check.ts'
import { parseBody, saveBody, type Origin } from '../../src/editor/document.ts'
import { schema } from '../../src/editor/schema.ts'

/** A place in a document where an edit can be made whose ideal result is known. */
interface Place {
  readonly edit: (tr: Transaction) => Transaction
  /** The same edit done by hand on the text; where it can be done in two ways, both. */
  readonly byHand: readonly string[]
}

interface Block {
  readonly node: Node
  readonly at: number
  readonly parent: Node
}

/** What is looked for in a post: its text, its document, and the text blocks in it. */
class Post {
  readonly origin: Origin
  readonly doc: Node
  readonly body: string
  readonly blocks: readonly Block[]

  constructor(body: string) {
    const { doc, origin } = parseBody(body)
    const blocks: Block[] = []
    doc.descendants((node, at, parent) => {
      if (node.isTextblock && parent) blocks.push({ node, at, parent })
    })
    this.doc = doc
    this.origin = origin
    this.body = body
    this.blocks = blocks
  }

  get lineEnd(): string {
    return this.origin.lineEnds.usual
  }

  /** Where the text that a pattern describes stands, if it stands there once: its start and its end. */
  only(pattern: RegExp): readonly [number, number] | undefined {
    const found = [...this.body.matchAll(new RegExp(pattern, 'gu'))]
    const [match] = found
    return found.length === 1 && match ? [match.index, match.index + match[0].length] : undefined
  }

  with(from: number, to: number, text: string): string {
    return this.body.slice(0, from) + text + this.body.slice(to)
  }
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** The last words of a block, as they stand in the source: lines may be broken between them. */
function endOf(post: Post, { node }: Block): number | undefined {
  const text = node.lastChild?.isText === true && node.lastChild.marks.length === 0 ? node.lastChild.text : ''
  const words = (text ?? '').trim().split(/\s+/).slice(-6)
  if (words.join(' ').length < 8) return undefined
  return post.only(new RegExp(words.map(literally).join('\\s+(?:>\\s*)*')))?.[1]
}

/** Appends a word to a text block whose last line goes on in the source as `rest` says. */
const append =
  (wanted: (block: Block) => boolean, rest: RegExp) =>
  (post: Post): Place[] =>
    post.blocks.filter(wanted).flatMap((block) => {
      const end = endOf(post, block)
      if (end === undefined || !rest.test(/^[^\r\n]*/.exec(post.body.slice(end))?.[0] ?? '')) return []
      const to = block.at + 1 + block.node.content.size
      return [
        {
          edit: (tr) => tr.insert(to, schema.text(' tide')),
          byHand: [post.with(end, end, ' tide')],
        },
      ]
    })

const isIn =
  (parent: string, name: string) =>
  (block: Block): boolean =>
    block.parent.type.name === parent && block.node.type.name === name

/** A word of some length that stands once in the source and, unmarked, in a block. */
function wordsIn(post: Post, { node, at }: Block): { from: number; word: string; source: number }[] {
  const found: { from: number; word: string; source: number }[] = []
  node.forEach((child, offset) => {
    if (!child.isText || child.marks.length > 0) return
    for (const { 0: word, index } of (child.text ?? '').matchAll(/(?<=[ (])\p{L}{5,}(?=[ ,.;)])/gu)) {
      const source = post.only(new RegExp(word))
      if (source) found.push({ from: at + 1 + offset + index, word, source: source[0] })
    }
  })
  return found.slice(0, 1)
}

function bold(post: Post): Place[] {
  const sign = post.origin.style.strong.repeat(2)
  return post.blocks
    .filter(({ node }) => node.type.name === 'paragraph')
    .flatMap((block) => wordsIn(post, block))
    .map(({ from, word, source }) => ({
      edit: (tr) => tr.addMark(from, from + word.length, schema.mark('bold')),
      byHand: [post.with(source, source + word.length, `${sign}${word}${sign}`)],
    }))
}

const inCell = (post: Post): Place[] =>
  post.blocks
    .filter(({ node }) => node.type.name === 'tableCell')
    .flatMap((block) => wordsIn(post, block))
    .map(({ from, word, source }) => ({
      edit: (tr) => tr.insertText('tide', from, from + word.length),
      byHand: [post.with(source, source + word.length, 'tide')],
    }))

interface TopBlock {
  readonly node: Node
  readonly at: number
  /** Its text in a body without carriage returns. */
  readonly from: number
  readonly to: number
  readonly gap: string
}

/** The blocks at the top with their places; only in bodies whose lines end alike. */
function topBlocks({ origin, doc, lineEnd }: Post): TopBlock[] {
  if (lineEnd !== '\n' || origin.inner.slots.length !== doc.childCount) return []
  let [offset, at] = [0, 0]
  return origin.inner.slots.map(({ node, gap, text }) => {
    const block = { node, at, from: offset + gap.length, to: offset + gap.length + text.length, gap }
    offset = block.to
    at += node.nodeSize
    return block
  })
}

const isParagraph = ({ node }: TopBlock): boolean => node.type.name === 'paragraph'

const insert = (post: Post): Place[] =>
  topBlocks(post)
    .filter(isParagraph)
    .map(({ node, at, to }) => ({
      edit: (tr) =>
        tr.insert(at + node.nodeSize, schema.node('paragraph', null, [schema.text('High tide at noon')])),
      byHand: inserted(post, to),
    }))

/**
 * Behind a block that no empty line follows, a hand may leave one behind the new paragraph, and may not; of two empty
 * lines, or one at the post's end, it may use the first.
 */
function inserted(post: Post, to: number): string[] {
  const text = '\n\nHigh tide at noon'
  const rest = post.body.slice(to)
  const isApart = /^\s*$|^[ \t]*\n[ \t]*\n/.test(rest)
  const [empty] = /^[ \t]*\n[ \t]*\n(?=[ \t]*(?:\n|$))/.exec(rest) ?? []
  const between =
    empty === undefined ? [] : [post.with(to + empty.length, to + empty.length, 'High tide at noon\n')]
  return [...(isApart ? [text] : [text, `${text}\n`]).map((added) => post.with(to, to, added)), ...between]
}

function remove(post: Post): Place[] {
  const blocks = topBlocks(post)
  return blocks.flatMap((block, index) => {
    const [before, next] = [blocks[index - 1], blocks[index + 1]]
    if (!isParagraph(block) || !before || !next) return []
    return [
      {
        edit: (tr: Transaction) => tr.delete(block.at, block.at + block.node.nodeSize),
        byHand: [post.with(before.to, block.to, ''), post.with(block.from, next.from, '')],
      },
    ]
  })
}

const blockEnd = /^[ \t]*$/
const headingEnd = /^[ \t]*#*(?:[ \t]+\{#[^}]+\})?[ \t]*$/

/** The edits whose ideal result is known, and where they can be made. */
const knownEdits: Readonly<Record<string, (post: Post) => Place[]>> = {
  'append a word to a paragraph': append(isIn('doc', 'paragraph'), blockEnd),
  'append a word to a heading': append(isIn('doc', 'heading'), headingEnd),
  'append a word to a list item': append(isIn('listItem', 'paragraph'), blockEnd),
  'make a word bold': bold,
  'insert a paragraph': insert,
  'delete a paragraph': remove,
  'a word in a table cell': inCell,
}

/** How many places were tried, and what was saved where that was not the ideal. */
export interface Known {
  places: number
  readonly other: { readonly before: string; readonly saved: string; readonly byHand: string }[]
}

export type Figures = Readonly<Record<string, Known>>

/**
 * Makes each edit in up to `most` places of each body. Places where the text edited by hand would not be read as the
 * edited document do not count: there the edit cannot be done so.
 */
export function tryKnownEdits(bodies: Iterable<string>, most: number): Figures {
  const names = Object.keys(knownEdits)
  const figures: Figures = Object.fromEntries(names.map((name) => [name, { places: 0, other: [] }]))
  for (const body of bodies) {
    const post = new Post(body)
    for (const [name, find] of Object.entries(knownEdits)) {
      const places = find(post)
      const step = Math.max(1, Math.floor(places.length / most))
      const some = places.filter((_, index) => index % step === 0).slice(0, most)
      for (const place of some) tryPlace(post, place, figures[name])
    }
  }
  return figures
}

function tryPlace(post: Post, { edit, byHand }: Place, known: Known | undefined): void {
  const { doc } = edit(EditorState.create({ doc: post.doc }).tr)
  const [right] = byHand.filter((text) => readsAs(text, doc, post.origin) === 'exact')
  if (right === undefined || !known) return
  known.places += 1
  const { body } = saveBody(doc, post.origin)
  if (!byHand.includes(body)) known.other.push({ before: post.body, saved: body, byHand: right })
}

/** A line for each edit. */
export const figuresOf = (figures: Figures): string[] =>
  Object.entries(figures).map(([name, { places, other }]) => {
    const share = places === 0 ? 100 : (100 * (places - other.length)) / places
    return `${name.padEnd(30)} ${String(places - other.length).padStart(6)} of ${String(places).padStart(6)}  ${share.toFixed(2)} %`
  })
