import { lazily } from '../lazily.ts'

/** What the keyboard opens, to type into it at once. */
export const panelHost = lazily(() => import('./panels/PanelHost.svelte'))
export const find = lazily(() => import('./Find.svelte'))
export const slashMenu = lazily(async () => ({
  default: (await import('./slash-menu.svelte.ts')).SlashMenu,
}))
