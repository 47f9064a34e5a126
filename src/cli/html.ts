import { parsePost } from '../jekyll/index.ts'
import { toHtml } from '../kramdown/index.ts'
import { readText } from './file-text.ts'
import { convertFolder } from './folders.ts'
import type { Terminal } from './terminal.ts'

/** `galley html IN OUT`: the HTML that kramdown makes of every body (as Jekyll sets it up, Liquid left as text), in UTF-8. */
export function html(args: readonly string[], terminal: Terminal): Promise<number> {
  const make = (path: string, bytes: Uint8Array) => ({
    path: path.replace(/\.[^./]+$/, '.html'),
    bytes: Buffer.from(toHtml(parsePost(path, readText(bytes).text).body), 'utf8'),
  })
  return convertFolder('html', args, terminal, make, () => [])
}
