/** Gives the file of an emoji by its name, or undefined. */
export type EmojiFile = (name: string) => string | undefined

/** What a highlighter makes of code: HTML for inside `<code>`, or undefined where it does not know the language. */
export type Highlight = (code: string, language: string, display: 'block' | 'span') => string | undefined

/** Writes a text in ASCII letters. */
type Transliterate = (text: string) => string

/**
 * kramdown's options under their own names in camelCase (kramdown's manual, “Options”), and those of kramdown-parser-gfm.
 * What is not given is as Jekyll sets it.
 */
export interface KramdownOptions {
  readonly input?: 'kramdown' | 'GFM'
  /** Make ids for headers that have none. */
  readonly autoIds?: boolean
  readonly autoIdPrefix?: string
  /** Make the ids of headers from their text alone, without markup. */
  readonly autoIdStripping?: boolean
  /** Added to the level of every header. */
  readonly headerOffset?: number
  readonly footnoteNr?: number
  readonly footnoteBacklink?: string
  readonly footnoteBacklinkInline?: boolean
  readonly footnotePrefix?: string
  readonly entityOutput?: 'as_char' | 'as_input' | 'numeric' | 'symbolic'
  /** Four names of entities: left and right single quote, left and right double quote. */
  readonly smartQuotes?: string
  /** What stands for `hellip`, `mdash`, `ndash`, `laquo`, `raquo`, `laquo_space`, `raquo_space`. */
  readonly typographicSymbols?: Readonly<Record<string, string>>
  readonly tocLevels?: readonly number[]
  /** Link definitions that every document has: id to destination and title. */
  readonly linkDefs?: Readonly<Record<string, readonly [href: string, title?: string]>>
  readonly parseBlockHtml?: boolean
  readonly parseSpanHtml?: boolean
  readonly removeLineBreaksForCjk?: boolean
  readonly mathEngine?: 'mathjax' | undefined
  /** Options that a document may not change with `{::options …/}`. */
  readonly forbiddenInlineOptions?: readonly string[]
  /** GFM: every newline of a paragraph is a line break. */
  readonly hardWrap?: boolean
  /** GFM: `paragraph_end` lets blocks interrupt paragraphs, `no_auto_typographic` leaves quotes and dashes alone. */
  readonly gfmQuirks?: readonly string[]
  /** GFM: gives the picture of an emoji below `emojiPath` by its name (`smile` has `unicode/1f604.png`); as jemoji does. */
  readonly emoji?: EmojiFile
  readonly emojiPath?: string
  readonly syntaxHighlighterOpts?: HighlighterOptions
  readonly highlight?: Highlight
  /** Make the ids of headers of ASCII letters (`transliterated_header_ids`); kramdown leaves that to the gem stringex. */
  readonly transliterate?: Transliterate
}

export interface HighlighterOptions {
  readonly defaultLang?: string
  readonly block?: { readonly disable?: boolean }
  readonly span?: { readonly disable?: boolean }
}

/** Options with every default filled in. Documents change some of them with `{::options …/}`. */
export interface Settings {
  readonly input: 'kramdown' | 'GFM'
  autoIds: boolean
  autoIdPrefix: string
  autoIdStripping: boolean
  headerOffset: number
  footnoteNr: number
  footnoteBacklink: string
  footnoteBacklinkInline: boolean
  footnotePrefix: string
  entityOutput: 'as_char' | 'as_input' | 'numeric' | 'symbolic'
  smartQuotes: readonly string[]
  typographicSymbols: Readonly<Record<string, string>>
  tocLevels: readonly number[]
  linkDefs: Readonly<Record<string, readonly [href: string, title?: string]>>
  parseBlockHtml: boolean
  parseSpanHtml: boolean
  removeLineBreaksForCjk: boolean
  mathEngine: 'mathjax' | undefined
  readonly forbiddenInlineOptions: readonly string[]
  hardWrap: boolean
  gfmQuirks: readonly string[]
  readonly emoji?: EmojiFile
  readonly emojiPath: string
  syntaxHighlighterOpts: HighlighterOptions
  readonly highlight?: Highlight
  readonly transliterate?: Transliterate
}

const DEFAULTS: Settings = {
  input: 'GFM',
  autoIds: true,
  autoIdPrefix: '',
  autoIdStripping: false,
  headerOffset: 0,
  footnoteNr: 1,
  footnoteBacklink: '&#8617;',
  footnoteBacklinkInline: false,
  footnotePrefix: '',
  entityOutput: 'as_char',
  smartQuotes: ['lsquo', 'rsquo', 'ldquo', 'rdquo'],
  typographicSymbols: {},
  tocLevels: [1, 2, 3, 4, 5, 6],
  linkDefs: {},
  parseBlockHtml: false,
  parseSpanHtml: true,
  removeLineBreaksForCjk: false,
  mathEngine: 'mathjax',
  forbiddenInlineOptions: ['template'],
  hardWrap: false,
  gfmQuirks: ['paragraph_end'],
  emojiPath: 'https://github.githubassets.com/images/icons/emoji/',
  syntaxHighlighterOpts: { defaultLang: 'plaintext' },
}

/** Fills in the defaults. */
export function settingsOf(options: KramdownOptions): Settings {
  const { smartQuotes, ...rest } = options
  const settings: Settings = { ...DEFAULTS, ...rest }
  if (smartQuotes !== undefined) settings.smartQuotes = smartQuotes.split(',')
  return settings
}
