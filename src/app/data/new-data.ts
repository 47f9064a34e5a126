import { checkPath } from '../../git/path.ts'
import { DataText } from '../../jekyll/data/data-text.ts'
import { slugOfTitle } from '../../jekyll/file-name.ts'
import type { Workspace } from '../workspace.svelte.ts'

/** What a new file of the blog's data holds. */
export interface NewData {
  readonly name: string
  /** A table of entries, or one of each field. */
  readonly shape: 'entries' | 'fields'
  /** What its fields are called. */
  readonly fields: readonly string[]
}

/** Where it would lie, and what stands in it: one entry with nothing in it. */
export function planData({ name, shape, fields }: NewData, paths: readonly string[], folder: string) {
  const own = paths.filter((path) => path.startsWith(`${folder}/`))
  const isLined = own.some((path) => /_[^/]*$/.test(path.slice(folder.length)))
  const slug = isLined ? slugOfTitle(name).replaceAll('-', '_') : slugOfTitle(name)
  const ending = own.some((path) => path.endsWith('.yaml')) && !own.some((path) => path.endsWith('.yml'))
  const path = `${folder}/${slug}.${ending ? 'yaml' : 'yml'}`
  return { path, text: textOf(path, shape, fields) }
}

function textOf(path: string, shape: NewData['shape'], fields: readonly string[]): string {
  const keys = [...new Set(fields.map(keyOf))].filter((key) => key !== '')
  const lines = keys.map((key) => `${spelled(key)}:\n`)
  const text =
    shape === 'fields' ? lines.join('') : lines.map((line, at) => (at === 0 ? '- ' : '  ') + line).join('')
  const { problem } = new DataText(path, text)
  return problem || text === '' ? '[]\n' : text
}

/** A field's name as templates can write it. */
export const keyOf = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')

/** In quotes where it would be something else than a text. */
function spelled(key: string): string {
  const { value } = new DataText('x.yml', `- ${key}\n`)
  return Array.isArray(value) && value[0] === key ? key : JSON.stringify(key)
}

/** Makes it; answers its path. Rejects where the blog's own settings have its data where nothing may be written. */
export async function makeData({ site, works, postFiles }: Workspace, data: NewData): Promise<string> {
  if (!site) throw new Error('The blog is not open yet.')
  const planned = planData(data, site.paths, site.config.dataDir)
  const path = postFiles.freePath(planned.path)
  checkPath(path)
  await works.save({ path, content: planned.text, base: null, changedAt: Date.now() })
  return path
}
