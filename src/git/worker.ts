import { openStore } from './indexed-db.ts'
import { openHosted } from './open-hosted.ts'
import { serveRepository } from './rpc.ts'
import { memoryStore } from './store.ts'
import { uploading } from './upload.ts'

serveRepository(
  {
    postMessage: (message, transfer) => self.postMessage(message, { transfer }),
    addEventListener: (type, listener) => self.addEventListener(type, listener),
  },
  async (settings, onProgress) => {
    // a private window of some browsers keeps nothing: then the page's lifetime must do
    const store = await openStore(settings).catch(() => memoryStore())
    return openHosted(settings, store, uploading(onProgress), onProgress)
  },
)
