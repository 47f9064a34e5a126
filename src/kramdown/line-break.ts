import type { Draft, DraftOf } from './draft.ts'
import { draft, isAbsent, partOf } from './draft.ts'
import type { Parsing } from './parsing.ts'
import type { SpanConstruct } from './spans.ts'

/** Two spaces or two backslashes at the end of a line break it. */
export const lineBreak: SpanConstruct = {
  first: ' \\',
  parse(spans) {
    const { text, at } = spans
    const sign = text.startsWith('  \n', at) || text.startsWith('\\\\\n', at)
    return sign && spans.take('br', at + 2, {})
  },
}

type Text = DraftOf<'text'>

/** Parts a text at every mark: `\` and a newline, or a newline alone. The newline begins the text behind the break. */
function partText(text: Text, mark: string, isLast: boolean): Draft[] {
  const { value, span } = text
  const parts: Draft[] = []
  const place = (offset: number): number => Math.min(span[0] + offset, span[1])
  let done = 0
  for (let at = value.indexOf(mark); at >= 0; at = value.indexOf(mark, at + mark.length)) {
    if (at > done) parts.push(partOf(text, done, at))
    const newline = at + mark.length - 1
    const omitted = isLast && newline + 1 === value.length
    if (!omitted) parts.push(draft('br', [place(at), place(newline)], {}))
    done = newline
  }
  if (done < value.length) parts.push(partOf(text, done, value.length))
  return parts
}

/** A backslash whose newline is in the next text (there is a gap of the source between) breaks the line too. */
function joinBackslash(children: Draft[], last: Draft | undefined): void {
  children.forEach((child, index) => {
    const next = children[index + 1]
    if (child.type !== 'text' || next?.type !== 'text') return
    if (!child.value.endsWith('\\') || !next.value.startsWith('\n')) return
    const [from, to] = child.span
    children[index] = { ...child, span: [from, to - 1], value: child.value.slice(0, -1) }
    if (next === last && next.value === '\n') return
    children.splice(index + 1, 0, draft('br', [to - 1, to], {}))
  })
}

const UNBROKEN = new Set(['html_element', 'footnote_definition', 'del', 'codeblock', 'codespan', 'math'])
const BLOCKS = new Set(['p', 'header', 'td', 'dt', 'dd', 'li'])

/**
 * GFM: a backslash at the end of a line breaks it, or with the option `hard_wrap` every newline does. Text in HTML,
 * in footnotes and struck text is left alone, and so is the end of a block.
 */
export function breakLines(root: Draft, { settings, source }: Parsing): void {
  const mark = settings.hardWrap ? '\n' : '\\\n'
  if (!settings.hardWrap && !source.includes('\\')) return
  const visit = (element: Draft, isLast: boolean): void => {
    if (UNBROKEN.has(element.type)) return
    // Bare text is its parent's own text for kramdown.
    const ends = element.type === 'bare_text' ? isLast : BLOCKS.has(element.type)
    const last = ends ? element.children.findLast((child) => !isAbsent(child)) : undefined
    if (!settings.hardWrap) joinBackslash(element.children, last)
    element.children = element.children.flatMap((child) => {
      if (child.type === 'text')
        return child.value.includes(mark) ? partText(child, mark, child === last) : [child]
      visit(child, child === last)
      return [child]
    })
  }
  visit(root, false)
}
