import type { Ask, Given } from '../../preview/service-worker.ts'

/** Answers what a page in a frame asks for; undefined where it is another's preview, null where there is nothing. */
export type Answer = (ask: Ask) => Promise<Given | null> | undefined

/**
 * Lets the pages below the answered address ask this window for all that they show. Undefined where the browser has no Service
 * Worker: private windows of some, plain http, a server that has none.
 */
export async function openScope(answer: Answer): Promise<string | undefined> {
  // plain http has none of it
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer }
  if (!serviceWorker) return undefined
  try {
    const scope = new URL('preview/', document.baseURI).href
    const script = new URL('service-worker.js', document.baseURI)
    await active(await serviceWorker.register(script, { scope, updateViaCache: 'none' }))
    serviceWorker.addEventListener('message', (event: MessageEvent<Ask>) => void reply(event, answer))
    serviceWorker.startMessages()
    return scope
  } catch {
    return undefined
  }
}

/** Resolves once the worker answers for its scope. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing ?? registration.waiting
  if (!coming || registration.active) return Promise.resolve()
  return new Promise((resolve, reject) => {
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated') resolve()
      if (coming.state === 'redundant') reject(new Error('Another worker took its place.'))
    })
  })
}

async function reply({ data, ports: [port] }: MessageEvent<Ask>, answer: Answer): Promise<void> {
  const given = await answer(data)?.catch(() => null)
  port?.postMessage(given)
}
