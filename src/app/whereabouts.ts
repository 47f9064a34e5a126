import type { Repository } from '../git/repository.ts'
import { decodeText } from '../jekyll/index.ts'
import type { Work } from '../recovery/index.ts'
import type { Together } from './merge/keep-both.ts'
import type { Session } from './session.svelte.ts'
import type { Unpublished } from './unpublished.svelte.ts'
import type { Workspace } from './workspace.svelte.ts'
import { rivalsOf, type Works } from './works.ts'

type Join = (path: string, before: string, mine: string, theirs: string) => Promise<Together>

/** An open post. */
interface Open {
  readonly path: string
  readonly base: Work['base']
}

/**
 * The open post shows what its file holds now, under the name that it has now. Where there is none any more it stays as it
 * was: what the author then types into it is a change to a post that somebody deleted, and is asked about.
 */
export async function followFile(session: Session, blog: Workspace, together: Join): Promise<void> {
  const { works } = blog
  const to = await whereNow(session, works.all, blog.repository)
  if (to !== undefined) {
    await session.flush()
    await joinStray(session.path, to, works, blog.repository, together)
    session.movedTo(to)
  }
  const base = await works.baseOf(session.path)
  const source = await blog.readText(session.path)
  session.missing = source !== undefined ? undefined : works.get(session.path) ? 'deleted' : 'gone'
  if (source !== undefined) session.follow(source, base, works.get(session.path)?.unproven)
}

/**
 * Where an open post is, if not where it was: where the author moved it in another window, or where somebody did on the
 * blog and nothing was changed here.
 */
async function whereNow(
  { path, base }: Open,
  works: Works,
  repository: Repository,
): Promise<string | undefined> {
  const own = works.get(path)
  const isHeir = (work: Work): boolean => work.content !== null && own?.base !== null && hasLeft(work, path)
  const heir = [...works.values()].find((work) => work.path !== path && isHeir(work))
  if (heir) return heir.path
  return own || base?.path !== path ? undefined : renamed(base, repository)
}

const hasLeft = ({ base, was }: Work, path: string): boolean => base?.path === path || was === path

/** What was typed here at a path before it was known that another window had moved the post from there: it goes along. */
async function joinStray(
  path: string,
  to: string,
  works: Unpublished,
  repository: Repository,
  together: Join,
): Promise<void> {
  const [stray, heir] = [works.get(path), works.get(to)]
  if (typeof stray?.content !== 'string' || typeof heir?.content !== 'string') return
  const bytes = stray.base && (await repository.blob(stray.base.oid))
  const before = (bytes && decodeText(bytes)) ?? ''
  const { text, rivals } = await together(to, before, stray.content, heir.content)
  await works.write([{ ...heir, content: text, changedAt: Date.now(), ...rivalsOf(heir, rivals) }], [path])
}

/** The name that a file has on the blog by now, if it has another one: the same bytes under another name are the file. */
export async function renamed(
  base: { path: string; oid: string },
  repository: Repository,
): Promise<string | undefined> {
  if ((await repository.oid(base.path)) !== undefined) return undefined
  const folder = base.path.slice(0, base.path.indexOf('/') + 1)
  const near = (await repository.list('')).filter(
    (other) => nameOf(other) === nameOf(base.path) || other.startsWith(folder),
  )
  for (const to of near) if ((await repository.oid(to)) === base.oid) return to
  return undefined
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
