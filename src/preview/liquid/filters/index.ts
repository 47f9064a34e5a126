import type { FilterTable } from './filter-table.ts'
import { listFilters } from './lists.ts'
import { mathFilters } from './math.ts'
import { textFilters } from './text.ts'

/** The filters of Liquid itself, but for `date`, which asks for the site's clock. */
export const liquidFilters: readonly FilterTable[] = [textFilters, mathFilters, listFilters]
