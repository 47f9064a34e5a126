import type { Node } from '@tiptap/pm/model'
import { schema } from '../../src/editor/schema.ts'

type Child = Node | Node[] | string

const inline = (children: readonly Child[]): Node[] =>
  children.flatMap((child) => (typeof child === 'string' ? [schema.text(child)] : child))

const nodes = (children: readonly Child[]): Node[] =>
  children.flatMap((child) => (typeof child === 'string' ? [p(child)] : child))

/** Adds a mark to texts and inline nodes. */
const marked =
  (name: string, attributes?: Record<string, unknown>) =>
  (...children: Child[]): Node[] =>
    inline(children).map((node) => node.mark(schema.mark(name, attributes).addToSet(node.marks)))

export const strong = marked('bold')
export const em = marked('italic')
export const del = marked('strike')
export const code = marked('code')
export const a = (href: string, ...children: Child[]): Node[] => marked('link', { href })(...children)
export const br = (): Node => schema.node('hardBreak')
export const img = (src: string, alt: string, ial: string | null = null): Node =>
  schema.node('image', { src, alt, ial })

export const doc = (...children: Child[]): Node => schema.node('doc', null, nodes(children))
export const p = (...children: Child[]): Node => schema.node('paragraph', null, inline(children))
export const h = (level: number, ...children: Child[]): Node =>
  schema.node('heading', { level }, inline(children))
export const quote = (...children: Child[]): Node => schema.node('blockquote', null, nodes(children))
export const pre = (text: string, attributes: Record<string, unknown> = {}): Node =>
  schema.node('codeBlock', attributes, text === '' ? [] : [schema.text(text)])
export const ul = (...items: Node[]): Node => schema.node('bulletList', null, items)
export const ol = (...items: Node[]): Node => schema.node('orderedList', null, items)
export const li = (...children: Child[]): Node => schema.node('listItem', null, nodes(children))
export const loose = (...children: Child[]): Node => schema.node('listItem', { loose: true }, nodes(children))
export const hr = (): Node => schema.node('rule')
export const td = (...children: Child[]): Node => schema.node('tableCell', null, inline(children))
export const th = (...children: Child[]): Node => schema.node('tableCell', { header: true }, inline(children))
export const tr = (...cells: Node[]): Node => schema.node('tableRow', null, cells)
export const table = (...rows: Node[]): Node => schema.node('table', null, rows)
export const island = (kind: string, source: string): Node => schema.node('island', { kind, source })
export const tag = (source: string, ial: string | null = null): Node => schema.node('tag', { source, ial })
export const inlineTag = (source: string): Node => schema.node('inlineTag', { source })
export const output = (source: string): Node => schema.node('output', { source })
export const excerpt = (source = '<!--more-->'): Node => schema.node('excerpt', { source })
export const contents = (source: string): Node => schema.node('contents', { source })
export const math = (tex: string): Node => schema.node('math', { tex })
export const inlineMath = (tex: string): Node => schema.node('inlineMath', { tex })
export const ref = (name: string): Node => schema.node('footnoteReference', { name })
export const note = (name: string, ...children: Child[]): Node =>
  schema.node('footnote', { name }, nodes(children))
export const dl = (...entries: Node[]): Node => schema.node('definitionList', null, entries)
export const dt = (...children: Child[]): Node => schema.node('definitionTerm', null, inline(children))
export const dd = (...children: Child[]): Node => schema.node('definition', null, nodes(children))
export const looseDd = (...children: Child[]): Node =>
  schema.node('definition', { loose: true }, nodes(children))
export const address = (id: string, href: string, title: string | null = null): Node =>
  schema.node('linkDefinition', { id, href, title })
export const abbr = (abbreviation: string, title: string): Node =>
  schema.node('abbreviation', { abbreviation, title })
export const styles = (name: string, list: string): Node => schema.node('styleDefinition', { name, list })
