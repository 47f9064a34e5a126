import { parseAddress } from '../hosts/address.ts'
import type { Blog } from '../hosts/index.ts'
import type { App } from './app.svelte.ts'
import { copyWorks } from './copy-works.ts'
import type { Problem } from './problem.ts'

/**
 * Goes where the open blog is now: to its new address (`moved`), or to what the host offers instead of what is not there
 * any more (`gone`). What was not published comes along.
 */
export async function goWhereItIs(app: App, { code, message = '', instead }: Problem): Promise<void> {
  const { stage, workspace } = app
  const blog = stage.kind === 'failed' ? stage.blog : workspace?.blog
  if (!blog) return
  await workspace?.closePost()
  if (code === 'gone' && instead !== undefined) return app.open({ ...blog, branch: instead })
  const address = parseAddress(message)
  if (code === 'moved' && address.kind === 'blog') await move(app, blog, { ...blog, url: address.blog.url })
}

/** Works lie at both addresses until the blog was opened at the new one. */
async function move(app: App, from: Blog, to: Blog): Promise<void> {
  const { recovery } = app
  if (!recovery) return
  const copied = await copyWorks(recovery, from.url, to.url)
  await app.open(to)
  if (app.stage.kind !== 'open') return
  await recovery.update(from.url, [], copied)
  await app.remember({ recent: app.recentBut(from) })
}
