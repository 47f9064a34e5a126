/** A piece of a post's text whose look on the page is wanted by itself. */
export interface Piece {
  readonly source: string
  /** HTML of a block of its own, HTML of words in a sentence, or an address as it stands in a tag. */
  readonly as: 'block' | 'words' | 'address'
}

/** What the renderer knows of the page to which the pieces belong. */
export interface PageOfPieces {
  /** Renders the whole text; `watch` is told what each tag and output wrote. */
  readonly whole: (watch: (source: string, text: string) => void) => string
  /** Renders a text where the whole one has ended: what was assigned on the way is known. */
  readonly liquid: (source: string) => string
  readonly convert: (text: string) => string
  /** Whether something in a text could not be shown. */
  readonly isUnknown: (text: string) => boolean
}

/** What each piece is on its page; undefined where that is nothing, or not known of it alone. */
export function lookOfPieces(
  pieces: readonly Piece[],
  { whole, liquid, convert, isUnknown }: PageOfPieces,
): (string | undefined)[] {
  const written = new Map<string, string>()
  const page = whole((source, text) => {
    const key = squeezed(source)
    if ((written.get(key) ?? '') === '') written.set(key, text)
  })
  return pieces.map(({ source, as }) => {
    if (as === 'block' && contents.test(source)) return contentsIn(convert(page))
    const text = single.test(source) ? written.get(squeezed(source)) : liquid(source)
    if (text === undefined || text.trim() === '' || isUnknown(text)) return undefined
    if (as === 'address') return text
    return as === 'block' ? convert(text) : convert(`x ${text}`).replace(/^<p>x /, '<p>')
  })
}

/** One tag, or one output. */
const single = /^\{(?:%(?:(?!%\})[^])*%|\{(?:(?!\}\})[^])*\})\}$/
/** A list whose place the table of contents takes. */
const contents = /\n *\{:[^}\n]*\btoc\b/

/** A tag as it is known, whatever blanks it is written with. */
const squeezed = (source: string): string =>
  source
    .replace(/^(\{[{%])-/, '$1')
    .replace(/-([%}]\})$/, '$1')
    .replaceAll(/\s+/g, '')

/** The table of contents that kramdown has put into a page. */
function contentsIn(html: string): string | undefined {
  const start = html.search(/<[uo]l\b[^>]* id="markdown-toc"/)
  let depth = 0
  for (const { 0: tag, index } of start === -1 ? [] : html.matchAll(/<\/?[uo]l\b/g)) {
    if (index < start) continue
    depth += tag.startsWith('</') ? -1 : 1
    if (depth === 0) return `${html.slice(start, index)}${tag}>`
  }
  return undefined
}
