import { Timestamp } from './timestamp.ts'
import { isMap } from './yaml/values.ts'

/** A value as YAML can hold it: a JavaScript date as a time in UTC, nothing that is not data. Undefined stays. */
export function normalized(value: unknown): unknown {
  if (value === undefined) return undefined
  if (value instanceof Date) return timeOf(value)
  if (Array.isArray(value)) return value.map((item: unknown) => normalized(item) ?? null)
  if (isMap(value)) return normalizedMap(value)
  return typeof value === 'function' || typeof value === 'symbol' ? null : value
}

function normalizedMap(map: Record<string, unknown>): Record<string, unknown> {
  const result = Object.create(null) as Record<string, unknown>
  for (const key of Object.keys(map)) result[key] = normalized(map[key]) ?? null
  return result
}

function timeOf(date: Date): Timestamp | null {
  if (Number.isNaN(date.getTime())) return null
  return Timestamp.parse(`${date.toISOString().slice(0, 19).replace('T', ' ')} +0000`) ?? null
}
