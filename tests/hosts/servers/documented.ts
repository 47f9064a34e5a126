import type { Asked } from './server.ts'

/** An operation as the host's documentation has it. */
export interface Documented {
  readonly method: string
  /** With `:name` for one part of the path. */
  readonly path: string
  readonly query?: Readonly<Record<string, RegExp>>
  readonly body?: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'object'>>
  readonly required?: readonly string[]
}

/** In what a request is not as documented: no such operation, a strange parameter or value, a body of another shape. */
export function undocumented(table: readonly Documented[], asked: Asked): string[] {
  const path = asked.path.split('?')[0] ?? ''
  const found = table.find((one) => one.method === asked.method && patternOf(one.path).test(path))
  const where = `${asked.method} ${path}`
  if (found === undefined) return [`${where}: there is no such operation`]
  const problems = [...inQuery(found, asked.url.searchParams), ...inBody(found, asked.body)]
  return problems.map((problem) => `${where}: ${problem}`)
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)

const inQuery = ({ query = {} }: Documented, asked: URLSearchParams): string[] =>
  [...asked].flatMap(([name, value]) => {
    if (!Object.hasOwn(query, name)) return [`there is no parameter ${name}`]
    return query[name]?.test(value) === true ? [] : [`${name} may not be ${value}`]
  })

function inBody({ body = {}, required = [] }: Documented, asked: unknown): string[] {
  const entries = Object.entries(asked ?? {})
  const wrong = entries
    .filter(([key, value]) => typeof value !== body[key])
    .map(([key]) => `the body’s ${key}`)
  const missing = required.filter((key) => !entries.some(([name]) => name === key)).map((key) => `no ${key}`)
  return [...wrong, ...missing]
}

export const number = /^\d+$/
export const flag = /^(?:true|false)$/
export const any = /^/
