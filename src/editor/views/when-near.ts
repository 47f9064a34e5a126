const waiting = new WeakMap<Element, () => void>()

/** One for all: a long post has hundreds of things that are shown when they come near the screen. */
let observer: IntersectionObserver | undefined

/** Calls once when an element comes near the screen; answers what forgets about it. */
export function whenNear(target: Element, call: () => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) arrived(entry.target)
    },
    { rootMargin: '600px' },
  )
  waiting.set(target, call)
  observer.observe(target)
  return () => observer?.unobserve(target)
}

function arrived(target: Element): void {
  observer?.unobserve(target)
  waiting.get(target)?.()
  waiting.delete(target)
}

/** Of those that scroll away before their work is done, it is called off, and begun anew when they are back. */
const working = new WeakMap<Element, (isNear: boolean) => void>()
let keeper: IntersectionObserver | undefined

/** Does something once for an element that is near the screen; `signal` says when it has scrolled away, or is left. Answers what leaves it. */
export function whileNear(target: Element, work: (signal: AbortSignal) => Promise<void>): () => void {
  let controller: AbortController | undefined
  const leave = (): void => {
    keeper?.unobserve(target)
    controller?.abort()
  }
  const start = async (): Promise<void> => {
    const mine = (controller = new AbortController())
    await work(mine.signal)
    if (!mine.signal.aborted) keeper?.unobserve(target)
  }
  working.set(target, (isNear) => {
    if (!isNear) controller?.abort()
    else if (!controller || controller.signal.aborted) void start()
  })
  keeper ??= new IntersectionObserver(
    (entries) => {
      for (const { target: moved, isIntersecting } of entries) working.get(moved)?.(isIntersecting)
    },
    { rootMargin: '600px' },
  )
  keeper.observe(target)
  return leave
}
