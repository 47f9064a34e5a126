import type { Node } from '@tiptap/pm/model'
import { itemGap, numberMarker, printItem } from './constructs/list.ts'
import type { Kind } from './gaps.ts'
import type { Inner } from './origin.ts'
import type { Printer } from './printing.ts'
import type { Style } from './style.ts'

/** What the item at a place of a list starts with, counted from 0. */
export type Markers = (index: number, style: Style) => string

/** As the post's items do. */
const usual =
  (kind: Kind): Markers =>
  (index, style) =>
    kind === 'orderedList' ? numberMarker(style, index) : style.bullet

/** With the blanks and the sign of the list's first item; as the post's do where it has none of this kind. */
export function markersOf({ slots }: Inner, kind: Kind): Markers {
  const sign = kind === 'bulletList' ? '[-+*]' : '\\d+\\.'
  const [, indent, bullet, gap] =
    new RegExp(`^( {0,3})(${sign})( {1,4})(?=\\S)`).exec(slots[0]?.text ?? '') ?? []
  if (!kind.endsWith('List') || indent === undefined || bullet === undefined || gap === undefined)
    return usual(kind)
  if (kind === 'bulletList') return () => indent + bullet + gap
  return (index, style) => `${indent}${style.numbered ? index + 1 : 1}.${gap}`
}

/** Items of a list from its place `index` on. */
export function printItems(
  printer: Printer,
  items: readonly Node[],
  markers: Markers,
  index: number,
): string {
  return items
    .map((item, at) => {
      const gap = at === items.length - 1 ? '' : itemGap(item)
      return printItem(item, markers(index + at, printer.style), printer) + gap
    })
    .join('')
}

/**
 * What an item that stood elsewhere may be written as: with the marker that others have where it is now, if that is as
 * long, so that its lines hang on it as they did; or as it was.
 */
export function movedItem(text: string, marker: string): string[] {
  const own = /^ {0,3}(?:[-+*]|\d+\.) */.exec(text)?.[0]
  return own?.length === marker.length || !text.includes('\n')
    ? [marker + text.slice(own?.length ?? 0), text]
    : [text]
}

/** An item's text with the number that it has where it is now, if that is as long. */
export function renumbered(text: string, printed: string): string {
  const [own = '', now = ''] = [text, printed].map((one) => /^ *\d+/.exec(one)?.[0])
  return own.length === now.length ? now + text.slice(own.length) : text
}
