/** A detail as the author reads it: a date as it is spelled, a list as one line. */
export function valueInWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'left out'
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(valueInWords).join(', ')
  if (typeof value === 'object' && 'text' in value && typeof value.text === 'string') return value.text
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}
