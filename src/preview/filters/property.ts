import { Float, isNil, numberOf, toText } from '../liquid/values.ts'
import { leadingInteger } from '../liquid/numbers.ts'
import { propertyOf } from '../liquid/expression.ts'
import { LiquidError } from '../liquid/errors.ts'

/** A property of an item as Jekyll's filters read it: `author.name` goes deeper, what looks like a number is one. */
export function itemProperty(item: unknown, property: unknown): unknown {
  return numeric(read(item, toText(property)))
}

function read(item: unknown, path: string): unknown {
  if (path.includes('.'))
    return path
      .split('.')
      .reduce<unknown>((value, key) => (hasProperties(value) ? propertyOf(value, key) : false), item)
  if (isNil(item) || typeof item === 'boolean')
    throw new LiquidError(`undefined method \`[]' for ${toText(item) || 'nil'}`)
  return propertyOf(item, path)
}

/** Of what has none, a deeper path is false, as Ruby's `respond_to?` says. */
const hasProperties = (value: unknown): boolean =>
  !isNil(value) && typeof value !== 'boolean' && !(value instanceof Float)

function numeric(value: unknown): unknown {
  if (numberOf(value) !== undefined || isNil(value) || typeof value === 'object') return value
  const text = toText(value)
  if (/^\s*-?\d+\s*$/.test(text)) return leadingInteger(text)
  if (/^\s*-?(?:\d+\.?\d*|\.\d+)\s*$/.test(text)) return new Float(Number(text))
  return value
}
