import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { TableCommand } from '../../editor/table-commands.ts'
import { between, pick, type Random } from './chance.ts'

/** One kind of edit that an author makes. */
export interface RandomEdit {
  readonly name: string
  /** The edit at a place that chance chose; undefined where it cannot be made there, or changes nothing. */
  make(state: EditorState, random: Random): Transaction | undefined
}

/** A node and where it stands in the document. */
export interface Spot {
  readonly node: Node
  readonly at: number
}

/** False: it cannot be done here. */
type Change = (tr: Transaction, spot: Spot, random: Random) => unknown

export const isText = (node: Node): boolean => node.isTextblock
export const isProse = (node: Node): boolean => node.isTextblock && node.type.spec.code !== true
export const named =
  (...names: readonly string[]) =>
  (node: Node): boolean =>
    names.includes(node.type.name)

function spots(doc: Node, wanted: (node: Node) => boolean): Spot[] {
  const found: Spot[] = []
  doc.descendants((node, at) => {
    if (wanted(node)) found.push({ node, at })
  })
  return found
}

/** A change of one node of a kind. */
export const at =
  (wanted: (node: Node) => boolean, change: Change): RandomEdit['make'] =>
  (state, random) => {
    const spot = pick(spots(state.doc, wanted), random)
    if (!spot) return undefined
    const { tr } = state
    return change(tr, spot, random) !== false && tr.docChanged ? tr : undefined
  }

/** A change at a place within a text, or over a stretch of at most `longest` from there on. */
export const within = (
  wanted: (node: Node) => boolean,
  change: (tr: Transaction, from: number, to: number, random: Random, spot: Spot) => unknown,
  longest = 12,
): RandomEdit['make'] =>
  at(wanted, (tr, spot, random) => {
    const end = spot.at + 1 + spot.node.content.size
    const from = between(spot.at + 1, end, random)
    return change(tr, from, Math.min(end, from + between(1, longest, random)), random, spot)
  })

/** A change of a block that stands by itself, not in a list, a quote or the like. */
export const onTop =
  (change: Change): RandomEdit['make'] =>
  (state, random) =>
    at((node) => state.doc.children.includes(node), change)(state, random)

/** A command of the editor with the cursor in a text. */
export const byCommand =
  (wanted: (node: Node) => boolean, command: Command): RandomEdit['make'] =>
  (state, random) => {
    const spot = pick(spots(state.doc, wanted), random)
    if (!spot) return undefined
    const cursor = TextSelection.near(state.doc.resolve(spot.at + 1))
    let made: Transaction | undefined
    command(state.apply(state.tr.setSelection(cursor)), (tr) => (made = tr))
    return made?.docChanged === true ? madeFrom(state, made) : undefined
  }

/** The steps of a transaction on another state of the same document. */
function madeFrom(state: EditorState, { steps }: Transaction): Transaction {
  const { tr } = state
  steps.forEach((step) => tr.step(step))
  return tr
}

/** A command for the table in which the cursor stands. */
export const inCell = (command: TableCommand): RandomEdit['make'] =>
  at(named('tableCell'), (tr, spot) => {
    tr.setSelection(TextSelection.near(tr.doc.resolve(spot.at + 1)))
    return command(tr)
  })
