/** A value that a tag is given: `src="/a.png"`, `id=page.video`. */
export interface Parameter {
  readonly name: string
  /** Without its quotes and escapes. */
  readonly value: string
  /** Without quotes it is no text but the name of something: `page.video`, `true`, `3`. */
  readonly quote: '"' | "'" | ''
  /** Where the value stands in the source, quotes included. */
  readonly from: number
  readonly to: number
}

/** A Liquid tag, taken apart. Offsets are UTF-16 code units into the source. */
export interface Tag {
  /** `include`, `gist`, `endif`; '' where it is no tag. */
  readonly name: string
  /** What stands behind the name: `figure.html src="a"`, `post in site.posts`. */
  readonly rest: string
  readonly restFrom: number
  /** The file of an include, else undefined. */
  readonly file: string | undefined
  readonly parameters: readonly Parameter[]
  /** What stands between the tag and its end, for tags that own it (`raw`, `comment`). */
  readonly content: string | undefined
}

const shape = /^\{%-?\s*([\w-]+)\s*([^]*?)\s*-?%\}/
const includes = new Set(['include', 'include_relative', 'include_cached', 'render'])
/** Jekyll's `IncludeTag::VALID_SYNTAX`, in words of its documentation: a name, `=`, a quoted text or a variable. */
const parameter = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w.[\]-]+))/g

export function readTag(source: string): Tag {
  const match = shape.exec(source)
  const [whole = '', name = '', rest = ''] = match ?? []
  const restFrom = match ? whole.indexOf(rest, whole.indexOf(name) + name.length) : 0
  const ending = new RegExp(`^([^]*)\\{%-?\\s*end${name}\\s*-?%\\}$`).exec(source.slice(whole.length))
  return {
    name,
    rest,
    restFrom,
    file: includes.has(name) ? /^(?:\{\{[^]*?\}\}|["'][^"']*["']|[^\s=,]+)/.exec(rest)?.[0] : undefined,
    parameters: parametersOf(rest, restFrom),
    content: ending?.[1],
  }
}

function parametersOf(rest: string, start: number): Parameter[] {
  return [...rest.matchAll(parameter)].map((match) => {
    const [whole, name = '', double, single, bare] = match
    const quote = double !== undefined ? '"' : single !== undefined ? "'" : ''
    const length = (double ?? single ?? bare ?? '').length + 2 * quote.length
    const to = start + match.index + whole.length
    const value = (double ?? single ?? bare ?? '').replace(/\\(["'])/g, '$1')
    return { name, value, quote, from: to - length, to }
  })
}

/**
 * The source with another value of a parameter; only that value's bytes change. '' takes the parameter away; a new one
 * goes to the end, in the quotes of the others.
 */
export function withParameter(source: string, name: string, value: string): string {
  const { parameters, rest, restFrom } = readTag(source)
  const known = parameters.findLast((one) => one.name === name)
  if (known?.value === value) return source
  if (known && value === '') return without(source, known, rest.length + restFrom)
  if (value === '') return source
  if (known)
    return source.slice(0, known.from) + spelled(value, known.quote, parameters) + source.slice(known.to)
  const end = restFrom + rest.length
  return `${source.slice(0, end)} ${name}=${spelled(value, undefined, parameters)}${source.slice(end)}`
}

/** The blanks before the parameter go with it. */
function without(source: string, { name, from, to }: Parameter, end: number): string {
  const start = source.lastIndexOf(name, from)
  const before = source.slice(0, start)
  return to >= end ? before.trimEnd() + source.slice(to) : before + source.slice(to).trimStart()
}

/** Names of things (`page.x`, `true`, `3`) that stood without quotes stay so. */
function spelled(value: string, quote: Parameter['quote'] | undefined, all: readonly Parameter[]): string {
  const isName = /^(?:(?:page|site|include|layout|post|forloop)\.[\w.-]+|true|false|nil|\d+)$/.test(value)
  if (quote === '' && isName) return value
  const wanted = quote !== undefined && quote !== '' ? quote : quoteOf(all)
  const safe = value
    .replace(/%\}/g, '% }')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\\$/, '\\ ')
  return wanted + safe.replaceAll(wanted, `\\${wanted}`) + wanted
}

const quoteOf = (all: readonly Parameter[]): '"' | "'" => {
  const single = all.filter(({ quote }) => quote === "'").length
  return single * 2 > all.length ? "'" : '"'
}

/** The source with something else behind the tag's name; only that changes. */
export function withRest(source: string, rest: string): string {
  const tag = readTag(source)
  const safe = rest.replace(/-?%\}/g, '').replace(/\s*\n\s*/g, ' ')
  const end = tag.restFrom + tag.rest.length
  const gap = tag.rest === '' && safe !== '' ? ' ' : ''
  return source.slice(0, tag.restFrom) + gap + safe + source.slice(end)
}

/** The source with another text between the tag and its end (`comment`, `raw`). */
export function withContent(source: string, content: string): string {
  const tag = readTag(source)
  if (tag.content === undefined) return source
  const from = (shape.exec(source)?.[0] ?? '').length
  const [, before = '', after = ''] = /^(\s*)[^]*?(\s*)$/.exec(tag.content) ?? []
  const safe = content.replace(/\{%-?\s*end(?:raw|comment)\b/g, '')
  return source.slice(0, from) + before + safe + after + source.slice(from + tag.content.length)
}
