import { type YamlMap } from '../yaml/values.ts'
import { fieldSettings, folderIn, kindIn, mapIn, mapsIn, optionsIn, textIn } from './read.ts'
import type { EditorSettings, FieldSettings, FolderSettings, MediaSettings, SettingKind } from './settings.ts'

const kinds: Readonly<Record<string, SettingKind>> = {
  string: 'text',
  text: 'long-text',
  'rich-text': 'markdown',
  number: 'number',
  boolean: 'flag',
  date: 'date',
  select: 'choice',
  image: 'picture',
  file: 'file',
  object: 'map',
}

/** `.pages.yml` of Pages CMS, as its manual describes it. */
export function readPagesCms(path: string, values: YamlMap): EditorSettings {
  const components = mapIn(values.components)
  const media = mediaOf(values.media)
  return {
    path,
    editor: 'Pages CMS',
    folders: mapsIn(values.content).flatMap((content) => readContent(content, components)),
    media,
  }
}

/** A folder alone, an object, or the first of several. */
function mediaOf(value: unknown): MediaSettings | undefined {
  const first = mapsIn(value)[0]
  const folder = folderIn(first ? first.input : value)
  if (folder === undefined) return undefined
  const output = textIn(first?.output) ?? `/${folder}`
  return { folder, prefix: output.endsWith('/') ? output : `${output}/` }
}

/** Groups hold other contents in their `items`. */
function readContent(content: YamlMap, components: YamlMap | undefined): FolderSettings[] {
  if (content.type === 'group') return mapsIn(content.items).flatMap((item) => readContent(item, components))
  const folder = folderIn(content.path)
  if (folder === undefined) return []
  const fields = readFields(content.fields, components, 0)
  return [{ folder, label: textIn(content.label), fields, media: undefined }]
}

/** Components may name each other. */
const deepest = 8

function readFields(fields: unknown, components: YamlMap | undefined, depth: number): FieldSettings[] {
  if (depth > deepest) return []
  return mapsIn(fields)
    .map((field) => ({ ...mapIn(components?.[textIn(field.component) ?? '']), ...field }))
    .filter(({ name }) => name !== 'body')
    .flatMap((field) => readField(field, components, depth))
}

function readField(field: YamlMap, components: YamlMap | undefined, depth: number): FieldSettings[] {
  const options = mapIn(field.options)
  return fieldSettings(textIn(field.name), {
    label: textIn(field.label),
    hint: textIn(field.description),
    kind: field.hidden === true ? 'hidden' : kindOf(field, options),
    required: field.required === true,
    options: optionsIn(options?.values),
    preset: field.default,
    fields: readFields(field.fields, components, depth + 1),
  })
}

function kindOf(field: YamlMap, options: YamlMap | undefined): SettingKind | undefined {
  const many = field.list === true || mapIn(field.list) !== undefined
  const kind = kindIn(kinds, field.type)
  if (kind === 'map') return many ? 'maps' : 'map'
  if (kind === 'choice') return many || options?.multiple === true ? 'choices' : 'choice'
  if (kind === 'date' && options?.time === true) return 'date-time'
  return many ? 'texts' : kind
}
