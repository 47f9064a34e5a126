import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { SiteFiles } from '../../src/jekyll/index.ts'

const corpus = process.env.GALLEY_CORPUS ?? ''
const sample = join(import.meta.dirname, '../../public/sample-blog')

/** The folder whose posts the tests read: other people's where there are some, else our own sample. */
export const postsFolder = existsSync(corpus) ? corpus : sample

/** Files below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(folder, path)).isFile())
}

/** Path and text of every file with front matter below a folder. */
export function documentsBelow(folder: string): { path: string; source: string }[] {
  return filesBelow(folder)
    .filter((path) => /\.(?:md|markdown|html|textile)$/.test(path))
    .map((path) => ({ path, source: readFileSync(join(folder, path), 'utf8') }))
    .filter(({ source }) => /^\ufeff?---/.test(source))
}

/** The front matter of a file as Jekyll hands it to YAML. */
export const headOf = (source: string): string | undefined =>
  /^\ufeff?(---\s*\n[^]*?\n?)(?<=\n)(?:---|\.\.\.)\s*(?:\n|$)/.exec(source)?.[1]

/** A site in memory. */
export function siteOf(texts: Readonly<Record<string, string>>): SiteFiles {
  const encoder = new TextEncoder()
  return {
    list: async (folder) =>
      Object.keys(texts).filter((path) => folder === '' || path.startsWith(`${folder}/`)),
    read: async (path) => (Object.hasOwn(texts, path) ? encoder.encode(texts[path]) : undefined),
  }
}

/** A site in a folder of the disk. */
export function siteIn(folder: string): SiteFiles {
  return {
    list: async (below) => filesBelow(folder).filter((path) => below === '' || path.startsWith(`${below}/`)),
    read: async (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined),
  }
}

const pieces = [
  ...[
    'a',
    'b',
    ' ',
    '  ',
    '\n',
    '\n  ',
    '\n- ',
    '- ',
    ': ',
    ':',
    '? ',
    ',',
    '[',
    ']',
    '{',
    '}',
    ' # c',
    '"',
    "'",
  ],
  ...[
    '|',
    '>',
    '|-\n',
    '>+\n',
    '|2\n',
    '&x ',
    '*x',
    '!!str ',
    '!t ',
    '! ',
    '%',
    '@',
    '---',
    '\n---\n',
    '...',
    '\t',
  ],
  ...[
    '\r\n',
    '\\',
    '\\n',
    '0',
    '1',
    '9',
    '_',
    '.',
    '-',
    '+',
    'e',
    '0x',
    'yes',
    'No',
    '~',
    'null',
    '2020-01-02',
  ],
  ...[
    ' 10:00:00',
    'T1:02:03',
    'Z',
    '+0100',
    '1:30',
    '<<: ',
    '\u0085',
    '\u2028',
    'é',
    '😀',
    '=',
    'title: ',
    'tags:',
  ],
]

/** Texts out of what YAML is made of. */
export const yamlLike = fc.array(fc.constantFrom(...pieces), { maxLength: 16 }).map((parts) => parts.join(''))

/** Files that look as if they had a front matter. */
export const fileLike = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    fc.constantFrom('---\n', '--- \n', '---\r\n', '---', ''),
    yamlLike,
    yamlLike,
  )
  .map(([mark, open, yaml, body]) => `${mark}${open}${yaml}\n---\n${body}`)
