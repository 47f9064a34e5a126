import { keepOwnCorrections } from '../recovery/corrections.ts'
import { forgetTheme } from './preview/theme.ts'
import type { Workspace } from './workspace.svelte.ts'

/** Removes all that this device has of a blog: the theme it borrows, what was said of it, its works, its files. */
export async function forget(workspace: Workspace): Promise<void> {
  await forgetTheme(workspace)
  await keepOwnCorrections(workspace.blog.url, '')
  await workspace.forget()
}
