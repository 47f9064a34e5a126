import type { Field, Reading } from './fields.ts'
import { patchSlot, placeOfPairs, replaceSlot, slotOf } from './yaml/patch.ts'
import { type Place, type PrintStyle, printKey, printPair, printValue } from './yaml/print.ts'
import { contentEnd, placeText, type Slot } from './yaml/slots.ts'
import { applySplices, lineEnd, lineStart, type Splice } from './yaml/splice.ts'

/** A YAML text with its `---` line, what it reads as, and how it writes things. */
export interface Source {
  readonly text: string
  readonly reading: Reading
  readonly style: PrintStyle
}

const safest = { text: 'double', quote: 'double', list: 'flow' } as const
const rootPlace: Place = { inFlow: false, indent: 0 }

/** Texts in which a field has another value, the one that changes least first; each has to be proved by reading it. */
export function* changedTexts(
  source: Source,
  field: Field,
  value: unknown,
  earlier: string | undefined,
): Generator<string> {
  const { text, reading, style } = source
  const slot = slotOf(field.pair, placeOf(source))
  if (earlier !== undefined) yield applySplices(text, [earlierSlot(text, slot, earlier)])
  const context = { text, values: reading.values, style }
  yield applySplices(text, patchSlot(context, slot, value))
  yield applySplices(text, replaceSlot(context, slot, value))
  const safe = printValue(value, { inFlow: true, indent: 0 }, { ...style, ...safest })
  yield applySplices(text, placeText(text, slot, safe))
  const line = printKey(field.key, rootPlace) + ': ' + safe
  yield applySplices(text, [{ from: field.pair.from, to: contentEnd(text, field.pair.value), text: line }])
}

const earlierSlot = (text: string, slot: Slot, earlier: string): Splice => ({
  from: slot.at,
  to: contentEnd(text, slot.node),
  text: earlier,
})

/** What stands behind a field's colon. */
export const slotText = (text: string, field: Field): string =>
  text.slice(field.pair.slot, contentEnd(text, field.pair.value))

function placeOf({ text, reading, style }: Source): Place {
  if (reading.root === undefined) return rootPlace
  return placeOfPairs({ text, values: reading.values, style }, reading.root, rootPlace)
}

/** Texts with a new field, best first. `order` says which keys it stands behind. */
export function* insertedTexts(
  source: Source,
  key: string,
  value: unknown,
  order: readonly string[],
): Generator<string> {
  const { text, reading, style } = source
  const place = placeOf(source)
  const splices = [style, { ...style, ...safest }].map((each) =>
    place.inFlow ? flowInsertion(reading, key, value, each) : lineInsertion(source, key, value, each, order),
  )
  yield* splices.map((splice) => applySplices(text, [splice]))
}

function flowInsertion(reading: Reading, key: string, value: unknown, style: PrintStyle): Splice {
  const pair = printValue({ [key]: value }, { inFlow: true, indent: 0 }, style).slice(1, -1)
  const last = reading.fields.at(-1)
  const at = last?.pair.value.span[1] ?? (reading.root?.span[1] ?? 1) - 1
  return { from: at, to: at, text: last === undefined ? pair : `, ${pair}` }
}

function lineInsertion(
  source: Source,
  key: string,
  value: unknown,
  style: PrintStyle,
  order: readonly string[],
): Splice {
  const { text, reading } = source
  const place = placeOf(source)
  const line = ' '.repeat(place.indent) + printPair(key, value, place.indent, style)
  const { behind, before } = neighbors(reading.fields, key, order)
  if (behind === undefined && before !== undefined) {
    const at = lineStart(text, before.pair.from)
    return { from: at, to: at, text: line + style.eol }
  }
  const at = behind === undefined ? text.length : nextLine(text, behind)
  const opens = at > 0 && text[at - 1] !== '\n' ? style.eol : ''
  return { from: at, to: at, text: opens + line + style.eol }
}

/** The field that a new key goes behind, or else the one that it goes before. */
function neighbors(
  fields: readonly Field[],
  key: string,
  order: readonly string[],
): { behind?: Field; before?: Field } {
  const rank = order.indexOf(key)
  const last = fields.at(-1)
  if (rank === -1) return last === undefined ? {} : { behind: last }
  const behind = fields.findLast((field) => between(order.indexOf(field.key), 0, rank))
  if (behind !== undefined) return { behind }
  const before = fields.find((field) => order.indexOf(field.key) > rank)
  return before === undefined ? (last === undefined ? {} : { behind: last }) : { before }
}

const between = (value: number, from: number, to: number): boolean => value >= from && value < to

/** Where the line after a field starts. */
function nextLine(text: string, field: Field): number {
  const end = lineEnd(text, contentEnd(text, field.pair.value))
  const span = Math.max(field.pair.value.span[1], end)
  if (span > end) return span
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length)
}

/** The text without some of its fields. */
export function removedText(source: Source, fields: readonly Field[]): string {
  const inFlow = placeOf(source).inFlow
  const { text, reading } = source
  return applySplices(
    text,
    fields.map((field) => (inFlow ? flowRemoval(reading.fields, field) : lineRemoval(text, field))),
  )
}

const lineRemoval = (text: string, field: Field): Splice => ({
  from: lineStart(text, field.pair.from),
  to: nextLine(text, field),
  text: '',
})

function flowRemoval(fields: readonly Field[], field: Field): Splice {
  const index = fields.indexOf(field)
  const next = fields[index + 1]
  const before = fields[index - 1]
  const end = field.pair.value.span[1]
  if (next !== undefined) return { from: field.pair.from, to: next.pair.from, text: '' }
  return { from: before?.pair.value.span[1] ?? field.pair.from, to: end, text: '' }
}

/** The text with a field's key spelled another way. */
export function renamedText({ text }: Source, field: Field, to: string): string {
  const [from, end] = field.pair.key.span
  return applySplices(text, [{ from, to: end, text: printKey(to, rootPlace) }])
}
