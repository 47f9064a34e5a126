import { HostedRepository } from './hosted-repository.ts'
import { openStore } from './indexed-db.ts'
import { serveRepository } from './rpc.ts'

serveRepository(
  {
    postMessage: (message, transfer) => self.postMessage(message, { transfer }),
    addEventListener: (type, listener) => self.addEventListener(type, listener),
  },
  async (settings) => new HostedRepository(settings, await openStore(settings)),
)
