import { parseBody, serializeBody } from '../editor/index.ts'
import { parsePost, serializePost, withBody } from '../jekyll/index.ts'
import { readText } from './file-text.ts'
import { convertFolder } from './folders.ts'
import type { Made } from './folders.ts'
import { IslandCount } from './islands.ts'
import type { Terminal } from './terminal.ts'

/**
 * `galley roundtrip IN OUT`: opens every Markdown file below IN as the editor does, saves it unedited below OUT, and says
 * how many came out byte for byte as they were, and what the editor had to show as islands.
 */
export function roundtrip(args: readonly string[], terminal: Terminal): Promise<number> {
  const islands = new IslandCount()
  let singleBytes = 0
  const make = (path: string, bytes: Uint8Array): Made => {
    const { text, isUtf8, encode } = readText(bytes)
    if (!isUtf8) singleBytes += 1
    const saved = encode(saveUnedited(path, text, islands))
    if (Buffer.compare(saved, bytes) === 0) return { path, bytes: saved }
    return { path, bytes: saved, problem: `It differs from byte ${firstDifference(saved, bytes)} on.` }
  }
  return convertFolder('roundtrip', args, terminal, make, (identical) => [
    ...islands.table(),
    ...(singleBytes === 0 ? [] : [`Not UTF-8, read one character per byte: ${singleBytes}`]),
    `Identical: ${identical}`,
  ])
}

function saveUnedited(path: string, text: string, islands: IslandCount): string {
  const post = parsePost(path, text)
  const { doc, origin } = parseBody(post.body)
  islands.add(path, doc)
  return serializePost(withBody(post, serializeBody(doc, origin)))
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index])
  return at === -1 ? a.length : at
}
