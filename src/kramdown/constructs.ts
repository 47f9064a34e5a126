import { abbreviationDefinition, markAbbreviations } from './abbreviation.ts'
import { applyList } from './attribute-list.ts'
import { autolink } from './autolink.ts'
import { blank } from './blank.ts'
import { blockquote } from './blockquote.ts'
import { Blocks, BlockTable } from './blocks.ts'
import { codeblock, fencedCodeblock } from './codeblock.ts'
import { codespan } from './codespan.ts'
import { definitionList } from './definition-list.ts'
import type { Draft } from './draft.ts'
import { draft } from './draft.ts'
import { emoji } from './emoji.ts'
import { emphasis } from './emphasis.ts'
import { endOfBlock } from './end-of-block.ts'
import { entity } from './entity.ts'
import { escape } from './escape.ts'
import { blockExtensions, spanExtensions } from './extension.ts'
import { footnoteDefinition, footnoteMark } from './footnote.ts'
import { assignHeaderIds } from './header-ids.ts'
import { atxHeader, setextHeader } from './header.ts'
import { htmlBlock } from './html.ts'
import { htmlSpan } from './html-span.ts'
import { breakLines, lineBreak } from './line-break.ts'
import { link } from './link.ts'
import { linkDefinition } from './link-definition.ts'
import { liquidBlock, liquidSpan, readLiquid } from './liquid.ts'
import { list } from './list.ts'
import { mathBlock, mathSpan } from './math.ts'
import type { Settings } from './options.ts'
import { paragraph, wholeContent } from './paragraph.ts'
import { isTypographic, Parsing } from './parsing.ts'
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
  definitionList,
  htmlBlock,
  setextHeader,
  mathBlock,
  table,
  footnoteDefinition,
  linkDefinition,
  abbreviationDefinition,
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
  footnoteMark,
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
const GFM_SPANS = [...SPANS, strikethrough]
const withoutTypography = GFM_SPANS.filter((span) => span !== smartQuotes && span !== typographicSymbol)

/** GFM's spans with and without typography; with hard wrap the blanks before a line break stay. */
const gfmLists = [GFM_SPANS, withoutTypography].flatMap((spans) => [
  spans,
  spans.filter((span) => span !== lineBreak),
])
const gfmTables = gfmLists.map((spans) => new SpanTable(spans))

function spanTable(settings: Settings): SpanTable {
  if (settings.input !== 'GFM') return kramdownSpans
  const index = (isTypographic(settings) ? 0 : 2) + (settings.hardWrap ? 1 : 0)
  if (settings.emoji) return new SpanTable([...(gfmLists[index] ?? []), emoji(settings.emoji)])
  return gfmTables[index] ?? kramdownSpans
}

const NO_TOKENS = new Map<number, never>()

/** Parses a source into a tree whose texts are in place, but which does not hold the markup yet. */
export function parseDocument(
  source: string,
  settings: Settings,
  liquid: boolean,
): readonly [Draft, Parsing] {
  const [tokens, masked] = liquid ? readLiquid(source) : [NO_TOKENS, source]
  const root = draft('root', [0, source.length], {})
  const parsing = new Parsing(source, settings, tokens, spanTable, (document, view, parent, depth) => {
    new Blocks(document, view, parent, depth, blockTable).parseOn()
  })
  parsing.parseBlocks(viewOf(source, masked), root, 0)
  for (const [element, content] of parsing.contents)
    new Spans(parsing, wholeContent(content), element).parse()
  if (parsing.gfm) breakLines(root, parsing)
  for (const [element, { list: content, place }] of parsing.attached) {
    applyList(element, content, place, parsing.attributeLists)
  }
  assignHeaderIds(root, parsing)
  markAbbreviations(root, parsing)
  return [root, parsing]
}
