import { LimitError, LiquidError } from './errors.ts'
import { Float, isInteger, toText } from './values.ts'

/** Larger than any number that a page shows: multiplied by itself again and again, one would grow without end. */
const largest = 10n ** 2000n

/** An Integer as it is kept: a number while it can be held exactly, else a bigint. Throws LimitError. */
export const integer = (value: bigint): number | bigint => {
  if (value > largest || value < -largest) throw new LimitError('size')
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : value
}

/** Ruby's `Integer(text)`; throws as Liquid does. */
export function toInteger(value: unknown): number {
  if (typeof value === 'number') return value
  const text = toText(value).trim()
  if (!/^[-+]?\d+(?:_\d+)*$/.test(text)) throw new LiquidError('invalid integer')
  return Number(text.replaceAll('_', ''))
}

/** Ruby's `to_i` of a text: the digits it starts with. */
export function leadingInteger(text: string): number | bigint {
  const digits = /^\s*([-+]?\d+(?:_\d+)*)/.exec(text)?.[1]
  return digits === undefined ? 0 : integer(BigInt(digits.replaceAll(/[_+]/g, '')))
}

/** What Liquid's arithmetic makes of a value. */
export function toNumber(value: unknown): number | bigint | Float {
  if (value instanceof Float || isInteger(value)) return value
  if (typeof value !== 'string') return 0
  return /^-?\d+\.\d+$/.test(value.trim()) ? new Float(Number(value)) : leadingInteger(value)
}

interface Decimal {
  readonly digits: bigint
  /** How many of the digits stand behind the point. */
  readonly scale: number
}

function decimal(value: number | bigint | Float): Decimal {
  if (!(value instanceof Float)) return { digits: BigInt(value), scale: 0 }
  const [mantissa = '0', exponent = '0'] = value.value.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(whole + fraction)
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale }
}

const toFloat = ({ digits, scale }: Decimal): Float => new Float(Number(`${digits}e-${scale}`))

function aligned(a: Decimal, b: Decimal): { a: bigint; b: bigint; scale: number } {
  const scale = Math.max(a.scale, b.scale)
  const raise = ({ digits, scale: own }: Decimal): bigint => digits * 10n ** BigInt(scale - own)
  return { a: raise(a), b: raise(b), scale }
}

const floorDivide = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n)

export type Operator = '+' | '-' | '*' | '/' | '%'

/** Ruby's arithmetic: whole numbers stay whole, `/` and `%` round down, others are decimal. */
export function calculate(
  one: number | bigint | Float,
  operator: Operator,
  other: number | bigint | Float,
): number | bigint | Float {
  const exact = one instanceof Float || other instanceof Float
  if (exact && !(isFinite(one) && isFinite(other))) return new Float(NaN)
  if (operator === '/' || operator === '%') return divide(one, operator, other, exact)
  const [a, b] = [decimal(one), decimal(other)]
  if (operator === '*') return result({ digits: a.digits * b.digits, scale: a.scale + b.scale }, exact)
  const pair = aligned(a, b)
  return result({ digits: operator === '+' ? pair.a + pair.b : pair.a - pair.b, scale: pair.scale }, exact)
}

const isFinite = (value: number | bigint | Float): boolean =>
  !(value instanceof Float) || Number.isFinite(value.value)

const result = (value: Decimal, exact: boolean): number | bigint | Float =>
  exact ? toFloat(value) : integer(value.digits)

function divide(
  one: number | bigint | Float,
  operator: '/' | '%',
  other: number | bigint | Float,
  exact: boolean,
): number | bigint | Float {
  const { a, b, scale } = aligned(decimal(one), decimal(other))
  if (b === 0n && exact && operator === '/') return new Float(Number(a) / 0)
  if (b === 0n) throw new LiquidError('divided by 0')
  const whole = floorDivide(a, b)
  if (operator === '%') return result({ digits: a - whole * b, scale }, exact)
  if (!exact) return integer(whole)
  return toFloat({ digits: (a * 10n ** 25n) / b, scale: 25 })
}

/** Ruby's `round`: halves away from zero. */
export function round(value: number | bigint | Float, places: number): number | bigint | Float {
  if (!(value instanceof Float))
    return places >= 0 ? value : integer(roundAt(BigInt(value), -places) * 10n ** BigInt(-places))
  const { digits, scale } = decimal(value)
  if (scale <= places) return places > 0 ? value : integer(digits)
  const rounded = roundAt(digits, scale - places)
  return places > 0 ? toFloat({ digits: rounded, scale: places }) : integer(rounded * 10n ** BigInt(-places))
}

function roundAt(digits: bigint, cut: number): bigint {
  const unit = 10n ** BigInt(cut)
  const half = unit / 2n
  return digits < 0n ? -((-digits + half) / unit) : (digits + half) / unit
}

export function floor(value: number | bigint | Float): number | bigint {
  return value instanceof Float ? integer(BigInt(Math.floor(finite(value.value)))) : value
}

export function ceil(value: number | bigint | Float): number | bigint {
  return value instanceof Float ? integer(BigInt(Math.ceil(finite(value.value)))) : value
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new LiquidError(String(value))
  return value
}
