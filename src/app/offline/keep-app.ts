import { whenIdle } from '../when-idle.ts'
import type { Keep } from './app-worker.ts'

/** Whoever has just come to choose a blog opens one within so many milliseconds, and that shall have the line for itself. */
const choosing = 4000

/**
 * Keeps the app on this device when there is nothing else to do, so that it opens without a network; not where the author saves data.
 * Where the browser has no Service Worker, or the app is not built, nothing comes of it. `opened` resolves when no blog is
 * being opened.
 */
export async function keepApp(opened: () => Promise<unknown>): Promise<void> {
  const { serviceWorker, connection } = navigator as {
    serviceWorker?: ServiceWorkerContainer
    connection?: { readonly saveData?: boolean }
  }
  if (!serviceWorker || connection?.saveData === true) return
  await new Promise((resolve) => setTimeout(resolve, choosing))
  await opened()
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
