import type { Node } from '../editor/index.ts'

/** Where the islands of one construct stand, over all files. */
interface Tally {
  blocks: number
  spans: number
  readonly files: Set<string>
}

/** Counts what the editor shows as islands (source to be edited in place) because it has no construct for it yet. */
export class IslandCount {
  #blocks = 0
  readonly #kinds = new Map<string, Tally>()

  /** Counts the blocks of a document that hold text or nothing, not those around them. */
  add(path: string, doc: Node): void {
    doc.descendants((node) => {
      if (node.isTextblock || (node.isBlock && node.isLeaf)) this.#blocks += 1
      if (node.type.name.toLowerCase().endsWith('island')) this.#count(path, node)
    })
  }

  #count(path: string, node: Node): void {
    const kind = String(node.attrs.kind)
    const tally = this.#kinds.get(kind) ?? { blocks: 0, spans: 0, files: new Set<string>() }
    if (node.isBlock) tally.blocks += 1
    else tally.spans += 1
    tally.files.add(path)
    this.#kinds.set(kind, tally)
  }

  /** A table with one line per construct, the most frequent first, and a line with the sums. */
  table(): readonly string[] {
    const rows = [...this.#kinds].sort(([, a], [, b]) => b.blocks - a.blocks || b.spans - a.spans)
    const total = rows.reduce((sum, [, { blocks }]) => sum + blocks, 0)
    const share = this.#blocks === 0 ? 0 : (100 * total) / this.#blocks
    return [
      line('island', 'blocks', 'in text', 'files'),
      ...rows.map(([kind, { blocks, spans, files }]) => line(kind, blocks, spans, files.size)),
      `${total} of ${this.#blocks} blocks are islands (${share.toFixed(1)} %)`,
    ]
  }
}

function line(kind: string, ...columns: readonly (string | number)[]): string {
  return [kind.padEnd(16), ...columns.map((column) => String(column).padStart(8))].join(' ')
}
