/** A line of dashes, taken apart: `|:---|---:|` or `:---+---:`. */
interface RuleLine {
  readonly start: string
  readonly parts: readonly string[]
  readonly bars: readonly string[]
  readonly end: string
}

const isBlank = (part: string | undefined): boolean => part?.trim() === ''

function ruleOf(line: string): RuleLine {
  const pieces = line.split(/([|+])/)
  const parts = pieces.filter((_, index) => index % 2 === 0)
  const bars = pieces.filter((_, index) => index % 2 === 1)
  let [start, end] = ['', '']
  if (parts.length > 1 && isBlank(parts[0])) start = (parts.shift() ?? '') + (bars.shift() ?? '')
  if (parts.length > 1 && isBlank(parts.at(-1))) end = (bars.pop() ?? '') + (parts.pop() ?? '')
  return { start, parts, bars, end }
}

const written = ({ start, parts, bars, end }: RuleLine): string =>
  start +
  parts.map((part, index) => (index === 0 ? '' : (bars[index - 1] ?? bars[0] ?? '|')) + part).join('') +
  end

/** The line with the columns in `columns`, old ones by their place; one that does not show `count` columns stays. */
export function withColumns(line: string, count: number, columns: readonly (number | undefined)[]): string {
  const rule = ruleOf(line)
  const unchanged = columns.length === count && columns.every((from, at) => from === at)
  if (unchanged || rule.parts.length !== count) return line
  const model = rule.parts.at(-1) ?? '---'
  const parts = columns.map((from) => (from === undefined ? plain(model) : (rule.parts[from] ?? '---')))
  const text = written({ ...rule, parts })
  return /[|+]/.test(text) ? text : `|${text}`
}

/** Dashes without a sign of alignment, in the blanks of others. */
const plain = (part: string): string => part.replace(/:/g, '-')

/** The line with the columns aligned so, where it is one that can say it. */
export function withAlignments(line: string, alignments: readonly unknown[]): string {
  const rule = ruleOf(line)
  if (rule.parts.length !== alignments.length || line.includes('=')) return line
  const parts = rule.parts.map((part, index) => aligned(part, alignments[index]))
  return written({ ...rule, parts })
}

const signs: Record<string, readonly [string, string]> = {
  left: [':', ''],
  center: [':', ':'],
  right: ['', ':'],
}

const alignmentOf = (dashes: string): string | null => {
  if (dashes.startsWith(':')) return dashes.length > 1 && dashes.endsWith(':') ? 'center' : 'left'
  return dashes.endsWith(':') ? 'right' : null
}

/** The dashes keep their length where at least one is left. */
function aligned(part: string, alignment: unknown): string {
  const [, before = '', dashes = '', after = ''] = /^(\s*)(\S*)(\s*)$/.exec(part) ?? []
  if (!/^:?-+:?$/.test(dashes) || alignmentOf(dashes) === alignment) return part
  const [left, right] = signs[String(alignment)] ?? ['', '']
  const width = Math.max(1, dashes.length - left.length - right.length)
  return before + left + '-'.repeat(width) + right + after
}
