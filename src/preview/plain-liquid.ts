/** A difference between the preview and the site's own page that the author should know of. */
export interface PlainWarning {
  /** What could not be shown: a tag (`include figure.html`), an output (`site.data.tides`). */
  readonly what: string
  readonly kind: 'tag' | 'output'
}

interface Replaced {
  readonly text: string
  readonly warnings: readonly PlainWarning[]
}

interface Piece {
  readonly open: '{{' | '{%'
  /** What stands between the braces, without the dashes of whitespace control. */
  readonly inner: string
  readonly from: number
  readonly to: number
}

/**
 * A body without Liquid, for the plain page: `raw` shows what it holds, `comment` nothing, `highlight` a code block,
 * an output what `resolve` makes of it. A tag that stands alone on its line leaves a placeholder, everything else that
 * needs the site to run leaves nothing; both are named in the warnings. (Liquid's own rules: an unclosed opener is text.)
 */
export function replaceLiquid(text: string, resolve: (output: string) => string | undefined): Replaced {
  const warnings: PlainWarning[] = []
  const parts: string[] = []
  const unclosed = new Set<string>()
  let at = 0
  for (let piece = next(text, at); piece; piece = next(text, at)) {
    parts.push(text.slice(at, piece.from))
    const block = piece.open === '{%' ? pairedBlock(text, piece, unclosed) : undefined
    at = block?.to ?? piece.to
    parts.push(block ? block.content : show(text, piece, resolve, warnings))
  }
  parts.push(text.slice(at))
  return { text: parts.join(''), warnings }
}

function next(text: string, at: number): Piece | undefined {
  const opener = /\{[{%]/g
  opener.lastIndex = at
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const open = match[0] === '{{' ? '{{' : '{%'
    const end = text.indexOf(open === '{{' ? '}}' : '%}', match.index + 2)
    if (end < 0) return undefined
    const inner = text
      .slice(match.index + 2, end)
      .replace(/^-|-$/g, '')
      .trim()
    return { open, inner, from: match.index, to: end + 2 }
  }
  return undefined
}

/**
 * `raw`, `comment` and `highlight` own what is between them and their end. `unclosed` remembers which of them no end
 * follows, so that many openers cost no more than one.
 */
function pairedBlock(
  text: string,
  piece: Piece,
  unclosed: Set<string>,
): { content: string; to: number } | undefined {
  const [, name, rest = ''] = /^(raw|comment|highlight)\b\s*(.*)$/s.exec(piece.inner) ?? []
  if (name === undefined || unclosed.has(name)) return undefined
  const end = new RegExp(`\\{%-?\\s*end${name}\\s*-?%\\}`, 'g')
  end.lastIndex = piece.to
  const match = end.exec(text)
  if (!match) {
    unclosed.add(name)
    return undefined
  }
  const inner = text.slice(piece.to, match.index)
  return { content: blockContent(name, inner, rest), to: match.index + match[0].length }
}

function blockContent(name: string, inner: string, rest: string): string {
  if (name === 'raw') return inner
  if (name === 'comment') return ''
  const code = inner.replace(/^\r?\n|\r?\n[ \t]*$/g, '')
  const tildes = '~'.repeat(Math.max(3, longestRun(code) + 1))
  return `\n${tildes} ${rest.split(/\s/)[0] ?? ''}\n${code}\n${tildes}\n`
}

const longestRun = (code: string): number =>
  [...code.matchAll(/~+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0)

function show(
  text: string,
  piece: Piece,
  resolve: (output: string) => string | undefined,
  warnings: PlainWarning[],
): string {
  const resolved = piece.open === '{{' ? resolve(text.slice(piece.from, piece.to)) : undefined
  if (resolved !== undefined) return resolved
  if (/^(end|else)/.test(piece.inner)) return ''
  warnings.push({ what: piece.inner, kind: piece.open === '{{' ? 'output' : 'tag' })
  return standsAlone(text, piece) && piece.open === '{%' ? placeholder(piece.inner) : ''
}

/** Looks no further than the blanks around the tag: a line may hold a hundred thousand of them. */
function standsAlone(text: string, piece: Piece): boolean {
  let before = piece.from - 1
  while (text[before] === ' ' || text[before] === '\t') before -= 1
  const behind = /[ \t]*\r?(?:\n|$)/y
  behind.lastIndex = piece.to
  return (before < 0 || text[before] === '\n') && behind.test(text)
}

const placeholder = (inner: string): string =>
  `<div class="galley-placeholder">${escapeHtml(inner.replace(/\s+/g, ' '))}</div>`

/** `&`, `<`, `>`, `"` as character references. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? '&quot;')
