import { type Hash, toText } from '../liquid/values.ts'

/** What Jekyll leaves out unless `include` names it. */
export const alwaysExcluded = [
  '.sass-cache',
  '.jekyll-cache',
  'gemfiles',
  'Gemfile',
  'Gemfile.lock',
  'node_modules',
  'vendor/bundle/',
  'vendor/cache/',
  'vendor/gems/',
  'vendor/ruby/',
]

/** Which files of a repository Jekyll looks at: the rules of `include`, `exclude`, and names that start with a dot or underscore. */
export class EntryFilter {
  readonly #include: readonly string[]
  readonly #exclude: readonly string[]
  readonly #folders = new Map<string, boolean>()

  constructor(settings: Hash) {
    const list = (key: string): string[] => {
      const value = settings.get(key)
      return Array.isArray(value) ? value.map(toText) : []
    }
    this.#include = list('include')
    this.#exclude = list('exclude').filter((pattern) => !this.#include.includes(pattern))
  }

  /** Whether a file is one of the site, with every folder above it. `skip` is a folder whose own name does not count. */
  takes(path: string, skip = ''): boolean {
    const rest = skip === '' ? path : path.slice(skip.length + 1)
    const cut = rest.lastIndexOf('/')
    const folder = cut === -1 ? '' : rest.slice(0, cut)
    return this.#takesFolder(skip, folder) && this.#takesEntry(skip, rest, false)
  }

  #takesFolder(skip: string, folder: string): boolean {
    if (folder === '') return true
    const key = `${skip}\0${folder}`
    const known = this.#folders.get(key)
    if (known !== undefined) return known
    const cut = folder.lastIndexOf('/')
    const result =
      this.#takesFolder(skip, cut === -1 ? '' : folder.slice(0, cut)) && this.#takesEntry(skip, folder, true)
    this.#folders.set(key, result)
    return result
  }

  #takesEntry(skip: string, path: string, isFolder: boolean): boolean {
    const name = path.slice(path.lastIndexOf('/') + 1)
    if (name.endsWith('.')) return false
    const whole = skip === '' ? path : `${skip}/${path}`
    const included =
      this.#matches(this.#include, name, isFolder) || this.#matches(this.#include, whole, isFolder)
    if (this.#matches(this.#exclude, whole, isFolder) && !included) return false
    return included || !(/^[._#~]/.test(name) || name.endsWith('~'))
  }

  #matches(patterns: readonly string[], path: string, isFolder: boolean): boolean {
    return patterns.some((pattern) => {
      const bare = pattern.replace(/^\//, '')
      return path.startsWith(bare) || (isFolder && bare === `${path}/`) || matchesGlob(path, bare)
    })
  }
}

/** Ruby's `File.fnmatch?` without flags: `*` and `?` also match slashes. Greedy, in no more than quadratic time. */
function matchesGlob(path: string, glob: string): boolean {
  if (!/[*?[]/.test(glob)) return path === glob
  let [at, g, star, mark] = [0, 0, -1, 0]
  while (at < path.length) {
    if (glob[g] === '*') {
      star = g
      mark = at
      g += 1
    } else if (glob[g] === '?' || glob[g] === path[at]) {
      at += 1
      g += 1
    } else if (star !== -1) {
      g = star + 1
      mark += 1
      at = mark
    } else return false
  }
  return glob.slice(g).replaceAll('*', '') === ''
}
