/**
 * Why a page may look different on the site:
 * - `unknown-tag`, `unknown-filter`: something of a plugin that Galley does not know; `what` is its name
 * - `plugin`: a plugin of the site that Galley does not know; `what` is its name
 * - `own-code`: the site has code of its own (`what` is the folder)
 * - `theme`: the site's theme could not be had; `what` is its name
 * - `theme-published`: the same, and the styles of the published site are shown in its place
 * - `markdown-engine`: another engine than kramdown; `what` is its name
 * - `stylesheet`: styles that are made by a program which is not loaded
 * - `endless-styles`: styles that were not made in the time that there is for them
 * - `missing-layout`, `missing-include`, `missing-link`: what is named is not there
 * - `broken`: a template that cannot be read, as the site could not either; `what` is the place
 * - `failed`: a part that the site could not make either; `what` is the part
 * - `unreadable-data`: a data file that cannot be read
 * - `too-much`: the page asks for more than two seconds, a hundred levels or ten megabytes
 */
export type WarningCode =
  | 'unknown-tag'
  | 'unknown-filter'
  | 'plugin'
  | 'own-code'
  | 'theme'
  | 'theme-published'
  | 'markdown-engine'
  | 'stylesheet'
  | 'endless-styles'
  | 'missing-layout'
  | 'missing-include'
  | 'missing-link'
  | 'broken'
  | 'failed'
  | 'unreadable-data'
  | 'too-much'

/** A difference between the preview and the site's own page that the author should know of. */
export interface Warning {
  readonly code: WarningCode
  /** What it is about: the name of a tag, a plugin, a file. */
  readonly what: string
  /** What Liquid or Jekyll says of it. */
  readonly detail?: string
}

/** The warnings of one page, each once. */
export class Warnings {
  readonly #all = new Map<string, Warning>()

  add(code: WarningCode, what: string, detail?: string): void {
    const key = `${code} ${what}`
    if (!this.#all.has(key) && this.#all.size < 200)
      this.#all.set(key, detail === undefined ? { code, what } : { code, what, detail })
  }

  /** What was warned of meanwhile, which is forgotten. */
  take(): Warning[] {
    const all = [...this.#all.values()]
    this.#all.clear()
    return all
  }
}
