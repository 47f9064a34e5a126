import type { PostItem } from '../../../app/index.ts'
import type { Menu } from '../../controls/menu-item.ts'

/** What can be done with a post where it stands in the list. */
export interface RowDeeds {
  readonly menu: (item: PostItem) => Menu
  readonly restore: (item: PostItem) => void
  readonly opened: (item: PostItem) => void
}
