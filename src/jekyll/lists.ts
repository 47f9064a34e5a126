import type { ListForm } from './front-matter.ts'
import { keyText } from './yaml/values.ts'

/** The items of a value that means a list, however it is written. */
export function itemsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined).map(textOf)
  if (value === null || value === undefined) return []
  const text = textOf(value)
  const items = text.includes(',') ? text.split(',').map((item) => item.trim()) : text.split(/\s+/)
  return items.filter((item) => item !== '')
}

/** A value as the one line of text that stands for it. */
export const textOf = (value: unknown): string => (value === undefined ? '' : keyText(value))

/** Which of the string forms a text has; undefined for one word, which could be either. */
export function stringForm(text: string): 'commas' | 'blanks' | undefined {
  if (text.includes(',')) return 'commas'
  return /\S\s+\S/.test(text) ? 'blanks' : undefined
}

/** Items as the value of a form; a form that cannot hold them gives way to a real list. */
export function listValue(items: readonly string[], form: ListForm, before: string): unknown {
  if (form === 'flow' || form === 'block') return [...items]
  if (items.length === 0) return null
  const comma = /,(?=\S)/.test(before) && !/,\s/.test(before) ? ',' : ', '
  const text = items.join(form === 'commas' ? comma : ' ')
  const read = itemsOf(text)
  return read.length === items.length && read.every((item, index) => item === items[index])
    ? text
    : [...items]
}
