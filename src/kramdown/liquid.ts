import type { BlockConstruct, Blocks } from './blocks.ts'
import { matchAt } from './characters.ts'
import { draft } from './draft.ts'
import { skipBlanks, skipIndent } from './lines.ts'
import type { LiquidToken, Parsing } from './parsing.ts'
import type { SpanConstruct } from './spans.ts'
import { View } from './view.ts'

/*
 * Liquid, which Jekyll evaluates before kramdown sees the text. Its tokens are found first, once, in the whole source:
 *
 *   {{ page.title }}   {% include x.html %}   {% raw %}…{% endraw %}   {% highlight ruby %}…{% endhighlight %}
 *
 * The constructs of kramdown see a token as a run of one private character (`MASK`), newlines included: it is part of a
 * line, a destination or a value, and never looked into.
 */

const MASK = '\uf8f0'
const TAG_NAME = /\{%-?\s*(\w+)/y
/** Tags that own all text up to their end tag, in which Liquid reads no more than its name. */
const OWNERS = new Map(
  ['raw', 'comment', 'highlight'].map((name) => [
    name,
    new RegExp(`\\{%-?\\s*end${name}(?:\\s[^%]*)?-?%\\}`, 'g'),
  ]),
)

function tokenAt(whole: View, at: number): LiquidToken | undefined {
  const source = whole.text
  const output = source[at + 1] === '{'
  const end = whole.find(output ? '}}' : '%}', at + 2) + 2
  if (end < 2) return undefined
  if (source.slice(at + 2, end - 2).includes(output ? '{{' : '{%')) return undefined
  if (output) return { type: 'liquid_output', from: at, to: end }
  const owner = OWNERS.get(matchAt(TAG_NAME, source, at)?.[1] ?? '')
  const to = owner ? whole.findPattern(owner, end)[1] : -1
  return { type: 'liquid_tag', from: at, to: to < 0 ? end : to }
}

/** The tokens of a source by where they begin, and the source with every token masked. */
export function readLiquid(source: string): readonly [tokens: Map<number, LiquidToken>, masked: string] {
  const tokens = new Map<number, LiquidToken>()
  const whole = new View(source, source, [0], [0])
  let masked = ''
  let done = 0
  for (let at = source.indexOf('{'); at >= 0; at = source.indexOf('{', at)) {
    const next = source[at + 1]
    const token = next === '{' || next === '%' ? tokenAt(whole, at) : undefined
    at += 1
    if (!token) continue
    tokens.set(token.from, token)
    masked += source.slice(done, token.from) + MASK.repeat(token.to - token.from)
    done = at = token.to
  }
  return [tokens, masked + source.slice(done)]
}

/** The Liquid tags that stand alone on the line at an offset of a view: where each begins, and where the last ends. */
function tagsOfLine(parsing: Parsing, view: View, at: number): readonly LiquidToken[] {
  const tags: LiquidToken[] = []
  let place = skipIndent(view.text, at)
  for (;;) {
    const token = parsing.token(view, place)
    if (token?.type !== 'liquid_tag') break
    tags.push(token)
    place = skipBlanks(view.text, place + token.to - token.from)
  }
  return view.text[place] === '\n' ? tags : []
}

/** Says whether the line at an offset holds Liquid tags alone. */
export const isTagLine = (parsing: Parsing, view: View, at: number): boolean =>
  tagsOfLine(parsing, view, at).length > 0

/** Liquid tags alone on a line are blocks. */
export const liquidBlock: BlockConstruct = {
  first: MASK,
  parse(blocks: Blocks) {
    const { parsing, view } = blocks
    const tags = tagsOfLine(parsing, view, blocks.at)
    for (const { type, from, to } of tags) {
      const value = parsing.source.slice(from, to)
      blocks.push(draft(type, [from, to], { value }))
    }
    if (tags.length > 0) blocks.at = view.find('\n', blocks.at) + 1
    return tags.length > 0
  },
}

/** A Liquid token in text. */
export const liquidSpan: SpanConstruct = {
  first: MASK,
  parse(spans) {
    const token = spans.parsing.token(spans.view, spans.at)
    if (!token) return false
    const { type, from, to } = token
    const value = spans.parsing.source.slice(from, to)
    return spans.add(draft(type, [from, to], { value }), spans.at + to - from)
  },
}
