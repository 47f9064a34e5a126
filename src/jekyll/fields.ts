import { composeDocument } from './yaml/composer.ts'
import { type MappingNode, type PairNode, YamlError, type YamlNode } from './yaml/nodes.ts'
import { shiftPair } from './yaml/shift.ts'
import { keyText, valuesOf } from './yaml/values.ts'

/** One key of a front matter with the place of its value. */
export interface Field {
  readonly key: string
  readonly value: unknown
  readonly pair: PairNode
}

/** A YAML text as its fields, with what each node means. */
export interface Reading {
  readonly fields: readonly Field[]
  readonly values: ReadonlyMap<YamlNode, unknown>
  /** The mapping that the fields are in; undefined where there is none or where it is broken. */
  readonly root: MappingNode | undefined
  /** Offset into the text. */
  readonly problem: { readonly message: string; readonly offset: number } | undefined
}

const nothing: Reading = { fields: [], values: new Map(), root: undefined, problem: undefined }

/** Reads a YAML text (with its `---` line). Never throws: of a broken text, the keys that can be told are read one by one. */
export function readFields(text: string): Reading {
  try {
    return readWhole(text)
  } catch (error) {
    const { message, offset } = asProblem(error)
    return { ...salvage(text), problem: { message, offset } }
  }
}

function asProblem(error: unknown): { message: string; offset: number } {
  if (error instanceof YamlError) return error
  return { message: 'This cannot be read.', offset: 0 }
}

function readWhole(text: string): Reading {
  const root = composeDocument(text)
  if (root === undefined) return nothing
  const values = valuesOf(root)
  if (root.type === 'mapping') return { ...readMapping(root, values), problem: undefined }
  if (values.get(root) === null) return nothing
  throw new YamlError('The details must be lines of a name, a colon and a value.', root.from)
}

function readMapping(root: MappingNode, values: ReadonlyMap<YamlNode, unknown>): Omit<Reading, 'problem'> {
  const fields = root.pairs.map((pair) => ({
    key: keyText(values.get(pair.key)),
    value: values.get(pair.value),
    pair,
  }))
  return { fields, values, root }
}

const keyLine = /^(?:[^\s#&*!|>'"%@`{}[\],:-][^:\n]{0,200}|"[^"\n]{0,200}"|'[^'\n]{0,200}')[ \t]*:(?=\s|$)/gm
const mostPieces = 500

/** Every stretch from one `key:` at the start of a line to the next, on its own. */
function salvage(text: string): Omit<Reading, 'problem'> {
  const starts = [...text.matchAll(keyLine)].slice(0, mostPieces).map((match) => match.index)
  const values = new Map<YamlNode, unknown>()
  const fields = starts.flatMap((from, index) =>
    salvagePiece(text.slice(from, starts[index + 1]), from, values),
  )
  return { fields, values, root: undefined }
}

function salvagePiece(piece: string, from: number, values: Map<YamlNode, unknown>): Field[] {
  try {
    const root = composeDocument(piece)
    if (root?.type !== 'mapping') return [asText(piece, from, values)]
    return readMapping(root, valuesOf(root)).fields.map(({ key, value, pair }) => {
      const moved = shiftPair(pair, from)
      values.set(moved.value, value)
      return { key, value, pair: moved }
    })
  } catch {
    return [asText(piece, from, values)]
  }
}

/** What stands behind a key, taken as the text that it looks like. */
function asText(piece: string, from: number, values: Map<YamlNode, unknown>): Field {
  const colon = /^(?:"[^"]*"|'[^']*'|[^:]*):/.exec(piece)?.[0].length ?? 0
  const text = piece.slice(colon).trim()
  const start = colon + piece.slice(colon).search(/\S|$/)
  const key = piece
    .slice(0, colon - 1)
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
  const value = scalar(text, from + start, from + start + text.length)
  values.set(value, text)
  return {
    key,
    value: text,
    pair: { from, slot: from + colon, key: scalar(key, from, from + colon - 1), value },
  }
}

function scalar(value: string, from: number, to: number): YamlNode {
  return { type: 'scalar', style: 'plain', value, tag: undefined, anchor: undefined, from, span: [from, to] }
}
