import { includeTag } from '../tags/include.ts'
import type { Plugin } from './plugin.ts'

/** jekyll-include-cache: the same as `include`, for what a page shows. */
export const includeCachePlugin: Plugin = {
  name: 'jekyll-include-cache',
  tags: { include_cached: includeTag },
}
