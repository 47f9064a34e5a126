/** Offsets into the YAML text in UTF-16 code units, end excluded. */
type Span = readonly [from: number, to: number]

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded'

interface Properties {
  readonly tag: string | undefined
  readonly anchor: string | undefined
  /** Where the node with its anchor and tag starts. */
  readonly from: number
  /** The content without anchor and tag. */
  readonly span: Span
}

export interface ScalarNode extends Properties {
  readonly type: 'scalar'
  readonly style: ScalarStyle
  readonly value: string
}

export interface SequenceItem {
  /** Where the item's `-` stands; the node's start in a flow sequence. */
  readonly from: number
  /** Where the item may start: behind the `-`. */
  readonly slot: number
  readonly node: YamlNode
}

export interface SequenceNode extends Properties {
  readonly type: 'sequence'
  readonly flow: boolean
  readonly items: readonly SequenceItem[]
}

export interface PairNode {
  /** Where the key starts, or the `?` before it. */
  readonly from: number
  /** Where the value may start: behind the colon. */
  readonly slot: number
  readonly key: YamlNode
  readonly value: YamlNode
}

export interface MappingNode extends Properties {
  readonly type: 'mapping'
  readonly flow: boolean
  readonly pairs: readonly PairNode[]
}

interface AliasNode {
  readonly type: 'alias'
  readonly name: string
  readonly from: number
  readonly span: Span
}

export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode

/** What keeps a text from being YAML, in a plain sentence, and where. */
export class YamlError extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}
