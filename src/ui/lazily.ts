/** For `{#await part() then Part}`. */
export type Lazy<Part> = () => Part | Promise<Part>

/**
 * A component that is loaded when it is first needed. From then on it is there at once, so that the next key goes into
 * it: even a module that is here already is given by `import()` later than the next key can come.
 */
export function lazily<Part>(load: () => Promise<{ readonly default: Part }>): Lazy<Part> {
  let loaded: Part | undefined
  return () => loaded ?? load().then((module) => (loaded = module.default))
}

/** Loads them now; what cannot be loaded is tried again when it is needed. */
export function preload(parts: readonly Lazy<unknown>[]): Promise<unknown> {
  return Promise.allSettled(parts.map(async (part) => part()))
}
