import type { MappingNode, PairNode, ScalarNode, SequenceItem, SequenceNode, YamlNode } from './nodes.ts'
import { YamlError } from './nodes.ts'
import { Scanner } from './scanner.ts'
import type { Token } from './tokens.ts'

/** Deeper than this nobody writes; it keeps the stack whole. */
const deepest = 200
/** More values than any details or settings have; they are read within half a second. */
const usual = 300_000

/** The root of a text's first document, or undefined where there is none. Throws YamlError, also where there are more than `most` values. */
export function composeDocument(text: string, most = usual): YamlNode | undefined {
  return new Composer(text, most).document()
}

interface Properties {
  tag: string | undefined
  anchor: string | undefined
  readonly from: number
}

class Composer {
  private readonly scanner: Scanner
  private readonly handles = new Map([
    ['!', '!'],
    ['!!', 'tag:yaml.org,2002:'],
  ])
  private depth = 0
  private count = 0

  private readonly most: number

  constructor(text: string, most: number) {
    this.scanner = new Scanner(text)
    this.most = most
  }

  document(): YamlNode | undefined {
    const { scanner } = this
    if (scanner.peek().type === 'stream end') return undefined
    this.takeDirectives()
    const root = this.startsNoNode('document end', 'document start', 'directive', 'stream end')
      ? this.empty(scanner.peek().from)
      : this.node(true, false)
    scanner.peek()
    return root
  }

  private takeDirectives(): void {
    const { scanner } = this
    let explicit = false
    while (scanner.peek().type === 'directive') {
      explicit = true
      const token = scanner.next()
      if (token.type !== 'directive' || token.name !== 'TAG') continue
      const [handle = '', prefix = ''] = token.parameters
      this.handles.set(handle, prefix)
    }
    if (scanner.peek().type === 'document start') scanner.next()
    else if (explicit || scanner.peek().type === 'document end')
      throw new YamlError('A line of three hyphens is missing before this.', scanner.peek().from)
  }

  private startsNoNode(...types: Token['type'][]): boolean {
    return types.includes(this.scanner.peek().type)
  }

  private empty(at: number, properties: Partial<Properties> = {}): ScalarNode {
    const { tag, anchor, from = at } = properties
    return { type: 'scalar', style: 'plain', value: '', tag, anchor, from, span: [at, at] }
  }

  /** `indentless`: a list may stand at the column of the key that it belongs to. */
  private node(block: boolean, indentless: boolean): YamlNode {
    this.depth += 1
    this.count += 1
    const token = this.scanner.peek()
    if (this.count > this.most) throw new YamlError('There is more here than can be read.', token.from)
    if (this.depth > deepest) throw new YamlError('Too many levels lie inside one another here.', token.from)
    const node = token.type === 'alias' ? this.alias() : this.content(block, indentless)
    this.depth -= 1
    return node
  }

  private alias(): YamlNode {
    const token = this.scanner.next()
    const name = token.type === 'alias' ? token.name : ''
    return { type: 'alias', name, from: token.from, span: [token.from, token.to] }
  }

  private properties(): Properties & { end: number } {
    const start = this.scanner.peek().from
    const properties: Properties & { end: number } = {
      tag: undefined,
      anchor: undefined,
      from: start,
      end: start,
    }
    for (;;) {
      const token = this.scanner.peek()
      if (token.type === 'anchor' && properties.anchor === undefined) properties.anchor = token.name
      else if (token.type === 'tag' && properties.tag === undefined) properties.tag = this.resolveTag(token)
      else return properties
      properties.end = token.to
      this.scanner.next()
    }
  }

  private resolveTag(token: Token & { type: 'tag' }): string {
    if (token.handle === '') return token.suffix
    const prefix = this.handles.get(token.handle)
    if (prefix === undefined) throw new YamlError('This tag is not known.', token.from)
    return prefix + token.suffix
  }

  private content(block: boolean, indentless: boolean): YamlNode {
    const properties = this.properties()
    const token = this.scanner.peek()
    if (indentless && token.type === '-') return this.indentlessSequence(properties)
    if (token.type === 'scalar') return this.scalar(properties)
    if (token.type === '[') return this.flowSequence(properties)
    if (token.type === '{') return this.flowMapping(properties)
    if (block && token.type === 'block sequence') return this.blockSequence(properties)
    if (block && token.type === 'block mapping') return this.blockMapping(properties)
    if (properties.anchor !== undefined || properties.tag !== undefined)
      return this.empty(properties.end, properties)
    throw new YamlError('A value is missing here, or it needs quotes.', token.from)
  }

  private scalar({ tag, anchor, from }: Properties): ScalarNode {
    const token = this.scanner.next()
    const { style, value } = token.type === 'scalar' ? token : { style: 'plain' as const, value: '' }
    return { type: 'scalar', style, value, tag, anchor, from, span: [token.from, token.to] }
  }

