/**
 * Random documents: mixes of all constructs, well formed and not, nested in each other. The same seed gives the same
 * document on every machine.
 */

class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  next(): number {
    this.state = (Math.imul(this.state, 1103515245) + 12345) & 0x7fffffff
    return this.state / 0x80000000
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  pick<T>(items: readonly T[], fallback: T): T {
    return items[this.below(items.length)] ?? fallback
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }
}

const words = (text: string): string[] => text.split(' ')

const WORDS = [
  ...words(
    "a b foo bar x1 é 日本 HTML the it's \"q\" don't '80s A.B 1 2. end. c_d e-f -> a--b --- ... << >> &amp; &foo;",
  ),
  ...words(
    '&#65; AT&T < > 5<6 $$x$$ $ \\ \\* \\\\ \\| | ~ ~~ ` `` * ** *** _ __ ! [ ] ( ) { } # : ; " \' “ @ / ^ = + -',
  ),
  ...[' << x >>', '  ', '\t'],
]
const DESTINATIONS = ['u', '/a b', 'http://x.y/z_(a)', '<u v>', '', 'u "t"', "u 't'", 'a(b)c']
const TAGS = words('b span i u a code kbd sub em small')
const BLOCK_TAGS = words('div p pre table section script ul td h2 details custom')
const LISTS = ['* ', '- ', '+ ', '1. ', '10. ', '-   ', '*\t']
const LINES = [
  ...[
    '{:.a}',
    '{:#i .b}',
    '{:ref}',
    '{:ref: .z}',
    '{: k="v" .q}',
    '{:toc}',
    '{:.a}{:.b}',
    '^',
    '---',
    '***',
    '* * *',
    '___',
  ],
  ...[
    '[r]: u',
    '[r]: /x y',
    '[r]: <z>',
    '[r]: u "t"',
    'u\n  "t"',
    '*[HTML]: Hyper Text',
    '*[HTML]:',
    '<!-- c\n\nd -->',
  ],
  ...[
    '{::comment}\nc\n{:/}',
    '{::nomarkdown}\n<b>x</b>\n{:/}',
    '{::options auto_ids="false" /}',
    '$$\nx\n$$',
  ],
  ...['{::options parse_block_html="true" /}'],
]
const ROWS = ['|---|:-:|', '--|--:', '|===|', '| a | `b | c` | \\| |', 'a | <code>x|y</code>']

class Writer {
  private readonly random: Random
  private depth = 0
  private nesting = 0

  constructor(random: Random) {
    this.random = random
  }

  private pick(items: readonly string[]): string {
    return this.random.pick(items, '')
  }

  private times(limit: number, write: () => string): string {
    return Array.from({ length: 1 + this.random.below(limit) }, write).join('')
  }

  inline(): string {
    this.depth += 1
    const text = this.times(3, () => {
      const part = this.depth < 4 && this.random.chance(0.35) ? this.span() : this.pick(WORDS)
      return part + (this.random.chance(0.6) ? ' ' : '')
    })
    this.depth -= 1
    return text
  }

  private span(): string {
    const tag = this.pick(TAGS)
    const word = this.pick(WORDS)
    const forms: (() => string)[] = [
      () => `*${this.inline()}*`,
      () => `**${this.inline()}**`,
      () => `_${this.inline()}_`,
      () => `__${this.inline()}__`,
      () => `\`${this.inline()}\``,
      () => `\`\` ${this.inline()} \`\``,
      () => `[${this.inline()}](${this.pick(DESTINATIONS)})`,
      () => `![${this.inline()}](${this.pick(['i.png', 'i.png "t"'])})`,
      () => `[${this.inline()}][${this.pick(['r', 'R', 's', ''])}]`,
      () =>
        this.pick([
          '[r]',
          '[^1]',
          '[^n]',
          '<br>',
          '<br />',
          '<!-- c -->',
          '<http://a.b/c>',
          '<a@b.com>',
          '{:.c}',
        ]),
      () =>
        `<${tag}${this.pick(['', ' class="x"', ' id=y', ' markdown="1"'])}>${this.inline()}</${this.random.chance(0.8) ? tag : 'b'}>`,
      () => `~~${this.inline()}~~`,
      () => `*${word}*{:.c #i k="v"}`,
      () => `{::comment}${word}{:/}`,
      () => `{::nomarkdown}<i>${word}</i>{:/}`,
      () => this.pick(['  \n', '\\\n', '\\\\\n', '\n', '\n']),
      () => `"${this.inline()}"`,
      () => `'${this.inline()}'`,
    ]
    return this.random.pick(forms, () => '')()
  }

