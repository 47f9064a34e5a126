import { applyList } from './attribute-list.ts'
import { autolink } from './autolink.ts'
import { blank } from './blank.ts'
import { blockquote } from './blockquote.ts'
import { Blocks, BlockTable } from './blocks.ts'
import { codeblock, fencedCodeblock } from './codeblock.ts'
import { codespan } from './codespan.ts'
import type { Draft } from './draft.ts'
import { emphasis } from './emphasis.ts'
import { endOfBlock } from './end-of-block.ts'
import { entity } from './entity.ts'
import { escape } from './escape.ts'
import { blockExtensions, spanExtensions } from './extension.ts'
import { atxHeader, setextHeader } from './header.ts'
import { htmlBlock } from './html.ts'
import { htmlSpan } from './html-span.ts'
import { lineBreak } from './line-break.ts'
import { link } from './link.ts'
import { linkDefinition } from './link-definition.ts'
import { liquidBlock, liquidSpan, readLiquid } from './liquid.ts'
import { list } from './list.ts'
import { mathBlock, mathSpan } from './math.ts'
import type { Settings } from './options.ts'
import { paragraph } from './paragraph.ts'
import { base, Parsing } from './parsing.ts'
import { rule } from './rule.ts'
import { smartQuotes } from './smart-quotes.ts'
import { Spans, SpanTable } from './spans.ts'
import { strikethrough } from './strikethrough.ts'
import { table } from './table.ts'
import { typographicSymbol } from './typography.ts'
import { viewOf } from './view.ts'

/** The blocks in the order in which kramdown tries them. */
const BLOCKS = [
  blank,
  liquidBlock,
  codeblock,
  fencedCodeblock,
  blockquote,
  atxHeader,
  rule,
  list,
  htmlBlock,
  setextHeader,
  mathBlock,
  table,
  linkDefinition,
  blockExtensions,
  endOfBlock,
  paragraph,
]

/** The spans in the order in which kramdown tries them. */
const SPANS = [
  liquidSpan,
  emphasis,
  codespan,
  autolink,
  htmlSpan,
  link,
  smartQuotes,
  mathSpan,
  spanExtensions,
  entity,
  typographicSymbol,
  lineBreak,
  escape,
]

const blockTable = new BlockTable(BLOCKS)
const kramdownSpans = new SpanTable(SPANS)
const gfmSpans = new SpanTable([...SPANS, strikethrough])
const plainSpans = new SpanTable(
  [...SPANS, strikethrough].filter((span) => span !== smartQuotes && span !== typographicSymbol),
)

function spanTable(parsing: Parsing): SpanTable {
  if (!parsing.gfm) return kramdownSpans
  return parsing.typography ? gfmSpans : plainSpans
}

const NO_TOKENS = new Map<number, never>()

/** Parses a source into a tree whose texts are in place, but which does not hold the markup yet. */
export function parseDocument(
  source: string,
  settings: Settings,
  liquid: boolean,
): readonly [Draft, Parsing] {
  const [tokens, masked] = liquid ? readLiquid(source) : [NO_TOKENS, source]
  const root: Draft = { type: 'root', ...base([0, source.length]) }
  const parsing = new Parsing(source, settings, tokens, (document, view, parent, depth) => {
    new Blocks(document, view, parent, depth, blockTable).parseOn()
  })
  parsing.parseBlocks(viewOf(source, masked), root, 0)
  const table = spanTable(parsing)
  for (const [element, content] of parsing.contents) new Spans(parsing, content, element, table).parse()
  for (const [element, { list: content, place }] of parsing.attached) {
    applyList(element, content, place, parsing.attributeLists)
  }
  return [root, parsing]
}
