import { Float, Drop, isHash, isNil, numberOf, toText } from '../liquid/values.ts'
import { leadingInteger } from '../liquid/numbers.ts'
import { propertyOf } from '../liquid/expression.ts'
import { LiquidError } from '../liquid/errors.ts'

/** A property of an item as Jekyll's filters read it: `author.name` goes deeper, what looks like a number is one. */
export function itemProperty(item: unknown, property: unknown): unknown {
  return numeric(read(item, toText(property)))
}

function read(item: unknown, path: string): unknown {
  if (isNil(item) || typeof item === 'boolean')
    throw new LiquidError(`undefined method \`[]' for ${toText(item) || 'nil'}`)
  if (!path.includes('.') || !(isHash(item) || item instanceof Drop)) return propertyOf(item, path)
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isHash(value) || value instanceof Drop ? propertyOf(value, key) : undefined),
      item,
    )
}

function numeric(value: unknown): unknown {
  if (numberOf(value) !== undefined || isNil(value) || typeof value === 'object') return value
  const text = toText(value)
  if (/^\s*-?\d+\s*$/.test(text)) return leadingInteger(text)
  if (/^\s*-?(?:\d+\.?\d*|\.\d+)\s*$/.test(text)) return new Float(Number(text))
  return value
}
