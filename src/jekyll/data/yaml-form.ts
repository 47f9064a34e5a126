import { habitsOf } from '../habits.ts'
import { composeDocument } from '../yaml/composer.ts'
import type { SequenceItem, SequenceNode, YamlNode } from '../yaml/nodes.ts'
import { insertPair, patchSlot, placeOfPairs, replaceSlot, slotOf } from '../yaml/patch.ts'
import { type Place, printItem, type PrintStyle, printValue } from '../yaml/print.ts'
import { columnOf, contentEnd, type PatchContext, placeText, type Slot, styleLike } from '../yaml/slots.ts'
import { applySplices, lineEnd, lineStart, type Splice } from '../yaml/splice.ts'
import { keyText, valuesOf } from '../yaml/values.ts'
import type { Form } from './form.ts'
import { moved, placesOf, type Steps } from './steps.ts'

const safest = { text: 'double', quote: 'double', list: 'flow' } as const
const inFlow: Place = { inFlow: true, indent: 0 }

/** Reads a YAML file. Throws YamlError. */
export function readYaml(text: string): Form {
  const root = composeDocument(text)
  return root === undefined ? nothing : new YamlForm(text, root)
}

const nothing: Form = {
  value: undefined,
  sourceAt: () => undefined,
  withSource: () => [],
  set: () => [],
  insert: () => [],
  remove: () => [],
  move: () => [],
}

/** What a list or a map is made of, in the order of the text. */
interface Parts extends Pick<SequenceNode, 'items' | 'flow' | 'span'> {
  /** Where each of them stands there, in the order of the value. */
  readonly places: readonly number[]
  /** How one without any is written. */
  readonly none: string
}

class YamlForm implements Form {
  readonly #text: string
  readonly #root: YamlNode
  readonly #context: PatchContext

