import { Slice, type Node } from '@tiptap/pm/model'
import { asTyped } from '../constructs/raw-code.ts'
import { parseBody } from '../document.ts'
import { schema } from '../schema.ts'

/** Text as lines: what breaks a line or a page in a word processor breaks a line; no other control character is text. */
export const withoutControls = (text: string): string =>
  text.replace(/[\v\f]/g, '\n').replace(/[^\P{Cc}\t\n\r]/gu, '')

/**
 * Plain text as what its author meant: a table where tabs divide its lines, what Markdown says where it says more than
 * paragraphs, else undefined.
 */
export function meantBy(text: string): Slice | undefined {
  const source = text.replace(/\r\n?/g, '\n').trim()
  const table = tableOf(source)
  if (table) return Slice.maxOpen(schema.node('doc', null, [table]).content)
  const { doc } = parseBody(source)
  return doc.children.some(saysMore) ? Slice.maxOpen(doc.content) : undefined
}

/** A paragraph a line, whatever stands in it. */
export function plainText(text: string): Slice {
  const lines = text.split(/(?:\r\n?|\n)+/).filter((line) => line.trim() !== '')
  const blocks = lines.map((line) => schema.node('paragraph', null, [schema.text(line)]))
  return Slice.maxOpen(
    schema.node('doc', null, blocks.length > 0 ? blocks : [schema.node('paragraph')]).content,
  )
}

/** What people write without thinking of Markdown (`2024. A year`, a blank at a line's start, `a | b`) is no sign of it. */
function saysMore(block: Node): boolean {
  const { type, attrs, childCount } = block
  if (type.name === 'heading' || type.name === 'blockquote' || type.name === 'embed') return true
  if (type.name === 'codeBlock') return attrs.fenced !== false
  if (type.name === 'bulletList' || type.name === 'orderedList') return childCount > 1
  if (type.name === 'table') return childCount > 1
  return type.name === 'paragraph' && block.children.some(isMarked)
}

const isMarked = ({ type, marks }: Node): boolean =>
  type.name === 'image' || marks.some((mark) => mark.type.name !== 'literal')

function tableOf(source: string): Node | undefined {
  const rows = source.split('\n').map((line) => line.split('\t'))
  const width = rows[0]?.length ?? 0
  if (rows.length < 2 || width < 2 || rows.some(({ length }) => length !== width)) return undefined
  const cell = (text: string): Node =>
    schema.node('tableCell', null, text.trim() === '' ? [] : [schema.text(text.trim())])
  return schema.node(
    'table',
    null,
    rows.map((cells) => schema.node('tableRow', null, cells.map(cell))),
  )
}

/** What was copied from an editor for programs: a block of code, or words where it is part of a line; Markdown as what it says. */
export function programText(text: string, html: string, program: string): Slice | undefined {
  const language = /"mode":"([\w+#-]+)"/.exec(program)?.[1]
  const typed =
    /^(?:<[^>]*>|\s)*<(?:div|pre) style="[^"]*(?:monospace|Consolas|Menlo|Courier)[^"]*white-space: ?pre/i.test(
      html,
    )
  if (language === undefined && !typed) return undefined
  const source = text.replace(/\r\n?/g, '\n').replace(/^\n+|\s+$/g, '')
  if (language === 'markdown' || language === 'plaintext') return meantBy(source) ?? plainText(source)
  if (source === '' || !source.includes('\n')) return plainText(source)
  const block = schema.node('codeBlock', { language: language ?? null, ...asTyped(source) }, [
    schema.text(source),
  ])
  return new Slice(schema.node('doc', null, [block]).content, 0, 0)
}
