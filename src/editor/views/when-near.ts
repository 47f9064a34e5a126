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
