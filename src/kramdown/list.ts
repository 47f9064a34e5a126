import type { Blocks, BlockConstruct } from './blocks.ts'
import { matchAt, testAt } from './characters.ts'
import type { Draft, DraftOf } from './draft.ts'
import { attributesOf, draft, isAbsent } from './draft.ts'
import { addNewline, close, gather, marker, parseBody, popBlank } from './item-body.ts'
import { END_OF_BLOCK, LIST_ITEM } from './lines.ts'
import { wholeContent } from './paragraph.ts'
import { MAX_DEPTH } from './parsing.ts'

/*
 * Lists (kramdown's manual, “Lists”). An item owns the lines that are indented as its text is, and lazy ones up to the
 * first empty line or nested list.
 *
 *   1.  {:.first} a text
 *   ^ marker      ^ the content's column: 4
 *       more of it
 */

type Item = DraftOf<'li'>

/** What an item's looseness depends on: its blocks as kramdown has them, without the attribute list of its first paragraph. */
function visible(blocks: Blocks, item: Item): readonly Draft[] {
  const children = item.children.filter((child) => !isAbsent(child))
  const [first, second] = children
  const own = first?.type === 'p' && second?.type === 'block_ial' && blocks.parsing.attached.has(first)
  return own ? children.filter((child) => child !== second) : children
}

/** Says whether the text of an item stands in the list without a paragraph around it. Looseness is decided item by item. */
function isTight(list: readonly Item[], item: Item, children: readonly Draft[], stopped: boolean): boolean {
  const isLast = item === list.at(-1)
  const alone =
    children.length < 2 || children[1]?.type !== 'blank' || (isLast && children.length === 2 && !stopped)
  if (!alone) return false
  return !isLast || list.length === 1 || list.slice(0, -1).some(isTightOrOther)
}

const isTightOrOther = (item: Item): boolean => {
  const first = item.children[0]
  return first?.type !== 'p' || first.transparent
}

function tighten(blocks: Blocks, items: readonly Item[], item: Item, stopped: boolean): void {
  const children = visible(blocks, item)
  const first = children[0]
  if (first?.type !== 'p' || !isTight(items, item, children, stopped)) return
  if (children[1] && children[1].type !== 'blank') addNewline(blocks, first)
  first.transparent = true
  item.loose = false
}

const TASK = /[ \t\n\f\v]*\[([xX ])\][ \t\n\f\v]+/y

/** The box of a task, which the page has as HTML. */
function box(task: 'open' | 'checked'): DraftOf<'html_element'> {
  const checked = task === 'checked' ? { checked: 'checked' } : {}
  const all = { type: 'checkbox', class: 'task-list-item-checkbox', disabled: 'disabled', ...checked }
  return draft('html_element', [0, 0], {
    ...{ name: 'input', content: 'raw', display: 'span', closed: true, empty: true },
    attributes: new Map(Object.entries(all)),
  })
}

/** GFM's task lists: an item whose paragraph begins with `[ ]` or `[x]`. */
function findTasks(blocks: Blocks, list: Draft, items: readonly Item[]): void {
  let found = false
  for (const item of items) {
    const first = item.children[0]
    const known = first?.type === 'p' ? blocks.parsing.contents.get(first) : undefined
    if (!first || !known) continue
    const content = wholeContent(known)
    const match = matchAt(TASK, content.view.text, content.from)
    if (match && content.from + match[0].length <= content.to) {
      content.from += match[0].length
      item.task = match[1] === ' ' ? 'open' : 'checked'
      blocks.parsing.contents.set(first, content)
      blocks.parsing.boxes.set(first, box(item.task))
      found = true
    }
    if (found) attributesOf(item).set('class', 'task-list-item')
  }
  if (found) attributesOf(list).set('class', 'task-list')
}

export const list: BlockConstruct = {
  first: '+*-0123456789',
  parse(blocks) {
    const { text, parsing, at: from } = blocks
    if (blocks.depth >= MAX_DEPTH || !testAt(LIST_ITEM, text, from)) return false
    const type = testAt(marker('ul', 3), text, from) ? 'ul' : 'ol'
    const element: Draft = blocks.add(type, from, {})
    const bodies = gather(blocks, type, (span) => draft('li', span, { loose: true, task: undefined }))
    const stop = matchAt(END_OF_BLOCK, text, blocks.at)
    const items = bodies.map((body) => body.element)
    let last: Draft | undefined
    for (const body of bodies) {
      const item = body.element
      parseBody(blocks, body)
      element.children.push(item)
      tighten(blocks, items, item, stop !== null)
      if (item.children.length === 0) continue
      last = popBlank(item)
      if (last) element.children.push(last)
    }
    if (parsing.gfm) findTasks(blocks, element, items)
    finish(blocks, element, last, stop?.[0].length)
    return true
  },
}

/** The empty lines behind the last item follow the list; `^`, which takes up so many characters, takes them away. */
function finish(blocks: Blocks, list: Draft, last: Draft | undefined, stop: number | undefined): void {
  const { view, at } = blocks
  const trailing = list.children.at(-1)
  if (last && stop === undefined) {
    if (trailing === last) list.children.pop()
    const span = trailing === last ? last.span : view.span(at, at)
    blocks.parent.children.push(draft('blank', span, {}))
  }
  close(list)
  if (stop === undefined) return
  blocks.at = at + stop
  list.span = [list.span[0], view.behind(blocks.at - 1)]
}
