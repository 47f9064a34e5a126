import { expect } from 'vitest'
import type { Element, KramdownOptions } from '../../src/kramdown/index.ts'
import { leaves, parse } from '../../src/kramdown/index.ts'

function show(source: string, element: Element): string {
  const { type, children } = element
  if (children.length === 0) return `${type} ${JSON.stringify(source.slice(...element.span))}`
  return `${type}(${children.map((child) => show(source, child)).join(', ')})`
}

/** A tree in one line: `p(text "a", em(markup "*", text "b", markup "*"))`; leaves with their source, the root left out. */
const treeOf = (source: string, options: KramdownOptions & { liquid?: boolean } = {}): string =>
  parse(source, options)
    .children.map((child) => show(source, child))
    .join(', ')

/** Expects a source to have a tree, and its leaves to join to it. */
export function same(
  source: string,
  tree: string,
  options: KramdownOptions & { liquid?: boolean } = {},
): void {
  expect(treeOf(source, options)).toBe(tree)
  const joined = leaves(parse(source, options)).map(({ span }) => source.slice(...span))
  expect(joined.join('')).toBe(source)
}
