import type { Conflict, Decision, Workspace } from '../app/index.ts'
import { PostList } from './posts/post-list.svelte.ts'
import type { Publishing } from './publish/publishing.svelte.ts'
import type { Router } from './router.svelte.ts'

/** What lies open while an author works on one blog. */
export class Desk {
  readonly workspace: Workspace
  readonly list: PostList
  /** Whether the proof sheet is open. */
  publishing = $state(false)
  /** What is on its way to the blog, whether or not the sheet is open. */
  sending: Publishing | undefined
  /** What stands beside the text; where there is no room beside it, nothing does at first. */
  side = $state<'details' | 'preview' | 'outline' | 'none'>(
    matchMedia('(min-width: 72rem)').matches ? 'details' : 'none',
  )

  /** Whether the preview has the whole width, instead of a place beside the text. */
  alone = $state(false)
  /** The preview's own window, which ends with the blog. */
  apart = $state.raw<Window>()
  /** Goes up when the open post must be read anew. */
  reading = $state(0)
  /** A place of a post that the author wants to look at: an offset of its file, or a detail. */
  wanted = $state.raw<{ readonly path: string; readonly place: number | string }>()
  /** The post that was just made: it opens with the cursor in its text. */
  fresh: string | undefined

  constructor(workspace: Workspace, router: Router) {
    this.workspace = workspace
    this.list = new PostList(workspace, router)
  }

  closeApart(): void {
    this.apart?.close()
    this.apart = undefined
  }

  /** The author's decision about a post that somebody else changed too. The open one then shows what was decided. */
  async decide(conflict: Conflict, decision: Decision): Promise<void> {
    const { session, publication } = this.workspace
    const open = session?.path === conflict.path
    await publication.decide(conflict, decision)
    if (open && typeof decision === 'string' && decision !== 'mine') this.reading += 1
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
