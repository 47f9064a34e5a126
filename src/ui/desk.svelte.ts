import type { Workspace } from '../app/index.ts'
import { PostList } from './posts/post-list.svelte.ts'

/** What lies open while an author works on one blog. */
export class Desk {
  readonly workspace: Workspace
  readonly list: PostList
  /** Whether the proof sheet is open. */
  publishing = $state(false)
  /** What stands beside the text; where there is no room beside it, nothing does at first. */
  side = $state<'details' | 'preview' | 'none'>(matchMedia('(min-width: 72rem)').matches ? 'details' : 'none')

  constructor(workspace: Workspace) {
    this.workspace = workspace
    this.list = new PostList(workspace)
  }

  /** What the author calls the blog. */
  get title(): string {
    const title = this.workspace.site?.config.title ?? ''
    return title === '' ? this.workspace.blog.name : title
  }

  /** Where it lies: `github.com/nell/tides`, or this computer. */
  get place(): string {
    const place = this.workspace.blog.url.replace(/^https?:\/\//, '')
    return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(place) ? 'On this computer' : place
  }
}
