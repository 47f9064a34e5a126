/** A template cut into texts, `{{ … }}` and `{% … %}`, as Liquid cuts it. */
export interface Tokens {
  next(): string | undefined
  /** What was not yet given out. */
  rest(): string
}

/**
 * Cuts a source. An output ends at the first `}` (and a second one behind it), a tag at `%}`. What never
 * closes is one token that starts with its braces.
 */
export function tokenize(source: string): Tokens {
  let at = 0
  const next = (): string | undefined => {
    if (at >= source.length) return undefined
    const from = at
    at = isOpening(source, at) ? endOfMarkup(source, at) : startOfMarkup(source, at)
    return source.slice(from, at)
  }
  return { next, rest: () => source.slice(at) }
}

const isOpening = (source: string, at: number): boolean =>
  source[at] === '{' && (source[at + 1] === '{' || source[at + 1] === '%')

function startOfMarkup(source: string, from: number): number {
  for (let at = source.indexOf('{', from); at !== -1; at = source.indexOf('{', at + 1))
    if (isOpening(source, at)) return at
  return source.length
}

const variable = /\{\{[^]*?\}\}?/y

function endOfMarkup(source: string, from: number): number {
  if (source[from + 1] === '%') {
    const end = source.indexOf('%}', from)
    return end === -1 ? source.length : end + 2
  }
  variable.lastIndex = from
  const match = variable.exec(source)
  return match === null ? source.length : variable.lastIndex
}
