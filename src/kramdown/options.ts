/** Gives the file of an emoji by its name, or undefined. */
export type EmojiFile = (name: string) => string | undefined

/** What a highlighter makes of code: HTML for inside `<code>`, or undefined where it does not know the language. */
export type Highlight = (code: string, language: string, display: 'block' | 'span') => string | undefined

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
  /**
   * Make the ids of headers of ASCII letters. kramdown has the gem stringex do that for all of Unicode; here Latin, Greek
   * and Cyrillic letters are known, and a header in another script gets the id that its remaining characters give.
   */
  readonly transliteratedHeaderIds?: boolean
  /** Added to the level of every header. */
  readonly headerOffset?: number
  readonly footnoteNr?: number
  readonly footnoteBacklink?: string
  readonly footnoteBacklinkInline?: boolean
  readonly footnotePrefix?: string
  /** The text of a footnote's mark; `%s` stands for its number. */
  readonly footnoteLinkText?: string
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
  transliteratedHeaderIds: boolean
  headerOffset: number
  footnoteNr: number
  footnoteBacklink: string
  footnoteBacklinkInline: boolean
  footnotePrefix: string
  footnoteLinkText: string
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
  readonly emoji: EmojiFile | undefined
  readonly emojiPath: string
  syntaxHighlighterOpts: HighlighterOptions
  readonly highlight: Highlight | undefined
}

const DEFAULTS: Settings = {
  input: 'GFM',
  autoIds: true,
  autoIdPrefix: '',
  autoIdStripping: false,
  transliteratedHeaderIds: false,
  headerOffset: 0,
  footnoteNr: 1,
  footnoteBacklink: '&#8617;',
  footnoteBacklinkInline: false,
  footnotePrefix: '',
  footnoteLinkText: '%s',
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
  emoji: undefined,
  emojiPath: 'https://github.githubassets.com/images/icons/emoji/',
  syntaxHighlighterOpts: { defaultLang: 'plaintext' },
  highlight: undefined,
}

/** Fills in the defaults. */
export function settingsOf(options: KramdownOptions): Settings {
  const { smartQuotes, ...rest } = options
  const settings: Settings = { ...DEFAULTS, ...rest }
  if (smartQuotes !== undefined) settings.smartQuotes = smartQuotes.split(',')
  return settings
}
