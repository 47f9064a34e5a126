import { Timestamp } from '../timestamp.ts'

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
  ['null', null],
  ['yes', true],
  ['true', true],
  ['on', true],
  ['no', false],
  ['false', false],
  ['off', false],
])

/**
 * What a plain scalar means to Ruby's YAML (psych 4, which is YAML 1.1 with habits of its own). Symbols (`:a`) stay the strings
 * that they are written as.
 */
export function resolvePlain(text: string): unknown {
  const word = text.length <= 5 && isWordCase(text) ? words.get(text.toLowerCase()) : undefined
  if (word !== undefined) return word
  if (!/^[-+.\d]/.test(text)) return text
  return Timestamp.parse(text) ?? resolveNumber(text) ?? text
}

/** Ruby folds the case of ASCII alone: the Kelvin sign and its like must not become a k. */
const isWordCase = (text: string): boolean => /^[~a-zA-Z]*$/.test(text)

function resolveNumber(text: string): number | bigint | undefined {
  if (/^\+?\.inf$/i.test(text)) return Infinity
  if (/^-\.inf$/i.test(text)) return -Infinity
  if (/^\.nan$/i.test(text)) return NaN
  return resolveSexagesimal(text) ?? resolveFloat(text) ?? resolveInteger(text)
}

/** `1:30` is 90 minutes in seconds; Ruby multiplies from the hour down, whether there are seconds or not. */
function resolveSexagesimal(text: string): number | undefined {
  if (!/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}(\.[0-9_]*)?$/.test(text)) return undefined
  const weights = [3600, 60, 1]
  const parts = text.replaceAll('_', '').split(':')
  return parts.reduce((sum, part, index) => sum + Number(part) * (weights[index] ?? 1), 0)
}

function resolveFloat(text: string): number | undefined {
  if (!/^[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?$/.test(text) || /^[-+]?\.$/.test(text))
    return undefined
  const number = Number(text.replaceAll(/[,_]/g, '').replace(/\.([eE]|$)/, '$1'))
  return Number.isNaN(number) ? undefined : number
}

const integerForms: readonly (readonly [RegExp, string])[] = [
  [/^[-+]?0b[01_,]+$/, '0b'],
  [/^[-+]?0[0-7_,]+$/, '0o'],
  [/^[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)$/, ''],
  [/^[-+]?0x[0-9a-fA-F_,]+$/, '0x'],
]

function resolveInteger(text: string): number | bigint | undefined {
  const form = integerForms.find(([pattern]) => pattern.test(text))
  if (form === undefined) return undefined
  const digits = text.replaceAll(/[-+,_]/g, '').replace(/^0[bx]/, '')
  if (digits === '') return undefined
  const size = BigInt(form[1] + digits)
  const value = text.startsWith('-') ? -size : size
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : value
}

/** A number or truth value as text; undefined for anything else. */
export function atomText(value: unknown): string | undefined {
  const isAtom = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
  return isAtom ? String(value) : undefined
}
