/**
 * Does something when the browser has nothing else to do, `pause` milliseconds from now at the earliest and a second
 * later at the latest; returns how to call it off.
 */
export function whenIdle(work: () => void, pause = 0): () => void {
  let request = 0
  const timer = setTimeout(() => {
    if (typeof requestIdleCallback === 'undefined') work()
    else request = requestIdleCallback(work, { timeout: 1000 })
  }, pause)
  return () => {
    clearTimeout(timer)
    if (request !== 0) cancelIdleCallback(request)
  }
}
