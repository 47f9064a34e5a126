/**
 * Does something when the browser has nothing else to do, at most `patience` milliseconds from now; where the browser
 * cannot say, at once. Returns how to call it off.
 */
export function whenIdle(work: () => void, patience: number): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    work()
    return () => undefined
  }
  const request = requestIdleCallback(work, { timeout: patience })
  return () => cancelIdleCallback(request)
}
