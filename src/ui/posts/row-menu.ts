import Copy from '~icons/lucide/copy'
import FilePen from '~icons/lucide/file-pen'
import FileCheck from '~icons/lucide/file-check'
import RotateCcw from '~icons/lucide/rotate-ccw'
import Trash from '~icons/lucide/trash'
import type { PostItem } from '../../app/index.ts'
import type { Frame } from '../context.ts'
import type { MenuItem } from '../controls/menu-item.ts'
import type { Desk } from '../desk.svelte.ts'
import { focusRow } from './focus-row.ts'

/** What can be done with a post from the list. Everything can be undone, until it is published. */
export function rowMenu(item: PostItem, desk: Desk, { router, toasts }: Frame): MenuItem[] {
  const { workspace } = desk
  const attempt = (action: () => Promise<void>) => (): void =>
    void action().catch(async () => {
      const { explain } = await import('../errors.ts')
      toasts.say(explain({ code: 'unexpected' }).sentence)
    })

  const place = item.status === 'draft' ? toPost : toDraft
  const copy = attempt(async () => {
    const path = await workspace.postFiles.duplicate(item.path)
    router.go({ name: 'post', path })
    toasts.say(
      'This is the copy.',
      () =>
        void workspace.postFiles
          .discard(path)
          .then(() => router.go({ name: 'posts', query: desk.list.address })),
    )
  })
  const discard = attempt(async () => {
    const undo = await workspace.postFiles.discard(item.path)
    toasts.say(`Your changes to ‘${item.title}’ are discarded.`, () => void undo())
  })
  const remove = attempt(async () => {
    const undo = await workspace.postFiles.remove(item.path)
    const when = item.change === 'new' ? 'is deleted' : 'will be deleted when you publish'
    toasts.say(`‘${item.title}’ ${when}.`, () => void undo())
  })
  return [
    ...(/(?:^|\/)_(?:posts|drafts)\//.test(item.path) ? [place()] : []),
    { label: 'Make a copy', icon: Copy, choose: copy },
    ...(item.change === 'edited' || item.change === 'moved'
      ? [{ label: 'Discard my changes', icon: RotateCcw, choose: discard }]
      : []),
    { label: 'Delete', icon: Trash, choose: remove, apart: true },
  ]

  function toDraft(): MenuItem {
    const choose = attempt(async () => {
      const path = await workspace.postFiles.toDraft(item.path)
      void focusRow(path)
      toasts.say(`‘${item.title}’ is a draft now.`, wayBack(path))
    })
    return { label: 'Make it a draft', icon: FilePen, choose }
  }

  function toPost(): MenuItem {
    const choose = attempt(async () => {
      const path = await workspace.postFiles.toPost(item.path)
      void focusRow(path)
      toasts.say(`‘${item.title}’ is a post now. It appears when you publish.`, wayBack(path))
    })
    return { label: 'Make it a post', icon: FileCheck, choose }
  }

  /** Where nothing else was changed, forgetting the move is the way back. */
  function wayBack(path: string): (() => void) | undefined {
    return item.change === undefined ? () => void workspace.postFiles.discard(path) : undefined
  }
}
