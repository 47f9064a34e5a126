import type { Component } from 'svelte'
import { lazily, type Lazy } from '../lazily.ts'
import type { Writing } from './writing.svelte.ts'

/** What the keyboard opens, to type into it at once. */
export const panelHost = lazily(() => import('./panels/PanelHost.svelte'))
export const find = lazily(() => import('./Find.svelte'))
export type InsertDialog = 'include' | 'abbreviation' | 'video' | 'pictures'
/** What asks for something before it is inserted. */
export const insertDialogs: Readonly<Record<InsertDialog, Lazy<Component<{ writing: Writing }>>>> = {
  include: lazily(() => import('./IncludeDialog.svelte')),
  abbreviation: lazily(() => import('./AbbreviationDialog.svelte')),
  video: lazily(() => import('./VideoDialog.svelte')),
  pictures: lazily(() => import('./PicturesDialog.svelte')),
}
export const slashMenu = lazily(async () => ({
  default: (await import('./slash-menu.svelte.ts')).SlashMenu,
}))