  private sequence(
    properties: Properties,
    flow: boolean,
    items: SequenceItem[],
    from: number,
    to: number,
  ): SequenceNode {
    const { tag, anchor } = properties
    return { type: 'sequence', flow, items, tag, anchor, from: properties.from, span: [from, to] }
  }

  private mapping(
    properties: Properties,
    flow: boolean,
    pairs: PairNode[],
    from: number,
    to: number,
  ): MappingNode {
    const { tag, anchor } = properties
    return { type: 'mapping', flow, pairs, tag, anchor, from: properties.from, span: [from, to] }
  }

  private indentlessSequence(properties: Properties): SequenceNode {
    const from = this.scanner.peek().from
    const items: SequenceItem[] = []
    while (this.scanner.peek().type === '-') items.push(this.blockItem('?', ':'))
    return this.sequence(properties, false, items, from, endOfItems(items, from))
  }

  private blockSequence(properties: Properties): SequenceNode {
    const { from } = this.scanner.next()
    const items: SequenceItem[] = []
    while (this.scanner.peek().type === '-') items.push(this.blockItem())
    this.expect('block end', 'This line is not part of the list above, and not a new key.')
    return this.sequence(properties, false, items, from, endOfItems(items, from))
  }

  private blockItem(...alsoNoNode: Token['type'][]): SequenceItem {
    const dash = this.scanner.next()
    const isEmpty = this.startsNoNode('-', 'block end', ...alsoNoNode)
    return { from: dash.from, slot: dash.to, node: isEmpty ? this.empty(dash.to) : this.node(true, false) }
  }

  private blockMapping(properties: Properties): MappingNode {
    const { from } = this.scanner.next()
    const pairs: PairNode[] = []
    while (this.scanner.peek().type === '?') pairs.push(this.pair(true, '?', ':', 'block end'))
    this.expect(
      'block end',
      'This line does not fit: a key, a colon and a blank were expected at this place.',
    )
    return this.mapping(properties, false, pairs, from, pairs.at(-1)?.value.span[1] ?? from)
  }

  /** A pair behind its `?`. `ends`: what stands where a value would, if there is none. */
  private pair(block: boolean, ...ends: Token['type'][]): PairNode {
    const mark = this.scanner.next()
    const key = this.startsNoNode(':', ...ends) ? this.empty(mark.to) : this.node(block, block)
    if (this.scanner.peek().type !== ':')
      return { from: mark.from, slot: key.span[1], key, value: this.empty(key.span[1]) }
    const colon = this.scanner.next()
    return {
      from: mark.from,
      slot: colon.to,
      key,
      value: this.startsNoNode(...ends) ? this.empty(colon.to) : this.node(block, block),
    }
  }

  private expect(type: Token['type'], message: string): Token {
    const token = this.scanner.peek()
    if (token.type !== type) throw new YamlError(message, token.from)
    return this.scanner.next()
  }

  private flowSequence(properties: Properties): SequenceNode {
    const { from } = this.scanner.next()
    const items: SequenceItem[] = []
    while (this.scanner.peek().type !== ']') {
      if (items.length > 0) this.expect(',', 'A comma or a closing bracket is missing here.')
      if (this.scanner.peek().type === ']') break
      const start = this.scanner.peek().from
      items.push({
        from: start,
        slot: start,
        node: this.scanner.peek().type === '?' ? this.flowPairItem() : this.node(false, false),
      })
    }
    return this.sequence(properties, true, items, from, this.scanner.next().to)
  }

  /** `[a: b]` is a list with a mapping of one pair. */
  private flowPairItem(): MappingNode {
    const { from } = this.scanner.peek()
    const pair = this.pair(false, ',', ']')
    return this.mapping({ tag: undefined, anchor: undefined, from }, true, [pair], from, pair.value.span[1])
  }

  private flowMapping(properties: Properties): MappingNode {
    const { from } = this.scanner.next()
    const pairs: PairNode[] = []
    while (this.scanner.peek().type !== '}') {
      if (pairs.length > 0) this.expect(',', 'A comma or a closing brace is missing here.')
      if (this.scanner.peek().type === '}') break
      pairs.push(this.scanner.peek().type === '?' ? this.pair(false, ',', '}') : this.flowKeyAlone())
    }
    return this.mapping(properties, true, pairs, from, this.scanner.next().to)
  }

  private flowKeyAlone(): PairNode {
    const key = this.node(false, false)
    return { from: key.from, slot: key.span[1], key, value: this.empty(key.span[1]) }
  }
}

function endOfItems(items: readonly SequenceItem[], from: number): number {
  return items.at(-1)?.node.span[1] ?? from
}
