/**
 * The ways to keep lines that all hold bars from being a table, with as few signs as can be: the bars of one line
 * escaped, of that with the fewest first; a line broken at the blank before its bars, which an address may hold; and at
 * last those of every line escaped.
 * Source: kramdown's syntax, “Tables”: every line of a table holds a bar that is not escaped.
 */
export function withoutTable(text: string): string[] {
  const lines = text.split('\n')
  const counts = lines.map((line) => [...line.matchAll(bar)].length)
  if (counts.some((count) => count === 0)) return []
  const least = counts.indexOf(Math.min(...counts))
  const one = lines.map((line, at) => (at === least ? escaped(line) : line)).join('\n')
  const broken = text.replace(lastBlank, '$1\n')
  const ways = [one, ...(broken === text ? [] : [broken])]
  return lines.length === 1 ? ways : [...ways, lines.map(escaped).join('\n')]
}

/** The last blank between words before a line's first bar. */
const lastBlank = /(?<![^\n])([^|\n]*[^|\s]) (?=[^\s|]*\|)/

/** A bar at a line's beginning or behind anything but a backslash. */
const bar = /(?<!\\)\|/g

const escaped = (line: string): string => line.replace(bar, '\\|')
