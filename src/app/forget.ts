import { keepOwnCorrections } from '../recovery/corrections.ts'
import { forgetTheme } from './preview/theme.ts'
import type { App } from './app.svelte.ts'
import { signOut } from './sign-in.ts'
import type { Workspace } from './workspace.svelte.ts'

/** Removes all that this device has of a blog: the theme it borrows, what was said of it, its small pictures, its works, its files. */
export async function forget(workspace: Workspace): Promise<void> {
  await forgetTheme(workspace)
  await keepOwnCorrections(workspace.blog.url, '')
  const { KeptSmall } = await import('../media/kept-small.ts')
  await new KeptSmall().forget(workspace.blog.url)
  await workspace.forget()
}

/** Removes all that this device has of the open blog, who signed in for it too, and goes back to the choice of one. */
export async function forgetOpen(app: App): Promise<void> {
  const { workspace } = app
  if (!workspace) return
  if (app.isElsewhere(workspace.blog)) await signOut(app, workspace)
  await forget(workspace)
  app.workspace = undefined
  await app.remember({ recent: app.recentBut(workspace.blog) })
  app.stage = { kind: 'choosing' }
}
