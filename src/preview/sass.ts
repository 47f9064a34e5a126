import { compileString, Logger, type Importer, type ImporterResult } from 'sass'
import { folderOf } from '../jekyll/index.ts'
import { LiquidError } from './liquid/errors.ts'
import { isHash } from './liquid/values.ts'
import type { SiteModel } from './site/model.ts'

interface Address {
  readonly pathname: string
}
// Every browser and Node have URL; the library that pure modules are checked with does not name it.
const { URL: Url } = globalThis as unknown as { URL: new (text: string) => Address }

interface Compiled {
  readonly texts: readonly (string | undefined)[]
  readonly css: string
}
/** What was compiled last, by its text: a stylesheet rarely changes, and takes long. */
const compiled = new Map<string, Compiled>()

/**
 * The CSS of a text in Sass (`indented`) or SCSS, as jekyll-sass-converter makes it: imports come from `_sass` and `sass: load_paths`.
 * Empty while files that it may import are still to be read; throws LiquidError where the site could not be built either.
 */
export function compileSass(text: string, indented: boolean, model: SiteModel): string {
  const folders = foldersOf(model)
  const parts = [...model.paths].filter(
    (path) => /\.(?:scss|sass|css)$/.test(path) && folders.some((folder) => path.startsWith(`${folder}/`)),
  )
  const texts = [text, ...parts.map((path) => model.texts.text(path))]
  if (parts.some((path) => model.texts.lacks(path))) return ''
  const key = `${indented} ${text}`
  const known = compiled.get(key)
  if (known?.texts.length === texts.length && known.texts.every((each, at) => each === texts[at]))
    return known.css
  const css = compile(text, indented, importerOf(model, folders))
  if (compiled.size > 20) compiled.clear()
  compiled.set(key, { texts, css })
  return css
}

function compile(text: string, indented: boolean, importer: Importer<'sync'>): string {
  try {
    return compileString(text, {
      style: 'compressed',
      // what it puts before letters beyond ASCII is a letter where the text stands in a page
      charset: false,
      syntax: indented ? 'indented' : 'scss',
      importers: [importer],
      logger: Logger.silent,
    }).css
  } catch (error) {
    throw new LiquidError(String(error).split('\n')[0])
  }
}

/** Where imports are looked for, the first first. */
function foldersOf(model: SiteModel): string[] {
  const said = model.settings.get('sass')
  const own = isHash(said) ? said : new Map<unknown, unknown>()
  const more = own.get('load_paths')
  const others = Array.isArray(more) ? more.map((each) => folderOf(each, '')) : []
  return [folderOf(own.get('sass_dir'), '_sass'), ...others].filter((folder) => folder !== '')
}

const scheme = 'site:/'

function importerOf(model: SiteModel, folders: readonly string[]): Importer<'sync'> {
  return {
    canonicalize: (url) => {
      const relative = url.startsWith(scheme) ? [decodeURI(url.slice(scheme.length))] : undefined
      const wanted = relative ?? folders.map((folder) => `${folder}/${url}`)
      const found = wanted.flatMap(spellings).find((path) => model.paths.has(path))
      return found === undefined ? null : (new Url(scheme + encodeURI(found)) as never)
    },
    load: (url: Address) => load(decodeURI(url.pathname.slice(1)), model),
  }
}

function load(path: string, model: SiteModel): ImporterResult | null {
  const contents = model.texts.text(path)
  if (contents === undefined) return null
  const syntax = path.endsWith('.sass') ? 'indented' : path.endsWith('.css') ? 'css' : 'scss'
  return { contents, syntax }
}

/** The files that an import can mean. */
function spellings(path: string): string[] {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(path) ?? []
  const endings = /\.(?:scss|sass|css)$/.test(name) ? [''] : ['.scss', '.sass', '.css']
  const files = endings.flatMap((ending) => [`${folder}_${name}${ending}`, `${folder}${name}${ending}`])
  return [...files, `${path}/_index.scss`, `${path}/index.scss`, `${path}/_index.sass`]
}
