import { contentModel, entityCode } from '../kramdown/index.ts'

/** Tags as they are written: their attributes are read and changed without touching the rest. */

const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/dgy
const start = /^<[^\s/>"']+(?:"[^"]*"|'[^']*'|[^"'>])*>/

/** A text with signs of no meaning in place of its Liquid, which may have quotes and brackets of its own. */
function masked(text: string): string {
  let [result, at] = ['', 0]
  const unclosed = new Set<string>()
  for (const { 0: open, index } of text.matchAll(/\{[{%]/g)) {
    if (index < at || unclosed.has(open)) continue
    const close = text.indexOf(open === '{{' ? '}}' : '%}', index + 2)
    if (close === -1) unclosed.add(open)
    else {
      result += text.slice(at, index) + 'x'.repeat(close + 2 - index)
      at = close + 2
    }
  }
  return result + text.slice(at)
}

/** The name of a start tag, as it is spelled. */
export const tagName = (tag: string): string => /^<([^\s/>]+)/.exec(tag)?.[1] ?? ''

/** The end tag that belongs to a start tag; '' where there is none. */
export const endTagOf = (tag: string): string => (tag === '' ? '' : `</${tagName(tag)}>`)

/** The start tag with which a source begins; undefined where its quotes do not close. */
export function startTagOf(source: string): string | undefined {
  const plain = start.exec(source)?.[0]
  if (plain?.includes('{') !== true) return plain
  const length = start.exec(masked(source))?.[0].length
  return length === undefined ? undefined : source.slice(0, length)
}

const single = /^(?:area|base|br|col|command|embed|hr|img|input|keygen|link|meta|param|source|track|wbr)$/i

/** Whether a source begins with a tag that is not closed in it: kramdown closes it where the block ends. */
export function isUnclosed(source: string): boolean {
  const tag = startTagOf(source)
  if (tag === undefined || !/^<[A-Za-z]/.test(tag) || tag.endsWith('/>') || single.test(tagName(tag)))
    return false
  return !source.toLowerCase().includes(`</${tagName(tag).toLowerCase()}`)
}

/** Whether kramdown reads no Markdown between the tags. */
export function isRaw(tag: string): boolean {
  const asked = attributeOf(tag, 'markdown')
  return asked === '0' || (asked !== 'span' && asked !== 'block' && modelOf(tagName(tag)) === 'raw')
}

function modelOf(name: string) {
  const model = contentModel(name.toLowerCase())
  return model === 'raw' ? contentModel(name) : model
}

interface Written {
  readonly from: number
  readonly to: number
  readonly value: string
}

function find(tag: string, name: string): Written | undefined {
  const text = tag.includes('{') ? masked(tag) : tag
  let at = 1 + tagName(tag).length
  while (at < tag.length) {
    attribute.lastIndex = at
    const match = attribute.exec(text)
    if (!match) {
      at += 1
      continue
    }
    const [whole, key = ''] = match
    const [from, to] = match.indices?.slice(2).find((range) => range !== undefined) ?? [0, 0]
    if (key.toLowerCase() === name) return { from: at, to: at + whole.length, value: tag.slice(from, to) }
    at += whole.length
  }
  return undefined
}

/** The value of an attribute as a reader of the page gets it; undefined where the tag does not have it. */
export function attributeOf(tag: string, name: string): string | undefined {
  const found = find(tag, name)
  return found && decodeEntities(found.value)
}

/** The tag with another value for an attribute; the rest of it stays as it is written. `null` takes the attribute away. */
export function withAttribute(tag: string, name: string, value: string | null): string {
  const found = find(tag, name)
  if ((found && decodeEntities(found.value)) === (value ?? undefined)) return tag
  if (value === null) return found ? tag.slice(0, found.from).trimEnd() + tag.slice(found.to) : tag
  const escaped = escapeHtml(value).replace(/"/g, '&quot;')
  const plain = isAddress(name) ? escaped.replaceAll('&#123;', '{') : escaped
  const source = found ? tag.slice(found.from, found.to) : ''
  const isSingle = /^[^"']*'/.test(source) && !plain.includes("'")
  const written = isSingle ? `${name}='${plain}'` : `${name}="${plain}"`
  if (found) return tag.slice(0, found.from) + written + tag.slice(found.to)
  const end = /\s*\/?>$/.exec(tag)?.index ?? tag.length
  return `${tag.slice(0, end)} ${written}${tag.slice(end)}`
}

/** Liquid means something in addresses only. */
const isAddress = (name: string): boolean => name === 'src' || name === 'href'

/** A tag with what an attribute list behind it would say. */
export function tagWithList(tag: string, list: ReadonlyMap<string, string>): string {
  return [...list].reduce((written, [name, value]) => {
    const own = name === 'class' ? (attributeOf(tag, name)?.split(/\s+/) ?? []) : []
    const all = name === 'class' ? [...new Set([...own, ...value.split(' ')])].join(' ').trim() : value
    return withAttribute(written, name, all)
  }, tag)
}

const entity = /&(?:([A-Za-z][\w:]*)|#(\d{1,7})|#[xX]([\da-fA-F]{1,6}));/g

function entityValue(name?: string, decimal?: string, hexadecimal?: string): string | undefined {
  const code =
    name === undefined
      ? parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10)
      : entityCode(name)
  return code === undefined || code === 0 || code > 0x10ffff ? undefined : String.fromCodePoint(code)
}

/** The characters for which entities stand; those that are not known stay as they are written. */
export function decodeEntities(text: string): string {
  return text.replace(
    entity,
    (source: string, name?: string, decimal?: string, hexadecimal?: string) =>
      entityValue(name, decimal, hexadecimal) ?? source,
  )
}

/** Text as it stands in HTML that kramdown does not look into; Liquid's brackets are kept from meaning something. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, (_sign, at: number) =>
      decodeEntities(text.slice(at, at + 40)).startsWith('&') &&
      !/^&amp;|^&#0*38;|^&#[xX]0*26;/.test(text.slice(at))
        ? '&'
        : '&amp;',
    )
    .replace(/</g, '&lt;')
    .replace(/\u00a0/g, '&nbsp;')
    .replace(/\{(?=[{%])/g, '&#123;')
}
