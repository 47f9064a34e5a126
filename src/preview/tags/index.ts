import { liquidTags } from '../liquid/tags/index.ts'
import type { Tag } from '../liquid/template.ts'
import { highlightTag } from './highlight.ts'
import { includeTag } from './include.ts'
import { linkTag, postUrlTag } from './link.ts'

/** Jekyll's tags by name: Liquid's and its own. Plugins add theirs. */
export const jekyllTags: Readonly<Record<string, Tag>> = {
  ...liquidTags,
  include: includeTag,
  include_relative: includeTag,
  highlight: highlightTag,
  link: linkTag,
  post_url: postUrlTag,
}
