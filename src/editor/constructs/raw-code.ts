import type { Node } from '@tiptap/pm/model'
import { parse } from '../../kramdown/index.ts'
import type { BlockReading, ReadResult } from '../construct.ts'
import { kept, stringOf } from './attribute-list.ts'

/*
 * Code whose tags show as they are written: Liquid's `raw` around a code block, or within one.
 *
 *   {% raw %}                      ```liquid
 *   ```liquid                      {% raw %}
 *   {{ page.title }}               {{ page.title }}
 *   ```                            {% endraw %}
 *   {% endraw %}                   ```
 */

export interface Raw {
  /** The tag and the line ends behind it. */
  readonly raw: string
  /** The line ends before the end tag, and the tag. */
  readonly rawEnd: string
  /** The tags stand between the signs of the code. */
  readonly rawWithin: boolean
}

/** What a code block keeps of the tags around it; `raw` is null where there are none. */
export const rawAttributes = {
  raw: { ...kept(), keepOnSplit: true },
  rawEnd: { ...kept('\n{% endraw %}'), keepOnSplit: true },
  rawWithin: { ...kept(false), keepOnSplit: true },
}

/** The attributes of code without the tags. */
export const notRaw = { raw: null, rawEnd: '\n{% endraw %}', rawWithin: false }

/** The tags of code for which the author asks for them. */
export function newRaw({ attrs }: Node): Raw {
  return { ...notRaw, raw: '{% raw %}\n', rawWithin: stringOf(attrs.highlight) !== null }
}

/**
 * How code of somebody else is written, so that it shows as typed: with the tags where it holds any, as HTML where these
 * could end too early or where only parts of tags stand there.
 */
export function asTyped(text: string): Record<string, string> {
  if (!/\{[{%]/.test(text)) return {}
  const rest = text.replace(/\{\{[^]*?\}\}|\{%[^]*?%\}/g, '')
  return text.includes('endraw') || /\{[{%]/.test(rest) ? { html: '<pre><code>' } : { raw: '{% raw %}\n' }
}

export function rawOf({ attrs }: Node): Raw | undefined {
  const raw = stringOf(attrs.raw)
  return raw === null ? undefined : { raw, rawEnd: String(attrs.rawEnd), rawWithin: attrs.rawWithin === true }
}

const tags = /^(\{%-?\s*raw\s*-?%\})([^]*?)(\{%-?\s*endraw(?:\s[^%]*)?-?%\})$/
const end = /\{%-?\s*endraw(?:\s[^%]*)?-?%\}/

/** A code block between the tags; undefined where there is something else too. */
export function readRawCode(source: string, { schema, ial }: BlockReading): ReadResult | undefined {
  const [, start = '', content, endTag = ''] = tags.exec(source) ?? []
  if (content === undefined || ial !== null) return undefined
  const [code, ...others] = parse(`${content}\n`).children.filter(
    ({ type }) => type !== 'blank' && type !== 'markup',
  )
  if (code?.type !== 'codeblock' || code.ial || others.length > 0) return undefined
  const raw = {
    raw: start + content.slice(0, code.span[0]),
    rawEnd: content.slice(Math.min(code.span[1], content.length)) + endTag,
  }
  const value = code.value.replace(/\n$/, '')
  const attributes = { language: code.info ?? null, fenced: code.fence !== undefined, ...raw }
  return { node: schema.node('codeBlock', attributes, value === '' ? [] : [schema.text(value)]) }
}

/** Code that stands between the tags as a whole, without them. A line's end beside a tag belongs to the tag. */
export function withinRaw(value: string): { readonly text: string; readonly raw: Raw } | undefined {
  const [, start = '', content, endTag = ''] = tags.exec(value) ?? []
  if (content === undefined || end.test(content)) return undefined
  const [, before = '', text = '', after = ''] = /^(\n?)([^]*?)(\n?)$/.exec(content) ?? []
  return { text, raw: { raw: start + before, rawEnd: after + endTag, rawWithin: true } }
}

/** What stands between the signs of the code: its text, and the tags where they stand there. */
export function codeText(node: Node): string {
  const raw = rawOf(node)
  return raw?.rawWithin === true ? raw.raw + node.textContent + raw.rawEnd : node.textContent
}

/** What is written of a code block with the tags around it. */
export function printRaw(node: Node, code: string): string {
  const raw = rawOf(node)
  return raw === undefined || raw.rawWithin ? code : raw.raw + code + raw.rawEnd
}

/** Code as it is read back: tags that it holds as a whole are its own, and it cannot hold their end itself. */
export function normalRaw(node: Node): Node {
  const given = rawOf(node)
  const text = node.textContent
  if (given && !given.rawWithin) return end.test(text) ? withRaw(node, notRaw, text) : node
  const values = given ? spacings(given).map(({ raw, rawEnd }) => raw + text + rawEnd) : [text]
  const read = values.map(withinRaw).filter((one) => one !== undefined)
  const found = read.find((one) => one.text === text) ?? read[0]
  if (found) return withRaw(node, found.raw, found.text)
  return given ? withRaw(node, notRaw, codeText(node)) : node
}

/** Line ends at the edges of the code would be taken for those of the tags. */
const spacings = (raw: Raw): readonly Raw[] => [
  raw,
  { ...raw, raw: `${raw.raw}\n` },
  { ...raw, rawEnd: `\n${raw.rawEnd}` },
  { ...raw, raw: `${raw.raw}\n`, rawEnd: `\n${raw.rawEnd}` },
]

function withRaw(node: Node, raw: Raw | typeof notRaw, text: string): Node {
  const attrs: Record<string, unknown> = { ...node.attrs, ...raw }
  const same = Object.keys(raw).every((name) => node.attrs[name] === attrs[name])
  if (same && text === node.textContent) return node
  return node.type.create(attrs, text === '' ? [] : [node.type.schema.text(text)], node.marks)
}
