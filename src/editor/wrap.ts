/** Breaks a paragraph's lines at blanks so that they reach a column at most where that is possible. */
export function wrapLines(text: string, column: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, column))
    .join('\n')
}

function wrapLine(line: string, column: number): string {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    if (current !== '' && current.length + 1 + word.length > column) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current].join('\n')
}
