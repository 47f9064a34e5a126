import { decodeText, type SiteFiles } from '../site-files.ts'
import { composeDocument } from '../yaml/composer.ts'
import { isMap, valueOf, type YamlMap } from '../yaml/values.ts'
import { readCloudCannon } from './cloudcannon.ts'
import { readDecap } from './decap.ts'
import { readFrontMatterCms } from './front-matter-cms.ts'
import { readPagesCms } from './pages-cms.ts'
import { readProse } from './prose.ts'
import type { EditorSettings, FolderSettings } from './settings.ts'
import { withoutComments } from './json.ts'

type Read = (path: string, values: YamlMap) => EditorSettings | undefined

/** Where editors keep their configuration, in the order in which one goes before the other. */
const readers: readonly (readonly [path: RegExp, read: Read])[] = [
  [/^(?:[^/]+\/)?\.pages\.ya?ml$/, readPagesCms],
  [/(?:^|\/)admin\/config\.ya?ml$/, readDecap],
  [/^cloudcannon\.config\.(?:ya?ml|json)$/, readCloudCannon],
  [/^frontmatter\.json$/, readFrontMatterCms],
  [/^_prose\.yml$/, readProse],
  [/^_config\.ya?ml$/, readProse],
]

/** The configurations of other editors that a repository holds, the most telling first. Broken ones are left out. */
export async function readEditorSettings(
  files: SiteFiles,
  paths: readonly string[],
): Promise<readonly EditorSettings[]> {
  const found = readers.flatMap(([pattern, read]) =>
    paths.filter((path) => pattern.test(path)).map((path) => [path, read] as const),
  )
  const all = await Promise.all(
    found.map(async ([path, read]) => {
      const values = valuesIn(path, await files.read(path))
      return values && read(path, values)
    }),
  )
  return all.filter((settings) => settings !== undefined)
}

/** JSON is YAML, but for comments and commas before a closing bracket. */
function valuesIn(path: string, bytes: Uint8Array | undefined): YamlMap | undefined {
  const text = bytes && decodeText(bytes)?.replace(/^\ufeff/, '')
  if (text === undefined) return undefined
  try {
    const root = composeDocument(path.endsWith('.json') ? withoutComments(text) : text)
    const values = root && valueOf(root)
    return isMap(values) ? values : undefined
  } catch {
    return undefined
  }
}

/** What is said for a document: by the first configuration that knows its folder, the narrowest folder of it. */
export function settingsFor(path: string, all: readonly EditorSettings[]): FolderSettings | undefined {
  for (const { folders, media } of all) {
    const known = folders.filter(({ folder, fields }) => fields.length > 0 && holds(folder, path))
    const [narrowest] = known.sort((one, other) => other.folder.length - one.folder.length)
    if (narrowest) return { ...narrowest, media: narrowest.media ?? media }
  }
  return undefined
}

/** Drafts of a collection lie beside it. */
const holds = (folder: string, path: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`) || isDraftOf(folder, path)

const isDraftOf = (folder: string, path: string): boolean =>
  /(?:^|\/)_posts$/.test(folder) && path.startsWith(`${folder.replace(/_posts$/, '_drafts')}/`)