  private line(): string {
    return this.inline().replaceAll('\n', ' ')
  }

  private paragraph(): string {
    const text = this.times(4, () => this.inline() + this.pick(['\n', '\n', '\n', '  \n', ' ']))
    return text.replace(/\s*$/, '\n')
  }

  /** Puts prefixes before lines; some stay away, so that lazy lines come about. */
  private prefixed(text: string, prefix: string, first = prefix): string {
    const lines = text.split('\n')
    const write = (line: string, index: number): string => {
      if (line === '') return index === lines.length - 1 ? '' : this.pick(['', ' '])
      if (index === 0) return first + line
      return (this.random.chance(0.12) ? '' : prefix) + line
    }
    return lines.map(write).join('\n')
  }

  private body(): string {
    return this.nesting < 3 && this.random.chance(0.3) ? this.blocks() : this.paragraph()
  }

  private list(): string {
    const mark = this.pick(LISTS)
    return this.times(3, () => {
      const start = this.pick(['', '', '', '', '{:.li} ', '[ ] ', '[x] '])
      const indent = ' '.repeat(this.random.pick([mark.length, mark.length, mark.length, 4, 2], 2))
      return (
        this.prefixed(start + this.body(), indent, this.pick(['', '', '', ' ']) + mark) +
        this.pick(['', '', '\n'])
      )
    })
  }

  private definitions(): string {
    const list = this.times(2, () =>
      this.prefixed(this.body(), this.pick(['  ', '    ']), this.pick([': ', ':   '])),
    )
    return `${this.pick(WORDS)}\n${this.pick(['', '', '\n'])}${list}`
  }

  private table(): string {
    return this.times(4, () => {
      const cells = `${this.line()} | ${this.line()}`
      return `${this.pick([`| ${cells} |`, cells, this.pick(ROWS)])}\n`
    })
  }

  private html(): string {
    const tag = this.pick(BLOCK_TAGS)
    const attribute = this.pick([
      '',
      ' class="x"',
      ' markdown="1"',
      ' markdown="1"',
      ' markdown="span"',
      ' markdown="block"',
    ])
    const end = this.random.chance(0.9) ? `</${tag}>` : ''
    return `<${tag}${attribute}>${this.pick(['', '\n', '\n\n'])}${this.body()}${this.pick(['', '\n'])}${end}${this.pick(['\n', '\n', ' x\n'])}`
  }

  private block(): string {
    const fence = this.pick(['```', '~~~', '````'])
    const forms: (() => string)[] = [
      () => this.paragraph(),
      () => this.paragraph(),
      () =>
        '#'.repeat(1 + this.random.below(4)) +
        this.pick([' ', ' ', '  ', '']) +
        this.line() +
        this.pick(['\n', ' #\n', ' {#id}\n', '##\n']),
      () => `${this.line()}\n${this.pick(['===', '---', '-', '= '])}\n`,
      () => this.prefixed(this.blocks(), this.pick(['> ', '>', '  > '])),
      () => this.list(),
      () => this.list(),
      () => this.prefixed(this.paragraph(), '    '),
      () =>
        `${fence}${this.pick(['', 'ruby', ' js', 'a b'])}\n${this.paragraph()}${this.random.chance(0.8) ? fence : '```'}\n`,
      () => this.table(),
      () => this.html(),
      () => `${this.pick(LINES)}\n`,
      () => `${this.pick(LINES)}\n`,
      () =>
        `[^${this.pick(['1', 'n'])}]: ${this.paragraph()}${this.pick(['', `\n${this.prefixed(this.paragraph(), '    ')}`])}`,
      () => this.definitions(),
    ]
    return this.random.pick(forms, () => '')()
  }

  blocks(): string {
    this.nesting += 1
    const text =
      this.nesting > 4
        ? this.paragraph()
        : this.times(3, () => this.block() + this.pick(['\n', '\n', '', '\n\n']))
    this.nesting -= 1
    return text
  }
}

/** The document of a seed. */
export const randomDocument = (seed: number): string => new Writer(new Random(seed * 7919 + 1)).blocks()
