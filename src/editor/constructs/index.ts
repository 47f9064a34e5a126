import type { Construct } from '../construct.ts'
import { abbreviation } from './abbreviation.ts'
import { blockquote } from './blockquote.ts'
import { code } from './code.ts'
import { codeBlock } from './code-block.ts'
import { commentConstruct } from './comment.ts'
import { contents } from './contents.ts'
import { embed } from './embed.ts'
import { definitionListConstruct } from './definition-list.ts'
import { emphasis } from './emphasis.ts'
import { excerpt } from './excerpt.ts'
import { footnoteConstruct } from './footnote.ts'
import { hardBreak } from './hard-break.ts'
import { heading } from './heading.ts'
import { htmlAtoms } from './html-atoms.ts'
import { htmlConstruct } from './html-block.ts'
import { htmlGroupConstruct } from './html-group.ts'
import { inlineHtml } from './inline-html.ts'
import { image } from './image.ts'
import { islandConstruct } from './island.ts'
import { link } from './link.ts'
import { liquid } from './liquid.ts'
import { linkDefinition } from './link-definition.ts'
import { list } from './list.ts'
import { mathConstruct } from './math.ts'
import { paragraph } from './paragraph.ts'
import { rule } from './rule.ts'
import { styleDefinition } from './style-definition.ts'
import { tableConstruct } from './table.ts'
import { textConstruct } from './text.ts'

/** Every construct of the editor; the order of the marks is the order in which they nest, outermost first. */
export const constructs: readonly Construct[] = [
  textConstruct,
  paragraph,
  heading,
  blockquote,
  list,
  codeBlock,
  rule,
  tableConstruct,
  contents,
  excerpt,
  commentConstruct,
  embed,
  htmlConstruct,
  htmlGroupConstruct,
  htmlAtoms,
  definitionListConstruct,
  footnoteConstruct,
  linkDefinition,
  abbreviation,
  styleDefinition,
  islandConstruct,
  liquid,
  mathConstruct,
  image,
  hardBreak,
  link,
  inlineHtml,
  emphasis,
  code,
]
