import { parseDocument } from './constructs.ts'
import type { KramdownOptions } from './options.ts'
import { settingsOf } from './options.ts'
import { tile } from './tile.ts'
import { writeHtml } from './to-html/index.ts'
import type { Element } from './tree.ts'

export type * from './tree.ts'
export { entityCode } from './entities.ts'
export { contentModel } from './html-elements.ts'
export type { Highlight, KramdownOptions } from './options.ts'

/**
 * Parses a kramdown document into a lossless tree. Every string parses; nothing throws.
 *
 * The leaves (`leaves(root)`) join to the source. Offsets are UTF-16 code units into `source`. With `liquid` the output
 * and tags of Liquid are tokens wherever they stand; without it they are text, as kramdown sees them.
 */
export function parse(source: string, options: KramdownOptions & { liquid?: boolean } = {}): Element {
  const { liquid = false, ...rest } = options
  const [root] = parseDocument(source, settingsOf(rest), liquid)
  tile(root)
  return root
}

/** The HTML that kramdown's converter gives for a document. */
export function toHtml(source: string, options: KramdownOptions = {}): string {
  const [root, parsing] = parseDocument(source, settingsOf(options), false)
  return writeHtml(root, parsing)
}

/** The leaves of a tree in order: the elements without children. Joined they are the source. */
export function leaves(root: Element): Element[] {
  const found: Element[] = []
  const visit = (element: Element): void => {
    if (element.children.length === 0) found.push(element)
    else element.children.forEach(visit)
  }
  visit(root)
  return found
}
