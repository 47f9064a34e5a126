/**
 * A table of fields parted by one character, as Ruby's CSV reads it: quotes around a field are doubled in it, an empty field
 * without quotes is nothing, empty lines are left out.
 */
export function parseCsv(text: string, separator: string): (string | undefined)[][] {
  const rows: (string | undefined)[][] = []
  let row: (string | undefined)[] = []
  for (let at = 0; at < text.length;) {
    const { field, end } = text[at] === '"' ? quoted(text, at) : bare(text, at, separator)
    row.push(field)
    at = end
    if (text[at] === separator) {
      at += 1
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue
      row.push(undefined)
    }
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    if (row.length > 1 || row[0] !== undefined) rows.push(row)
    row = []
  }
  return rows
}

function quoted(text: string, from: number): { field: string; end: number } {
  let field = ''
  for (let at = from + 1; ;) {
    const end = text.indexOf('"', at)
    if (end === -1) return { field: field + text.slice(at), end: text.length }
    field += text.slice(at, end)
    if (text[end + 1] !== '"') return { field, end: end + 1 }
    field += '"'
    at = end + 2
  }
}

function bare(text: string, from: number, separator: string): { field: string | undefined; end: number } {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { field: end === from ? undefined : text.slice(from, end), end }
}
