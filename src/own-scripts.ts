/** What the browser offers where a page may only make scripts and elements out of texts that somebody vouches for. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown
}

/** The scripts of this build, by their names below the app's folder. What a preview answers lies there too, and is none. */
const built = /^(?:assets\/[\w.-]+|service-worker|app-worker)\.js$/

/** Whether a script belongs to the app that stands at `base`, not to the site around it. */
export function isOwnScript(address: string, base: string): boolean {
  const folder = new URL('.', base).href
  const { href } = new URL(address, base)
  return import.meta.env.DEV || (href.startsWith(folder) && built.test(href.slice(folder.length)))
}

/**
 * The one thing that texts may become without asking somebody by name: a worker, and that only of the app's own scripts.
 * The page's policy refuses everything else (`require-trusted-types-for`).
 */
export function trustOwnScripts(base: string): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, base) ? address : null),
  })
}
