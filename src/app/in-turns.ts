import type { Pause } from '../jekyll/index.ts'

/** So long, in milliseconds, may work go on before the page must have its turn. */
const longest = 8

/** A pause for long work: where this thread has not been free for a while, the page has its turn before it resolves. */
export function inTurns(): Pause {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longest) return
    await turn()
    since = performance.now()
  }
}

/** What else waits (keys, drawing, answers of the worker) comes first; unlike with a timer, that costs nothing itself. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
