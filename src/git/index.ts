export { GitError } from './errors.ts'
export { openStore } from './indexed-db.ts'
export { openRepository } from './open.ts'
export { connectRepository } from './rpc.ts'
export { memoryStore } from './store.ts'
export type { GitErrorCode } from './errors.ts'
export type { Http } from './host.ts'
export type { Store } from './store.ts'
export type {
  Author,
  Change,
  Credentials,
  Failure,
  Oid,
  Publish,
  Repository,
  RepositorySettings,
  SiteFiles,
  Sync,
  Tip,
} from './repository.ts'
