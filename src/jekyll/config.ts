export interface Collection {
  readonly label: string
  /** Relative to the repository, without a slash at the end: `_recipes`, `all/_recipes`. */
  readonly folder: string
  readonly output: boolean
  /** The template, where `_config.yml` gives one. */
  readonly permalink: string | undefined
}

/** One item of `defaults:`. */
export interface FrontMatterDefault {
  readonly path: string
  readonly type: string | undefined
  readonly values: Readonly<Record<string, unknown>>
}

/** `_config.yml`, with Jekyll's defaults for what it does not say or says in a way that cannot be meant. */
export interface Config {
  readonly title: string
  /** Without a slash at the end; empty where unknown. */
  readonly url: string
  /** Empty, or with a slash at the start and none at the end. */
  readonly baseurl: string
  /** An IANA name; `UTC` where none is given (as GitHub Pages builds). */
  readonly timezone: string
  /** A style's name or a template. */
  readonly permalink: string
  /** Empty, or without slashes around it. */
  readonly collectionsDir: string
  readonly layoutsDir: string
  readonly dataDir: string
  /** Whether posts with a date in the future are shown. */
  readonly future: boolean
  /** Whether posts with `published: false` are shown. */
  readonly unpublished: boolean
  /** Without dots, lower case. */
  readonly markdownExtensions: readonly string[]
  /** Without `posts`. */
  readonly collections: readonly Collection[]
  readonly defaults: readonly FrontMatterDefault[]
  /** All that the file says. */
  readonly values: Readonly<Record<string, unknown>>
}
