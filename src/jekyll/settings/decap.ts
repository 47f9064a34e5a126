import { type YamlMap } from '../yaml/values.ts'
import { fieldSettings, folderIn, kindIn, mapIn, mapsIn, optionsIn, textIn } from './read.ts'
import type { EditorSettings, FieldSettings, FolderSettings, MediaSettings, SettingKind } from './settings.ts'

const kinds: Readonly<Record<string, SettingKind>> = {
  string: 'text',
  text: 'long-text',
  markdown: 'markdown',
  richtext: 'markdown',
  number: 'number',
  boolean: 'flag',
  date: 'date',
  datetime: 'date-time',
  select: 'choice',
  image: 'picture',
  file: 'file',
  color: 'color',
  object: 'map',
  hidden: 'hidden',
}

/** `admin/config.yml` of Decap CMS (once Netlify CMS) and Sveltia CMS, as both document it. */
export function readDecap(path: string, values: YamlMap): EditorSettings {
  return {
    path,
    editor: 'Decap CMS',
    folders: mapsIn(values.collections).flatMap(readCollection),
    media: mediaOf(values),
  }
}

function mediaOf(values: YamlMap): MediaSettings | undefined {
  const folder = folderIn(values.media_folder)
  if (folder === undefined) return undefined
  return { folder, prefix: prefixOf(textIn(values.public_folder) ?? `/${folder}`) }
}

/** `/img` is written before a name with a slash between. */
const prefixOf = (folder: string): string => (folder === '' || folder.endsWith('/') ? folder : `${folder}/`)

function readCollection(collection: YamlMap): FolderSettings[] {
  const label = textIn(collection.label)
  const media = mediaOf(collection)
  const files = mapsIn(collection.files).map((file) => ({
    folder: folderIn(file.file),
    label: textIn(file.label) ?? label,
    fields: readFields(file.fields),
  }))
  const all = [
    ...files,
    { folder: folderIn(collection.folder), label, fields: readFields(collection.fields) },
  ]
  return all.flatMap(({ folder, ...rest }) => (folder === undefined ? [] : [{ folder, media, ...rest }]))
}

/** The text of a post is not one of its details. */
const readFields = (fields: unknown): readonly FieldSettings[] =>
  mapsIn(fields)
    .filter(({ name }) => name !== 'body')
    .flatMap(readField)

function readField(field: YamlMap): FieldSettings[] {
  const inner = innerOf(field)
  return fieldSettings(textIn(field.name), {
    label: textIn(field.label),
    hint: textIn(field.hint),
    kind: kindOf(field, inner !== undefined),
    required: field.required !== false,
    options: optionsIn(field.options),
    preset: field.default,
    fields: readFields(inner),
    ...ownMedia(field),
  })
}

/** Only a folder that is counted from the root: others lie beside each document. */
function ownMedia(field: YamlMap): Pick<FieldSettings, 'media'> {
  const media = textIn(field.media_folder)?.startsWith('/') === true ? mediaOf(field) : undefined
  return media ? { media } : {}
}

/** The fields within a field; of a list with one `field`, those of that one. Undefined for a list of words. */
function innerOf({ fields, field }: YamlMap): unknown {
  const single = mapIn(field)
  return fields ?? (single?.widget === 'object' ? single.fields : undefined)
}

function kindOf(field: YamlMap, hasFields: boolean): SettingKind | undefined {
  const widget = field.widget ?? 'string'
  if (widget === 'list') return hasFields ? 'maps' : 'texts'
  if (widget === 'select' && field.multiple === true) return 'choices'
  if (widget === 'datetime' && field.time_format === false) return 'date'
  return kindIn(kinds, widget)
}
