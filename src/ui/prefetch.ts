import { loadMachinery } from '../app/machinery.ts'
import { preload } from './lazily.ts'

/**
 * Loads, once all posts `arrived` and nothing else happens, what writing and publishing need: a dialog that is asked for
 * when the network is gone must open too, and a post opens faster.
 */
export function prefetch(arrived: Promise<void>): () => void {
  let callOff = (): void => undefined
  let left = false
  void arrived.then(() => {
    if (!left) callOff = prefetchAll()
  })
  return () => {
    left = true
    callOff()
  }
}

function prefetchAll(): () => void {
  const load = (): void =>
    void Promise.allSettled([
      import('./controls/Menu.svelte'),
      import('./post/PostPlace.svelte'),
      import('./post/parts.ts').then(({ panelHost, find, slashMenu, insertDialogs }) =>
        preload([panelHost, find, slashMenu, insertDialogs.pictures]),
      ),
      import('./post/panels/panels.ts').then(loadPanels),
      import('./post/Notices.svelte'),
      import('./post/preview/Preview.svelte'),
      import('./post/PictureDialog.svelte'),
      import('./posts/blog-menu.ts'),
      import('./posts/row-menu.ts'),
      import('./further-screens.ts').then(({ fetchScreens }) => fetchScreens()),
      import('./posts/NewPost.svelte'),
      import('./Question.svelte'),
      import('./posts/Trouble.svelte'),
      import('./publish/Publish.svelte'),
      loadMachinery(),
    ])
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(load, 500)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(load)
  return () => cancelIdleCallback(handle)
}

/** Loads what the first post needs, and tries it once. */
export async function prefetchPost(): Promise<void> {
  await Promise.allSettled([import('./post/PostPlace.svelte'), import('../app/session.svelte.ts')])
  await import('../editor/rehearse.ts').then(({ rehearse }) => rehearse())
}

const loadPanels = ({ panels }: typeof import('./post/panels/panels.ts')): Promise<unknown> =>
  preload([...panels.values()].map(({ component }) => component))
