/** The page's side: light, for all that knows Git is in the worker (or comes with `openRepository`). */
import type { Http } from './host.ts'
import type { OnProgress, Repository, RepositorySettings } from './repository.ts'
import type { Store } from './store.ts'

export { GitError } from './errors.ts'
export { connectRepository } from './rpc.ts'
export { memoryStore } from './store.ts'
export type { GitErrorCode } from './errors.ts'
export type {
  Author,
  Change,
  CommitInfo,
  Credentials,
  Failure,
  Maker,
  Oid,
  OnProgress,
  Place,
  Progress,
  Proposed,
  Publish,
  Repository,
  RepositorySettings,
  Rewritten,
  SiteFiles,
  Sync,
  Tip,
} from './repository.ts'

/**
 * A repository in this very thread, kept in `store` (without one: as long as it is used). `http` is the browser's `fetch` or
 * behaves like it. Nothing is asked of the host before one of its methods is called. Rejects with `bad-address`.
 */
export async function openRepository(
  settings: RepositorySettings,
  store?: Store,
  http?: Http,
  onProgress?: OnProgress,
): Promise<Repository> {
  const { openHosted } = await import('./open-hosted.ts')
  return openHosted(settings, store, http, onProgress)
}
