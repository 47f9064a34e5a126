/** How the line below a picture that says what it shows is written. */
export interface CaptionForm {
  /** What stands before its words and behind them: `<center><sup>` and `</sup></center>`, `*` and `*`. */
  readonly before: string
  readonly after: string
  /** What stands between the picture and it: nothing, a line end, an empty line. */
  readonly gap: '' | '\n' | '\n\n'
}

const tags = 'center|sup|sub|small|em|i|p|div|span|figcaption'
const inHtml = new RegExp(
  `^((?:<(?:${tags})(?:\\s[^<>]{0,80})?>){1,4})[^<>]{1,600}((?:</(?:${tags})>){1,4})$`,
)
const emphasized = /^([*_])(?![*_\s])[^*_]{1,400}\1$/

/** The form of the caption that stands behind a picture (`at`: where that ends); undefined where there is none. */
export function captionAfter(text: string, at: number): CaptionForm | undefined {
  const behind = text.slice(at, at + 1200)
  const [, blank = '', line = ''] = /^((?:\]\([^)\n]*\)(?:\{:[^}\n]*\})?)?\s*)([^\n]*)/.exec(behind) ?? []
  const ends = (blank.match(/\n/g) ?? []).length
  if (ends > 2) return undefined
  const gap = ends === 0 ? '' : ends === 1 ? '\n' : '\n\n'
  const [, before, after] = inHtml.exec(line.trim()) ?? []
  if (before !== undefined && after !== undefined) return { before, after, gap }
  const sign = emphasized.exec(line.trim())?.[1]
  return sign === undefined ? undefined : { before: sign, after: sign, gap }
}
