import { loadMachinery } from '../app/machinery.ts'
import { preload } from './lazily.ts'

/** What writing and publishing need beside the first post. What cannot be loaded is tried again when it is needed. */
export function prefetchAll(): Promise<unknown> {
  return Promise.allSettled([
    import('./controls/Menu.svelte'),
    import('./post/parts.ts').then(({ panelHost, find, slashMenu, insertDialogs }) =>
      preload([panelHost, find, slashMenu, insertDialogs.pictures]),
    ),
    import('./post/panels/panels.ts').then(loadPanels),
    import('./post/Notices.svelte'),
    import('./post/preview/Preview.svelte'),
    import('./post/PictureDialog.svelte'),
    import('./posts/blog-menu.ts'),
    import('./posts/RowMenu.svelte'),
    import('./further-screens.ts').then(({ fetchScreens }) => fetchScreens()),
    import('./posts/NewPost.svelte'),
    import('./Question.svelte'),
    import('./posts/Trouble.svelte'),
    import('./publish/Publish.svelte'),
    loadMachinery(),
  ])
}

const loadPanels = ({ panels }: typeof import('./post/panels/panels.ts')): Promise<unknown> =>
  preload([...panels.values()].map(({ component }) => component))
