import type { Environment } from 'vitest/runtime'

/**
 * Node, with Svelte compiled as for the browser: runes are live there, as they are in the product. (Vitest's own `node`
 * environment compiles them for a server, where nothing reacts.)
 */
const environment: Environment = {
  name: 'client',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
}

export default environment
