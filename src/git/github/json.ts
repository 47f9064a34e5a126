import { broken } from '../errors.ts'
import { oidPattern } from '../object.ts'
import type { Oid } from '../repository.ts'

/** An object of JSON of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>

export const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Throws `broken` for anything else. */
export function oidOf(value: unknown): Oid {
  if (typeof value === 'string' && oidPattern.test(value)) return value
  throw broken('The host names no object')
}
