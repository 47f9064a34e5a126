/** Characters that are converted soon enough, whatever they are: half of the time that a page has. */
const short = 300_000
const piece = 50_000

/**
 * Milliseconds that it will take to convert a text: by pieces of it, as the time grows with the length. Nothing can end a
 * conversion that has begun.
 */
export function timeFor(text: string, convert: (text: string) => unknown, clock: () => number): number {
  if (text.length <= short) return 0
  const at = [0, 0.3, 0.6, 0.9].map((part) => Math.floor(part * (text.length - piece)))
  const times = at.map((start) => {
    const before = clock()
    convert(text.slice(start, start + piece))
    return clock() - before
  })
  // the first one warms the program up
  const [, ...warm] = times
  return (warm.reduce((sum, time) => sum + time, 0) / (warm.length * piece)) * text.length
}
