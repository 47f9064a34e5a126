import type { MappingNode, PairNode, YamlNode } from './nodes.ts'
import { patchList } from './patch-list.ts'
import { type Place, type PrintStyle, printPair, printValue } from './print.ts'
import { resolvePlain } from './scalars.ts'
import { columnOf, contentEnd, type PatchContext, placeText, type Slot, styleLike } from './slots.ts'
import { lineEnd, lineStart, type Splice } from './splice.ts'
import { isMap, isSame, keyText } from './values.ts'

/** The splices that make a value another one and touch nothing else than they must. */
export function patchSlot(context: PatchContext, slot: Slot, value: unknown): Splice[] {
  const { node } = slot
  if (isSame(context.values.get(node), value)) return []
  const inner =
    node.type === 'mapping' && isMap(value)
      ? patchMap(context, node, value, slot.place)
      : node.type === 'sequence' && Array.isArray(value) && value.length > 0
        ? patchList(context, node, value, patchSlot)
        : undefined
  return inner ?? replaceSlot(context, slot, value)
}

/** Pairs of a nested mapping one by one; undefined where it has to be written anew. */
function patchMap(
  context: PatchContext,
  node: MappingNode,
  value: Record<string, unknown>,
  outer: Place,
): Splice[] | undefined {
  const keys = node.pairs.map((pair) => keyText(context.values.get(pair.key)))
  if (keys.includes('<<') || new Set(keys).size < keys.length || keys.length === 0) return undefined
  const place = placeOfPairs(context, node, outer)
  const stays = keys.map((key) => Object.hasOwn(value, key))
  const last = stays.lastIndexOf(true)
  const added = Object.keys(value).filter((key) => !keys.includes(key))
  // what is added comes behind the last pair, which must be there
  if (last < 0 || (added.length > 0 && last < keys.length - 1)) return undefined
  const patched = node.pairs.flatMap((pair, index) =>
    stays[index] === true
      ? patchSlot(context, slotOf(pair, place), value[keys[index] ?? ''])
      : removePair(context, node, place, index, last),
  )
  return [...patched, ...added.map((key) => insertPair(context, node, place, key, value[key]))]
}

/** A pair less; `last`: the last one that stays. Between lines, comments stay. */
function removePair(
  { text }: PatchContext,
  { pairs }: MappingNode,
  { inFlow }: Place,
  index: number,
  last: number,
): Splice[] {
  const [pair, next, kept] = [pairs[index], pairs[index + 1], pairs[last]]
  if (!pair || !kept) return []
  if (inFlow && index > last) {
    const end = pairs.at(-1)?.value.span[1] ?? pair.value.span[1]
    return index === last + 1 ? [{ from: kept.value.span[1], to: end, text: '' }] : []
  }
  const start = lineStart(text, pair.from)
  const isFirstOfItem = text.slice(start, pair.from).trim() !== ''
  if (next && (inFlow || isFirstOfItem)) return [{ from: pair.from, to: next.from, text: '' }]
  const end = lineEnd(text, contentEnd(text, pair.value))
  const behind = text.indexOf('\n', end) + 1
  return behind > 0
    ? [{ from: start, to: behind, text: '' }]
    : [{ from: lineEnd(text, start - 1), to: end, text: '' }]
}

export const slotOf = (pair: PairNode, place: Place): Slot => ({ at: pair.slot, node: pair.value, place })

/** Where the pairs of a mapping stand. */
export function placeOfPairs({ text }: PatchContext, node: MappingNode, outer: Place): Place {
  if (node.flow || outer.inFlow) return { inFlow: true, indent: 0 }
  return { inFlow: false, indent: columnOf(text, node.pairs[0]?.from ?? node.span[0]) }
}

/** A new pair behind the last one. */
export function insertPair(
  context: PatchContext,
  node: MappingNode,
  place: Place,
  key: string,
  value: unknown,
): Splice {
  const { text, style } = context
  const last = node.pairs.at(-1)
  const end = last === undefined ? node.span[1] - 1 : contentEnd(context.text, last.value)
  if (place.inFlow) return { from: end, to: end, text: `, ${flowPair(key, value, style)}` }
  const at = lineEnd(text, end)
  return {
    from: at,
    to: at,
    text: style.eol + ' '.repeat(place.indent) + printPair(key, value, place.indent, style),
  }
}

function flowPair(key: string, value: unknown, style: PrintStyle): string {
  return printValue({ [key]: value }, { inFlow: true, indent: 0 }, style).slice(1, -1)
}

/** Writes a value anew where another one stands. */
export function replaceSlot(context: PatchContext, slot: Slot, value: unknown): Splice[] {
  const style = styleLike(slot.node, context)
  const printed = keepWord(slot.node, value) ?? printSlot(slot, value, style)
  return placeText(context.text, slot, printed)
}

const printSlot = (slot: Slot, value: unknown, style: PrintStyle): string =>
  value === null && !slot.place.inFlow ? '' : printValue(value, slot.place, style)

const opposites = ['true', 'false', 'yes', 'no', 'on', 'off']

/** `Yes` becomes `No`, `on` becomes `off`. */
function keepWord(node: YamlNode, value: unknown): string | undefined {
  if (typeof value !== 'boolean' || node.type !== 'scalar' || node.style !== 'plain') return undefined
  if (resolvePlain(node.value) !== !value) return undefined
  const index = opposites.indexOf(node.value.toLowerCase())
  const word = opposites[index ^ 1] ?? String(value)
  if (node.value === node.value.toUpperCase()) return word.toUpperCase()
  return /^[A-Z]/.test(node.value) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}
