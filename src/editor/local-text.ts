import type { Span } from '../kramdown/index.ts'

/** How much of a line's start belongs to the container, and how many blanks its tabs stand for beyond that. */
export interface Cut {
  readonly cut: number
  readonly pad: number
}

interface Line {
  /** Where the line starts in the local text. */
  readonly start: number
  /** Blanks at its start that do not stand in the body: what is left of a tab. */
  readonly pad: number
  /** Where the text behind those blanks stands in the body. */
  readonly body: number
}

/**
 * A block's text without the markers and the indentation of what it stands in, that still knows where in the body
 * each of its lines comes from. Offsets into the body and into the text are UTF-16 code units.
 */
export class LocalText {
  readonly text: string
  readonly body: string
  readonly #lines: readonly Line[]

  private constructor(text: string, body: string, lines: readonly Line[]) {
    this.text = text
    this.body = body
    this.#lines = lines
  }

  static of(body: string): LocalText {
    const lines = lineStarts(body).map((start) => ({ start, pad: 0, body: start }))
    return new LocalText(body, body, lines)
  }

  /** Where an offset into the body stands in the text; what lies in a marker counts as the start of its line's content. */
  at(offset: number): number {
    const index = lastWhere(this.#lines, ({ body }) => body <= offset)
    const line = this.#lines[index]
    if (line === undefined) return 0
    const end = this.#lines[index + 1]?.start ?? this.text.length
    return Math.min(line.start + line.pad + Math.max(0, offset - line.body), end)
  }

  slice([from, to]: Span): string {
    return this.text.slice(this.at(from), this.at(to))
  }

  /** The part between two of its own offsets, as a text of its own. */
  part(from: number, to: number): LocalText {
    const first = lastWhere(this.#lines, ({ start }) => start <= from)
    const last = lastWhere(this.#lines, ({ start }) => start <= to)
    const lines = this.#lines.slice(first, last + 1).map((line) => {
      const skipped = Math.max(0, from - line.start)
      return {
        start: line.start + skipped - from,
        pad: Math.max(0, line.pad - skipped),
        body: line.body + Math.max(0, skipped - line.pad),
      }
    })
    return new LocalText(this.text.slice(from, to), this.body, lines)
  }

  /** Takes a container's markers off the starts of the lines; `rule` says how much of each line they are. */
  without(rule: (line: string, index: number) => Cut): {
    content: LocalText
    prefixes: { prefix: string; pad: number }[]
  } {
    const prefixes: { prefix: string; pad: number }[] = []
    const lines: Line[] = []
    let text = ''
    this.#lines.forEach((line, index) => {
      const end = this.#lines[index + 1]?.start ?? this.text.length
      const whole = this.text.slice(line.start, end)
      const { cut, pad } = rule(whole.replace(/\n$/, ''), index)
      lines.push({
        start: text.length,
        pad: pad + Math.max(0, line.pad - cut),
        body: line.body + Math.max(0, cut - line.pad),
      })
      prefixes.push({ prefix: whole.slice(0, cut), pad })
      text += ' '.repeat(pad) + whole.slice(cut)
    })
    return { content: new LocalText(text, this.body, lines), prefixes }
  }
}

/** The last line of which something holds that holds of all before it; the first where it holds of none. */
function lastWhere(lines: readonly Line[], holds: (line: Line) => boolean): number {
  let [low, high] = [0, lines.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const line = lines[middle]
    if (line !== undefined && holds(line)) low = middle
    else high = middle - 1
  }
  return low
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
