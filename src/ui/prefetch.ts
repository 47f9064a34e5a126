import { whenIdle } from '../app/when-idle.ts'

/**
 * Loads, once all posts `arrived` and nothing else happens, what writing and publishing need: a dialog that is asked for
 * when the network is gone must open too, and a post opens faster.
 */
export function prefetch(arrived: Promise<void>): () => void {
  let callOff = (): void => undefined
  let left = false
  const all = (): void => {
    void prefetchPost()
    void import('./prefetch-all.ts').then(({ prefetchAll }) => prefetchAll())
  }
  void arrived.then(() => {
    if (!left) callOff = whenIdle(all, 5000)
  })
  return () => {
    left = true
    callOff()
  }
}

let postComing: Promise<void> | undefined

/** Loads what the first post needs, and tries it once. */
export function prefetchPost(): Promise<void> {
  return (postComing ??= loadPost().catch(() => {
    postComing = undefined // the network may be back the next time
  }))
}

async function loadPost(): Promise<void> {
  await Promise.all([import('./post/PostPlace.svelte'), import('../app/session.svelte.ts')])
  await import('../editor/rehearse.ts').then(({ rehearse }) => rehearse())
}
