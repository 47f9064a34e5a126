import type { Node } from '@tiptap/pm/model'
import type { KramdownOptions } from '../kramdown/index.ts'
import { parse } from '../kramdown/index.ts'
import { withoutTable } from './bars.ts'
import { definitionsIn, definitionsOf, goneNames } from './definitions.ts'
import type { Care } from './gaps.ts'
import { withLineEnds, withoutLineEnds } from './line-ends.ts'
import { provesNearby, rememberProof } from './local-proof.ts'
import { LocalText } from './local-text.ts'
import { normalForm } from './normal.ts'
import { Places, type Inner, type Origin, type Slot } from './origin.ts'
import { Printer, spellings } from './printing.ts'
import { normalNodes, proves, readText, sameNodes, type Context, type Proof } from './proof.ts'
import { readInner } from './reading.ts'
import { Reviser } from './revise.ts'
import { schema } from './schema.ts'
import { learnStyle } from './style.ts'

export { withLineEnds, withoutLineEnds, type LineEnds } from './line-ends.ts'
export { offsetAt, positionAt } from './places.ts'
export type { Surround, Surroundings } from './surroundings.ts'
export type { Node, Origin }

/**
 * Reads a post's body (without front matter) into a document of the editor's schema. Total: every string is read, what
 * no construct holds stands in islands. `origin` remembers which text each node came from; it belongs to this `doc`
 * and to every document that transactions make of it.
 */
export function parseBody(body: string, options: KramdownOptions = {}): { doc: Node; origin: Origin } {
  const { text, lineEnds } = withoutLineEnds(body)
  const root = parse(text, { ...options, liquid: true })
  const definitions = definitionsOf(root, text)
  const style = learnStyle(root, text)
  const refused = new Set<string>()
  for (;;) {
    const places = new Places()
    const reader = { refused, remember: (place: Parameters<Places['remember']>[0]) => places.remember(place) }
    const inner = readInner(root.children, LocalText.of(text), [], reader)
    const unproved = unprovable(inner, { definitions, options, style, refused })
    if (unproved.length === 0) {
      const doc = documentOf(inner)
      return { doc, origin: { body, doc, inner, places, style, definitions, lineEnds, options, refused } }
    }
    for (const source of unproved) refused.add(source)
  }
}

function documentOf({ slots }: Inner): Node {
  const blocks = slots.map(({ node }) => node)
  return schema.node('doc', null, blocks.length === 0 ? [schema.node('paragraph')] : blocks)
}

/** The texts of blocks that do not print and parse back to themselves: they must be islands. */
function unprovable(inner: Inner, origin: Context & Pick<Origin, 'style'>): string[] {
  const printer = new Printer(origin.style)
  const doubtful = inner.slots.filter(
    ({ node, text }) => node.type.name !== 'island' && printer.block(node) !== text,
  )
  return failing(doubtful, printer, origin).map(({ text }) => text)
}

/** Which blocks cannot be proved. They are printed and parsed together; only where that fails, in ever smaller parts. */
function failing(
  slots: readonly Slot[],
  printer: Printer,
  origin: Context & Pick<Origin, 'style'>,
): readonly Slot[] {
  const [only] = slots
  const nodes = slots.map(({ node }) => node)
  if (only === undefined || proves(printer.blocks(nodes), nodes, origin) === 'exact') return []
  if (slots.length === 1) return canBePrinted(only.node, origin) ? [] : slots
  const middle = slots.length >> 1
  return [slots.slice(0, middle), slots.slice(middle)].flatMap((half) => failing(half, printer, origin))
}

function canBePrinted(node: Node, origin: Context & Pick<Origin, 'style'>): boolean {
  const texts = spellings(origin.style).map((style) => new Printer(style).block(normalForm(node)))
  const isRead = (text: string): boolean => proves(text, [node], origin) !== undefined
  return texts.some(isRead) || texts.flatMap(withoutTable).some(isRead)
}

