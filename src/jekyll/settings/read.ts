import { isMap, type YamlMap } from '../yaml/values.ts'
import type { FieldSettings, Option, SettingKind } from './settings.ts'

/** What is a text with something in it, without the blanks around; undefined for everything else. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

/** The objects of a list; of an object itself, that one. */
export const mapsIn = (value: unknown): readonly YamlMap[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => isMap(item))

export const mapIn = (value: unknown): YamlMap | undefined => (isMap(value) ? value : undefined)

/** A folder as paths of the repository have it; undefined where it leads out of it. */
export function folderIn(value: unknown): string | undefined {
  const parts = (textIn(value) ?? '').split('/').filter((part) => part !== '' && part !== '.')
  return typeof value !== 'string' || parts.includes('..') ? undefined : parts.join('/')
}

const isPlain = (value: unknown): value is Option['value'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Options as words, as `{ label, value }` and its cousins, or as an object from value to label. */
export function optionsIn(value: unknown): readonly Option[] {
  if (isMap(value))
    return Object.entries(value).map(([key, label]) => ({ value: key, label: textIn(label) ?? key }))
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    if (isPlain(item)) return [{ value: item, label: String(item) }]
    if (!isMap(item)) return []
    const own = [item.value, item.id, item.name].find(isPlain)
    return own === undefined ? [] : [{ value: own, label: labelIn(item) ?? String(own) }]
  })
}

const labelIn = (map: YamlMap): string | undefined =>
  textIn(map.label) ?? textIn(map.title) ?? textIn(map.name)

const nothing: Omit<FieldSettings, 'key'> = {
  label: undefined,
  hint: undefined,
  kind: undefined,
  required: false,
  options: [],
  preset: undefined,
  fields: [],
}

/** Settings of a key with what is said about it; undefined where it has no name. */
export function fieldSettings(
  key: string | undefined,
  said: Partial<Omit<FieldSettings, 'key'>>,
): FieldSettings[] {
  return key === undefined ? [] : [{ key, ...nothing, ...said }]
}

/** The kind that a name in the configuration stands for. */
export const kindIn = (
  kinds: Readonly<Record<string, SettingKind>>,
  value: unknown,
): SettingKind | undefined =>
  typeof value === 'string' && Object.hasOwn(kinds, value) ? kinds[value] : undefined
