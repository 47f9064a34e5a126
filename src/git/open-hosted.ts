import { Host, type Http } from './host.ts'
import { HostedRepository } from './hosted-repository.ts'
import type { Remote } from './remote.ts'
import type { OnProgress, RepositorySettings } from './repository.ts'
import { SmartRemote } from './smart-remote.ts'
import type { Store } from './store.ts'

const browsers: Http = (address, init) => fetch(address, init)

/** A repository in this thread, spoken with as its settings say. Rejects with `bad-address`. */
export async function openHosted(
  settings: RepositorySettings,
  store?: Store,
  http: Http = browsers,
  onProgress?: OnProgress,
): Promise<HostedRepository> {
  return new HostedRepository(settings, await remoteOf(settings, http), store, onProgress)
}

async function remoteOf(settings: RepositorySettings, http: Http): Promise<Remote> {
  if (settings.direct === 'github') {
    const { GitHubRemote } = await import('./github/remote.ts')
    return GitHubRemote.at(settings, http)
  }
  return new SmartRemote(new Host(settings.url, http, settings.patience, settings.relay))
}