/** `unproven`: no text was found that is read as the document is seen; the source view must be offered. */
export type Save =
  | { readonly kind: 'saved'; readonly body: string; readonly proof: Proof }
  | { readonly kind: 'unproven'; readonly body: string }

/**
 * The body of an edited document: untouched blocks byte for byte, touched ones patched. What is `saved` was parsed
 * again and is the document as it is seen. `body` of an unproven save is the nearest that was found.
 */
export function saveBody(doc: Node, origin: Origin): Save {
  if (doc === origin.doc || doc.eq(origin.doc)) return { kind: 'saved', body: origin.body, proof: 'exact' }
  const memo = saves.get(doc)
  if (memo?.origin === origin) return memo.save
  const save = findSave(doc, origin)
  saves.set(doc, { origin, save })
  return save
}

const saves = new WeakMap<Node, { origin: Origin; save: Save }>()

function findSave(doc: Node, opened: Origin): Save {
  const origin = { ...opened, definitions: definitionsIn(doc, opened) }
  const saved = (text: string) => withLineEnds(withEnd(text, origin.body), origin.inner.text, origin.lineEnds)
  let nearest: string | undefined
  for (const text of attempts(doc, origin, opened)) {
    nearest ??= text
    const proof = proveBody(text, doc, origin)
    if (proof) return { kind: 'saved', body: saved(text), proof }
  }
  return { kind: 'unproven', body: saved(nearest ?? '') }
}

/** What the new text may be, the closest to the old one first. */
function* attempts(doc: Node, origin: Origin, opened: Origin): Generator<string, void, undefined> {
  const write = (care: Care, { stale = none, close = none, own = origin } = {}) => {
    const gone = stale.size > 0 ? goneNames(doc, opened) : new Set<string>()
    return new Reviser({ origin: own, care, stale, gone, close }).content(
      doc.children,
      origin.inner,
      'blocks',
    )
  }
  const patched = write('patch')
  yield patched
  const stale = staleIn(patched, doc, origin)
  const close = closeIn(stale, origin)
  if (close.size > 0) yield write('patch', { close })
  yield write('patch', { stale })
  const printed = write('reprint')
  yield printed
  yield write('reprint', { stale: staleIn(printed, doc, origin) })
  yield write('reprint', { own: { ...origin, style: { ...origin.style, code: 'tags' } } })
}

const none: ReadonlySet<Node> = new Set()

/** Blocks that stood right behind what came before them: an empty line made something else of them. */
const closeIn = (stale: ReadonlySet<Node>, { inner }: Origin): ReadonlySet<Node> =>
  new Set(inner.slots.filter(({ node, gap }) => gap === '\n' && stale.has(node)).map(({ node }) => node))

/** The first text of a post that had none ends its last line; the end of every other text stays as it is. */
const withEnd = (text: string, before: string): string =>
  before.trim() === '' && /[^\n]$/.test(text) ? `${text}\n` : text

const blocksOf = (text: string, origin: Origin): Node[] =>
  readText(text, origin).slots.map(({ node }) => node)

function proveBody(text: string, doc: Node, origin: Origin): Proof | undefined {
  const proof = provesNearby(text, doc, origin) ? 'exact' : sameNodes(blocksOf(text, origin), doc.children)
  if (proof === 'exact') rememberProof(text, doc, origin)
  return proof
}

/** Untouched blocks that are read otherwise than before: a definition is gone, or what stands before them has changed. */
function staleIn(text: string, doc: Node, origin: Origin): ReadonlySet<Node> {
  const [read, wanted] = [blocksOf(text, origin), normalNodes(doc.children)]
  const changed = wanted.filter((node, index) => sameNodes(read.slice(index, index + 1), [node]) !== 'exact')
  return new Set(read.length === wanted.length ? changed : [])
}

/** The body of a document: `serializeBody(doc, origin)` for the `doc` and `origin` of `parseBody(body)` is `body`. */
export function serializeBody(doc: Node, origin: Origin): string {
  return saveBody(doc, origin).body
}
