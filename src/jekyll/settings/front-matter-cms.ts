import { emptyMap, type YamlMap } from '../yaml/values.ts'
import { fieldSettings, folderIn, kindIn, mapsIn, optionsIn, textIn } from './read.ts'
import type { EditorSettings, FieldSettings, FolderSettings, SettingKind } from './settings.ts'

const kinds: Readonly<Record<string, SettingKind>> = {
  string: 'text',
  slug: 'text',
  number: 'number',
  boolean: 'flag',
  draft: 'flag',
  datetime: 'date-time',
  choice: 'choice',
  image: 'picture',
  file: 'file',
  tags: 'texts',
  categories: 'texts',
  list: 'texts',
  fields: 'map',
}

/** `frontmatter.json` of Front Matter, as its reference describes it. */
export function readFrontMatterCms(path: string, values: YamlMap): EditorSettings {
  const types = mapsIn(values['frontMatter.taxonomy.contentTypes'])
  const publicFolder = folderIn(values['frontMatter.content.publicFolder'])
  return {
    path,
    editor: 'Front Matter',
    folders: mapsIn(values['frontMatter.content.pageFolders']).flatMap((folder) => readFolder(folder, types)),
    media: publicFolder === undefined ? undefined : { folder: publicFolder, prefix: '/' },
  }
}

/** The first of the folder's content types, else the one called `default`. */
function readFolder(said: YamlMap, types: readonly YamlMap[]): FolderSettings[] {
  const folder = folderIn(textIn(said.path)?.replace(/^\[\[workspace\]\]/, ''))
  const [name = 'default'] = (Array.isArray(said.contentTypes) ? said.contentTypes : []).map(textIn)
  const type = types.find((one) => one.name === name) ?? emptyMap()
  return folder === undefined
    ? []
    : [{ folder, label: textIn(said.title), fields: readFields(type.fields), media: undefined }]
}

const readFields = (fields: unknown): FieldSettings[] => mapsIn(fields).flatMap(readField)

/** `{{now}}` and its like are worked out when a post is made. */
const isPlaceholder = (value: unknown): boolean => typeof value === 'string' && value.includes('{{')

function readField(field: YamlMap): FieldSettings[] {
  return fieldSettings(textIn(field.name), {
    label: textIn(field.title),
    hint: textIn(field.description),
    kind: field.hidden === true ? 'hidden' : kindOf(field),
    required: field.required === true,
    options: optionsIn(field.choices),
    preset: isPlaceholder(field.default) ? undefined : field.default,
    fields: readFields(field.fields),
  })
}

function kindOf(field: YamlMap): SettingKind | undefined {
  if (field.type === 'choice' && field.multiple === true) return 'choices'
  if (field.type === 'string' && field.wysiwyg === true) return 'markdown'
  if (field.type === 'string' && field.single === false) return 'long-text'
  return kindIn(kinds, field.type)
}
