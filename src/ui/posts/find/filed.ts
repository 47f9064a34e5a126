import type { Facts } from '../../../app/facts.ts'
import type { PostItem } from '../../../app/index.ts'
import type { Entry } from '../../../jekyll/index.ts'

/** A row of the list with all that is known of its post. */
export interface Filed {
  readonly item: PostItem
  readonly entry: Entry
  readonly facts: Facts
}

export const pathOf = ({ item }: Filed): string => item.path
