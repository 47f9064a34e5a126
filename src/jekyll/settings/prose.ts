import { type YamlMap } from '../yaml/values.ts'
import { fieldSettings, folderIn, kindIn, mapIn, mapsIn, optionsIn, textIn } from './read.ts'
import type { EditorSettings, FieldSettings, FolderSettings, SettingKind } from './settings.ts'

const kinds: Readonly<Record<string, SettingKind>> = {
  text: 'text',
  textarea: 'long-text',
  select: 'choice',
  multiselect: 'choices',
  checkbox: 'flag',
  number: 'number',
  image: 'picture',
  hidden: 'hidden',
}

/** `prose:` in a `_config.yml`, or a `_prose.yml`, as the manual of Prose describes them. */
export function readProse(path: string, values: YamlMap): EditorSettings | undefined {
  const prose = mapIn(values.prose)
  if (!prose) return undefined
  const media = folderIn(prose.media)
  return {
    path,
    editor: 'Prose',
    folders: Object.entries(mapIn(prose.metadata) ?? {}).flatMap(readFolder),
    media: media === undefined ? undefined : { folder: media, prefix: `/${media}/` },
  }
}

function readFolder([name, fields]: [string, unknown]): FolderSettings[] {
  const folder = folderIn(name)
  if (folder === undefined || !Array.isArray(fields)) return []
  return [{ folder, label: undefined, fields: mapsIn(fields).flatMap(readField), media: undefined }]
}

function readField({ name, field }: YamlMap): FieldSettings[] {
  const said = mapIn(field)
  if (!said) return []
  return fieldSettings(textIn(name), {
    label: textIn(said.label),
    hint: textIn(said.help),
    kind: kindIn(kinds, said.element),
    options: optionsIn(said.options).map(swapped(said.options)),
    preset: said.value ?? undefined,
  })
}

/** Prose's options are `{ name, value }`, where the name is what is read. */
const swapped =
  (options: unknown) =>
  (option: FieldSettings['options'][number]): FieldSettings['options'][number] => {
    const named = mapsIn(options).find(({ value }) => value === option.value)
    return { ...option, label: textIn(named?.name) ?? option.label }
  }
