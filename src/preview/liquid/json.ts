import { Drop, Float, type Hash, isHash, isNil, isTime, toText } from './values.ts'

/** How many values a JSON text may hold before it is cut off. */
const mostValues = 200_000

/** Ruby's `to_json`. */
export function toJson(value: unknown): string {
  return new Writer().write(value, 0)
}

class Writer {
  #count = 0

  write(value: unknown, depth: number): string {
    this.#count += 1
    if (depth > 60 || this.#count > mostValues) throw new RangeError('too much to write as JSON')
    if (isNil(value)) return 'null'
    if (Array.isArray(value)) return `[${value.map((each) => this.write(each, depth + 1)).join(',')}]`
    if (isHash(value)) return this.#hash(value, depth)
    if (value instanceof Drop) return this.#hash(value.toHash(depth), depth)
    return atom(value)
  }

  #hash(hash: Hash, depth: number): string {
    const pairs = [...hash].map(([key, each]) => `${quote(toText(key))}:${this.write(each, depth + 1)}`)
    return `{${pairs.join(',')}}`
  }
}

function atom(value: unknown): string {
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
    return String(value)
  if (value instanceof Float && Number.isFinite(value.value)) return value.toString()
  return quote(isTime(value) ? value.toString() : toText(value))
}

/** Ruby leaves the separators of lines as they are. */
const quote = (text: string): string => JSON.stringify(text)
