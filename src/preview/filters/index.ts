import type { FilterTable } from '../liquid/filters/filter-table.ts'
import { liquidFilters } from '../liquid/filters/index.ts'
import { arrayFilters } from './arrays.ts'
import { dateFilters } from './dates.ts'
import { groupingFilters } from './grouping.ts'
import { jekyllTextFilters } from './text.ts'
import { urlFilters } from './urls.ts'

/** Liquid's filters and Jekyll's, which win. Plugins add theirs. */
export const jekyllFilters: readonly FilterTable[] = [
  ...liquidFilters,
  jekyllTextFilters,
  urlFilters,
  dateFilters,
  groupingFilters,
  arrayFilters,
]
