import { emptyMap, type YamlMap } from '../yaml/values.ts'
import { fieldSettings, folderIn, kindIn, mapIn, optionsIn, textIn } from './read.ts'
import type { EditorSettings, FieldSettings, FolderSettings, SettingKind } from './settings.ts'

const kinds: Readonly<Record<string, SettingKind>> = {
  text: 'text',
  email: 'text',
  url: 'text',
  textarea: 'long-text',
  html: 'long-text',
  markdown: 'markdown',
  number: 'number',
  range: 'number',
  checkbox: 'flag',
  switch: 'flag',
  date: 'date',
  datetime: 'date-time',
  select: 'choice',
  choice: 'choice',
  multiselect: 'choices',
  multichoice: 'choices',
  image: 'picture',
  file: 'file',
  document: 'file',
  color: 'color',
  object: 'map',
}

/** `cloudcannon.config.yml` (or `.yaml`, `.json`) as CloudCannon's reference describes it. */
export function readCloudCannon(path: string, values: YamlMap): EditorSettings {
  const uploads = folderIn(mapIn(values.paths)?.uploads)
  const inputs = mapIn(values._inputs) ?? emptyMap()
  const lists = mapIn(values._select_data) ?? emptyMap()
  const collections = Object.values(mapIn(values.collections_config) ?? {})
  return {
    path,
    editor: 'CloudCannon',
    folders: [
      ...collections.flatMap((collection) => readCollection(mapIn(collection), inputs, lists)),
      { folder: '', label: undefined, fields: readInputs(inputs, lists), media: undefined },
    ],
    media: uploads === undefined ? undefined : { folder: uploads, prefix: `/${uploads}/` },
  }
}

/** A collection's own inputs go before those of the whole site. */
function readCollection(collection: YamlMap | undefined, inputs: YamlMap, lists: YamlMap): FolderSettings[] {
  const folder = folderIn(collection?.path)
  if (!collection || folder === undefined) return []
  const own = { ...inputs, ...mapIn(collection._inputs) }
  const values = { ...lists, ...mapIn(collection._select_data) }
  return [{ folder, label: textIn(collection.name), fields: readInputs(own, values), media: undefined }]
}

/** Keys with a dot or `[*]` speak of a place inside a value. */
const readInputs = (inputs: YamlMap, lists: YamlMap): FieldSettings[] =>
  Object.entries(inputs).flatMap(([key, input]) =>
    /[.[\]$*]/.test(key) ? [] : readInput(key, mapIn(input), lists),
  )

function readInput(key: string, input: YamlMap | undefined, lists: YamlMap): FieldSettings[] {
  if (!input) return []
  const options = mapIn(input.options)
  return fieldSettings(key, {
    label: textIn(input.label),
    hint: textIn(input.comment),
    kind: input.hidden === true ? 'hidden' : kindIn(kinds, input.type),
    required: options?.required === true,
    options: optionsIn(named(options?.values, lists) ?? (input.type === undefined ? undefined : lists[key])),
  })
}

/** `_select_data.colors` names a list beside the inputs. */
function named(values: unknown, lists: YamlMap): unknown {
  const name = /^_select_data\.(.+)$/.exec(textIn(values) ?? '')?.[1]
  return name === undefined ? values : lists[name]
}
