/** A file cut where Jekyll cuts it; joined again it is the file. */
export interface Cut {
  /** A byte-order mark, if any, and the line with the opening `---`. */
  readonly before: string
  /** The YAML between the lines. */
  readonly yaml: string
  /** The closing line, and the empty lines after it, which Jekyll swallows. */
  readonly after: string
  readonly body: string
}

const space = /[ \t\r\n\f\v]*/y

function endOfSpace(text: string, from: number): number {
  space.lastIndex = from
  space.test(text)
  return space.lastIndex
}

/**
 * Cuts off the front matter by Jekyll's rule (`YAML_FRONT_MATTER_REGEXP` of Jekyll 4, in linear time): the file starts with a line
 * of `---`; the first later line of `---` or `...` ends it; blanks may follow both. Anything else has none and is all body.
 */
export function cutHead(file: string): Cut {
  const mark = file.startsWith('\ufeff') ? 1 : 0
  const none = { before: file.slice(0, mark), yaml: '', after: '', body: file.slice(mark) }
  if (!file.startsWith('---', mark)) return none
  const content = file.lastIndexOf('\n', endOfSpace(file, mark + 3) - 1) + 1
  if (content < mark + 4) return none
  const yamlStart = file.indexOf('\n', mark) + 1
  for (let line = content; ; line = file.indexOf('\n', line) + 1) {
    const end = endOfClosing(file, line)
    if (end !== undefined)
      return {
        before: file.slice(0, yamlStart),
        yaml: file.slice(yamlStart, line),
        after: file.slice(line, end),
        body: file.slice(end),
      }
    if (!file.includes('\n', line)) return none
  }
}

/** Where the closing line that starts here ends, with the blank lines after it; undefined if it is none. */
function endOfClosing(file: string, line: number): number | undefined {
  if (!file.startsWith('---', line) && !file.startsWith('...', line)) return undefined
  const end = endOfSpace(file, line + 3)
  if (end === file.length) return end
  const lastBreak = file.lastIndexOf('\n', end - 1)
  return lastBreak >= line + 3 ? lastBreak + 1 : undefined
}

/** Whether a file looks as if its author wanted a front matter but never closed it. */
export const isUnclosed = (body: string): boolean => /^---[ \t\r]*\n[ \t\r\n]*[\w-]+[ \t]*:/.test(body)