  constructor(text: string, root: YamlNode) {
    const values = valuesOf(root)
    let style: PrintStyle | undefined
    this.#text = text
    this.#root = root
    this.#context = {
      text,
      values,
      get style() {
        style ??= styleOf(text, root)
        return style
      },
    }
  }

  get value(): unknown {
    return this.#context.values.get(this.#root)
  }

  sourceAt(at: Steps): string | undefined {
    const slot = this.#slot(at)
    return slot && this.#text.slice(slot.at, contentEnd(this.#text, slot.node))
  }

  *withSource(at: Steps, source: string): Iterable<string> {
    const slot = this.#slot(at)
    if (slot) yield this.#spliced([{ from: slot.at, to: contentEnd(this.#text, slot.node), text: source }])
  }

  *set(at: Steps, value: unknown): Iterable<string> {
    const slot = this.#slot(at)
    if (!slot) {
      yield* this.#add(at, value)
      return
    }
    yield this.#spliced(patchSlot(this.#context, slot, value))
    yield this.#spliced(replaceSlot(this.#context, slot, value))
    if (slot.at === slot.node.from) yield this.#replaced(slot, value)
    const safe = printValue(value, inFlow, { ...this.#context.style, ...safest })
    yield this.#spliced(placeText(this.#text, slot, safe))
  }

  /** In brackets nothing stands before an item. */
  #replaced({ node, place }: Slot, value: unknown): string {
    const printed = printValue(value, place, styleLike(node, this.#context))
    return this.#spliced([{ from: node.from, to: contentEnd(this.#text, node), text: printed }])
  }

  *#add(at: Steps, value: unknown): Iterable<string> {
    const key = at.at(-1)
    const slot = this.#slot(at.slice(0, -1))
    if (slot?.node.type !== 'mapping' || typeof key !== 'string') return
    const { node } = slot
    const place = placeOfPairs(this.#context, node, slot.place)
    const { style } = this.#context
    for (const each of [style, { ...style, ...safest }])
      if (node.pairs.length > 0)
        yield this.#spliced([insertPair({ ...this.#context, style: each }, node, place, key, value)])
    yield this.#spliced(replaceSlot(this.#context, slot, { [key]: value }))
  }

  *insert(list: Steps, index: number, value: unknown): Iterable<string> {
    const slot = this.#slot(list)
    if (slot?.node.type !== 'sequence') return
    const { node } = slot
    const { style } = this.#context
    for (const each of [style, { ...style, ...safest }]) {
      if (node.items.length === 0) yield this.#spliced([this.#first(node, value, each)])
      else yield this.#spliced([this.#inserted(node, index, value, each)])
    }
  }

  #first({ span }: SequenceNode, value: unknown, style: PrintStyle): Splice {
    return { from: span[0], to: span[1], text: printValue([value], inFlow, style) }
  }

  #inserted(node: SequenceNode, index: number, value: unknown, style: PrintStyle): Splice {
    const first = node.items[0]?.from ?? node.span[0]
    const printed = node.flow
      ? printValue(value, inFlow, style)
      : `-${printItem(value, columnOf(this.#text, first), style)}`
    const gap = this.#usualGap(node, style)
    const at = index === 0 ? first : this.#endOf(node, index - 1)
    return { from: at, to: at, text: index === 0 ? printed + gap : gap + printed }
  }

  /** What stands between two items, where that is nothing but blanks. */
  #usualGap(node: SequenceNode, style: PrintStyle): string {
    const { items } = node
    const gap =
      items.length > 1
        ? this.#text.slice(this.#endOf(node, items.length - 2), items[items.length - 1]?.from)
        : ''
    if (node.flow ? /^\s*,\s*$/.test(gap) : /^\s*\n *$/.test(gap)) return gap
    return node.flow ? ', ' : style.eol + ' '.repeat(columnOf(this.#text, node.items[0]?.from ?? 0))
  }

  *remove(list: Steps, index: number): Iterable<string> {
    const { node } = this.#slot(list) ?? {}
    const parts = node && this.#partsOf(node)
    const place = parts?.places[index]
    if (!parts || place === undefined) return
    const { items, flow } = parts
    if (items.length === 1) {
      const from = items[0]?.from ?? parts.span[0]
      const [start, end] = flow ? parts.span : [from, this.#endOf(parts, 0)]
      yield this.#spliced([{ from: start, to: end, text: parts.none }])
    } else if (flow) yield this.#spliced([this.#withoutFlow(parts, place)])
    else yield this.#spliced([this.#withoutLines(parts, place)])
    yield this.#spliced([this.#withoutItem(parts, place)])
  }

  #withoutFlow({ items }: Parts, index: number): Splice {
    const item = items[index]
    const next = items[index + 1]
    if (next) return { from: item?.from ?? 0, to: next.from, text: '' }
    return { from: items[index - 1]?.node.span[1] ?? 0, to: item?.node.span[1] ?? 0, text: '' }
  }

  /** An item's own lines; comments before and behind it stay, blank lines do not pile up. */
  #withoutLines(parts: Parts, index: number): Splice {
    const from = parts.items[index]?.from ?? 0
    const end = this.#endOf(parts, index)
    const next = parts.items[index + 1]
    if (next && this.#gap(parts, index).trim() === '') return { from, to: next.from, text: '' }
    if (next) return { from: lineStart(this.#text, from), to: nextLine(this.#text, end), text: '' }
    const before = this.#endOf(parts, index - 1)
    const isNear = this.#text.slice(before, from).trim() === ''
    return {
      from: isNear ? before : lineStart(this.#text, from),
      to: isNear ? end : nextLine(this.#text, end),
      text: '',
    }
  }

  #withoutItem({ items }: Parts, index: number): Splice {
    const from = items[index]?.from ?? 0
    return { from, to: items[index + 1]?.from ?? items[index]?.node.span[1] ?? from, text: '' }
  }

  *move(list: Steps, from: number, to: number): Iterable<string> {
    const { node } = this.#slot(list) ?? {}
    const parts = node && this.#partsOf(node)
    if (!parts) return
    const { items } = parts
    const pieces = items.map((item, index) => this.#text.slice(item.from, this.#endOf(parts, index)))
    const joined = moved(pieces, from, to)
      .map((piece, index) => (index === 0 ? piece : this.#gap(parts, index - 1) + piece))
      .join('')
    const start = items[0]?.from ?? 0
    yield this.#spliced([{ from: start, to: this.#endOf(parts, items.length - 1), text: joined }])
  }

  #gap(parts: Parts, index: number): string {
    return this.#text.slice(this.#endOf(parts, index), parts.items[index + 1]?.from)
  }

  /** Where an item ends: in a block list with its last line and the comment there. */
  #endOf({ items, flow, span }: Pick<Parts, 'items' | 'flow' | 'span'>, index: number): number {
    const item = items[index]
    if (!item) return span[0]
    return flow ? item.node.span[1] : lineEnd(this.#text, contentEnd(this.#text, item.node))
  }

  /** The items of a list, the entries of a map; none where entries come from elsewhere or twice. */
  #partsOf(node: YamlNode): Parts | undefined {
    if (node.type === 'sequence') return { ...node, places: node.items.map((_, index) => index), none: '[]' }
    if (node.type !== 'mapping') return undefined
    const keys = node.pairs.map(({ key }) => keyText(this.#context.values.get(key)))
    const places = placesOf(this.#context.values.get(node), keys)
    const items = node.pairs.map(({ from, slot, value }) => ({ from, slot, node: value }))
    return places && { items, places, flow: node.flow, span: node.span, none: '{}' }
  }

  #slot(at: Steps): Slot | undefined {
    const root = this.#root
    let slot: Slot | undefined = { at: root.from, node: root, place: { inFlow: false, indent: 0 } }
    for (const step of at) slot = slot && this.#inner(slot, step)
    return slot
  }

  #inner({ node, place }: Slot, step: string | number): Slot | undefined {
    if (node.type === 'sequence' && typeof step === 'number')
      return this.#itemSlot(node.items[step], node.flow || place.inFlow)
    if (node.type !== 'mapping') return undefined
    const pair = node.pairs.findLast(({ key }) => keyText(this.#context.values.get(key)) === step)
    return pair && slotOf(pair, placeOfPairs(this.#context, node, place))
  }

  #itemSlot(item: SequenceItem | undefined, flow: boolean): Slot | undefined {
    if (!item) return undefined
    return {
      at: item.slot,
      node: item.node,
      place: { inFlow: flow, indent: columnOf(this.#text, item.from) },
    }
  }

  #spliced(splices: readonly Splice[]): string {
    return applySplices(this.#text, splices)
  }
}

function nextLine(text: string, end: number): number {
  const from = text.indexOf('\n', end)
  return from === -1 ? text.length : from + 1
}

/** How many maps are looked at to learn how a file writes things. */
const most = 50

function styleOf(text: string, root: YamlNode): PrintStyle {
  const maps = mapsIn(root).slice(0, most)
  const fields = maps.flatMap(({ pairs }) => pairs.map((pair) => ({ key: '', value: undefined, pair })))
  return habitsOf(text, fields)
}

function mapsIn(node: YamlNode, depth = 0): Extract<YamlNode, { type: 'mapping' }>[] {
  if (depth > 3) return []
  if (node.type === 'sequence')
    return node.items.slice(0, most).flatMap((item) => mapsIn(item.node, depth + 1))
  if (node.type !== 'mapping') return []
  return [node, ...node.pairs.slice(0, most).flatMap(({ value }) => mapsIn(value, depth + 1))]
}
