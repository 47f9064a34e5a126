import { openStore } from './indexed-db.ts'
import { openRepository } from './open.ts'
import { serveRepository } from './rpc.ts'

serveRepository(
  {
    postMessage: (message, transfer) => self.postMessage(message, { transfer }),
    addEventListener: (type, listener) => self.addEventListener(type, listener),
  },
  async (settings) => openRepository(settings, await openStore(settings)),
)
