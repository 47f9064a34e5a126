import type { Element } from '../kramdown/index.ts'

/** How a post is written: what is new in it follows. */
export interface Style {
  /** `- `, `* ` or `+ `, with as many blanks as the post puts there. */
  readonly bullet: string
  /** True: items count up; false: all are `1.`. */
  readonly numbered: boolean
  readonly numberGap: string
  readonly emphasis: '*' | '_'
  readonly strong: '*' | '_'
  /** True: first and second level headings are underlined. */
  readonly setext: boolean
  readonly fence: string
  readonly rule: string
  /** What stands at the end of a line that is broken hard. */
  readonly hardBreak: string
  /** The column at which paragraphs are wrapped; undefined: they are not. */
  readonly wrap: number | undefined
  /** Which links keep their references: all, none, or all but those to definitions of these names, which are gone. */
  readonly references: 'kept' | 'inline' | ReadonlySet<string>
  /** Which characters of a text are escaped: those that seem to need it, or all that can be. */
  readonly escape: 'light' | 'full'
  /** How the blocks of tight items stand: close to their text; apart from it; apart, and code marked by its indentation. */
  readonly items: 'close' | 'apart' | 'indented'
  /**
   * How code that holds parts of Liquid is marked: between backticks, where these parts mean what they say, or by tags;
   * so is a line's end then, behind which a tag of Liquid would be a block.
   */
  readonly code: 'ticks' | 'tags'
  /** What stands before a tag at a line's start: nothing, or a sign without width, without which the tag would be a block. */
  readonly starts: 'bare' | 'signed'
}

export const defaultStyle: Style = {
  bullet: '- ',
  numbered: true,
  numberGap: ' ',
  emphasis: '_',
  strong: '*',
  setext: false,
  fence: '```',
  rule: '---',
  hardBreak: '\\\\',
  wrap: undefined,
  escape: 'light',
  references: 'kept',
  items: 'close',
  code: 'ticks',
  starts: 'bare',
}

type Habit = Exclude<keyof Style, 'escape' | 'references' | 'items' | 'code' | 'starts'>

/** Counts the spellings of a post's constructs. */
class Habits {
  readonly #counts = new Map<Habit, Map<unknown, number>>()

  add(habit: Habit, spelling: unknown): void {
    const counts = this.#counts.get(habit) ?? new Map<unknown, number>()
    counts.set(spelling, (counts.get(spelling) ?? 0) + 1)
    this.#counts.set(habit, counts)
  }

  /** The most common spelling of each; the earliest of equals. */
  get style(): Style {
    const learnt = [...this.#counts].map(([habit, counts]) => {
      const [best] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))
      return [habit, best]
    })
    return { ...defaultStyle, ...(Object.fromEntries(learnt) as Partial<Style>) }
  }
}

/** Learns from a post's tree how its author writes. `source` is what the tree's spans point into. */
export function learnStyle(root: Element, source: string): Style {
  const habits = new Habits()
  const visit = (element: Element): void => {
    learners[element.type]?.(element, source.slice(...element.span), habits)
    element.children.forEach(visit)
  }
  visit(root)
  const { style } = habits
  return { ...style, wrap: wrapOf(root, source) }
}

type Learn = (element: Element, text: string, habits: Habits) => void

const learners: Partial<Record<Element['type'], Learn>> = {
  li: (_element, text, habits) => {
    const [, sign = '', blanks = ''] = /^ {0,3}([-+*]|\d+\.)([ \t]*)/.exec(text) ?? []
    const gap = /^ {1,3}$/.test(blanks) ? blanks : ' '
    if (sign.length === 1) habits.add('bullet', sign + gap)
    else habits.add('numberGap', gap)
  },
  ol: (element, text, habits) => {
    if (element.children.length > 1) habits.add('numbered', !/^ {0,3}1\.[^]*\n\s*1\./.test(text))
  },
  em: (_element, text, habits) => learnSign('emphasis', text, habits),
  strong: (_element, text, habits) => learnSign('strong', text, habits),
  header: (element, _text, habits) => {
    if (element.type === 'header' && element.level < 3) habits.add('setext', element.setext)
  },
  codeblock: (_element, text, habits) => {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1]
    if (fence !== undefined) habits.add('fence', fence)
  },
  hr: (_element, text, habits) => habits.add('rule', text.trim()),
  br: (_element, text, habits) => habits.add('hardBreak', text.startsWith('\\') ? '\\\\' : '  '),
}

function learnSign(habit: Habit, text: string, habits: Habits): void {
  const sign = text[0]
  if (sign === '*' || sign === '_') habits.add(habit, sign)
}

/** Posts whose long paragraphs are mostly broken into lines of similar length are wrapped, at their longest line. */
function wrapOf(root: Element, source: string): number | undefined {
  const paragraphs = root.children
    .filter(({ type }) => type === 'p')
    .map(({ span }) =>
      source
        .slice(...span)
        .trimEnd()
        .split('\n'),
    )
  const long = paragraphs.filter((lines) => lines.join(' ').length > 120)
  const wrapped = long.filter(
    (lines) => lines.slice(0, -1).every(({ length }) => length > 40 && length <= 120) && lines.length > 1,
  )
  if (wrapped.length === 0 || wrapped.length < long.length * 0.7) return undefined
  return Math.max(...wrapped.flatMap((lines) => lines.map(({ length }) => length)))
}
