import { whenIdle } from '../when-idle.ts'
import type { Keep } from './app-worker.ts'

/**
 * Keeps the app on this device when there is nothing else to do, so that it opens without a network; not where the author saves data.
 * Where the browser has no Service Worker, or the app is not built, nothing comes of it.
 */
export function keepApp(): void {
  const { serviceWorker, connection } = navigator as {
    serviceWorker?: ServiceWorkerContainer
    connection?: { readonly saveData?: boolean }
  }
  if (!serviceWorker || connection?.saveData === true) return
  whenIdle(() => void keep(serviceWorker).catch(() => undefined), 10_000)
}

/** The preview's own worker can only be fetched while there is a network, so it comes along. */
async function keep(workers: ServiceWorkerContainer): Promise<void> {
  const base = document.baseURI
  const options = { updateViaCache: 'none' } as const
  const { active } = await workers.register(new URL('app-worker.js', base), {
    ...options,
    scope: new URL('./', base).href,
  })
  active?.postMessage('keep' satisfies Keep)
  await workers.register(new URL('service-worker.js', base), {
    ...options,
    scope: new URL('preview/', base).href,
  })
}
