import { openStore } from './git/indexed-db.ts'
import { openHosted } from './git/open-hosted.ts'
import type { Repository } from './git/repository.ts'
import { serveRepository } from './git/rpc.ts'
import { memoryStore } from './git/store.ts'
import { uploading } from './git/upload.ts'
import { serveHosts } from './hosts/rpc.ts'
import type { Given, SignedIn } from './hosts/passes.ts'

/** One blog's worker: its repository, and whoever is signed in for it. Credentials are here and nowhere else. */
interface Introduction {
  readonly hosts: MessagePort
  readonly given: Given
}

/** Given only where the blog is elsewhere: the server that brought the app asks nobody who they are. */
let signedIn: (() => Promise<SignedIn>) | undefined
let unsaid = (told: unknown): unknown => told

/** Before the settings of the repository comes the port for what concerns hosts. */
function introduced({ hosts, given }: Introduction): void {
  let opening: Promise<SignedIn> | undefined
  const open = (): Promise<SignedIn> =>
    (opening ??= import('./hosts/passes.ts').then(({ SignedIn }) => new SignedIn(given)))
  serveHosts(hosts, open)
  signedIn = open
  open().catch(() => undefined) // a blog is opened next, and whoever asks for it is told
}

const isIntroduction = (data: unknown): data is Introduction =>
  typeof data === 'object' && data !== null && 'hosts' in data

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isIntroduction(data)) introduced(data)
})

serveRepository(
  {
    postMessage: (message, transfer) => self.postMessage(unsaid(message), { transfer }),
    addEventListener: (type, listener) =>
      self.addEventListener(type, (event) => {
        if (!(event instanceof MessageEvent && isIntroduction(event.data))) listener(event)
      }),
  },
  async (settings, onProgress) => {
    // a private window of some browsers keeps nothing: then the page's lifetime must do
    const opening = openStore(settings).catch(() => memoryStore())
    const entrance = await signedIn?.()
    if (entrance) unsaid = (told) => entrance.unsaid(told)
    const { token, ...route } = (await entrance?.routeTo(settings.url)) ?? {}
    const store = await opening
    const repository = await openHosted({ ...settings, ...route }, store, uploading(onProgress), onProgress)
    if (token) await repository.signIn(token)
    if (entrance) welcome(repository, entrance, settings.url)
    return repository
  },
)

/** The repository hears who signs in, and what is asked of its host is asked with credentials that are still good. */
function welcome(repository: Repository, entrance: SignedIn, url: string): void {
  entrance.visit({ url, signIn: (token) => repository.signIn(token) })
  const renewed =
    <Given extends unknown[], Told>(ask: (...given: Given) => Promise<Told>) =>
    async (...given: Given): Promise<Told> => {
      await entrance.renew()
      return ask(...given)
    }
  repository.sync = renewed(repository.sync.bind(repository))
  repository.publish = renewed(repository.publish.bind(repository))
  repository.propose = renewed(repository.propose.bind(repository))
}
