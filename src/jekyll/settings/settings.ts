/** What a field of a form is for. `texts` is a list of words, `choices` several of the options, `maps` a list of `map`s. */
export type SettingKind =
  | 'text'
  | 'long-text'
  | 'markdown'
  | 'flag'
  | 'number'
  | 'date'
  | 'date-time'
  | 'choice'
  | 'choices'
  | 'texts'
  | 'picture'
  | 'file'
  | 'color'
  | 'map'
  | 'maps'
  | 'hidden'

/** One of the values that a key may have, with what the author reads for it. */
export interface Option {
  readonly value: string | number | boolean
  readonly label: string
}

/** What the configuration of another editor says about one key of a front matter. */
export interface FieldSettings {
  readonly key: string
  readonly label: string | undefined
  readonly hint: string | undefined
  /** Undefined where the configuration's own kind means nothing here: the value's own kind counts. */
  readonly kind: SettingKind | undefined
  readonly required: boolean
  /** Empty where any value is welcome. */
  readonly options: readonly Option[]
  /** What a new post begins with. */
  readonly preset: unknown
  /** Those of a `map` or of each of the `maps`. */
  readonly fields: readonly FieldSettings[]
  /** Where this key's pictures go, where that is said for it alone. */
  readonly media?: MediaSettings
}

/** Where pictures and files go, and what the address in a post begins with. */
export interface MediaSettings {
  /** Relative to the repository, without slashes around it. */
  readonly folder: string
  readonly prefix: string
}

/** What is said for the documents below one folder, or for one file. */
export interface FolderSettings {
  /** Relative to the repository, without slashes around it; empty for all of it. */
  readonly folder: string
  readonly label: string | undefined
  readonly fields: readonly FieldSettings[]
  readonly media: MediaSettings | undefined
}

/** One configuration, read. */
export interface EditorSettings {
  /** The file that it stands in. */
  readonly path: string
  /** What the editor is called. */
  readonly editor: string
  readonly folders: readonly FolderSettings[]
  readonly media: MediaSettings | undefined
}
