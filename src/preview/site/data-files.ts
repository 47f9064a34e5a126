import { Drop, Float, type Hash, isNil } from '../liquid/values.ts'
import { integer } from '../liquid/numbers.ts'
import type { SiteModel } from './model.ts'
import { parseCsv } from './csv.ts'
import { readYaml } from './ruby-values.ts'

/** A folder of `_data`: its files are read when something asks for them. */
export class DataFolder extends Drop {
  readonly #model: SiteModel
  readonly #files = new Map<string, string>()
  readonly #folders = new Map<string, DataFolder>()
  readonly #values = new Map<string, { text: string; value: unknown }>()

  /** `paths`: all files below `folder`. */
  constructor(model: SiteModel, folder: string, paths: readonly string[]) {
    super()
    this.#model = model
    const inner = new Map<string, string[]>()
    for (const path of paths) {
      const rest = path.slice(folder.length + 1)
      const cut = rest.indexOf('/')
      if (cut === -1) this.#addFile(rest, path)
      else inner.set(rest.slice(0, cut), [...(inner.get(rest.slice(0, cut)) ?? []), path])
    }
    for (const [name, own] of inner)
      this.#folders.set(keyOfName(name), new DataFolder(model, `${folder}/${name}`, own))
  }

  #addFile(name: string, path: string): void {
    if (/\.(?:ya?ml|json|csv|tsv)$/.test(name)) this.#files.set(keyOfName(name.replace(/\.[^.]*$/, '')), path)
  }

  override get(key: string): unknown {
    const folder = this.#folders.get(key)
    if (folder !== undefined) return folder
    const path = this.#files.get(key)
    return path === undefined ? undefined : this.#read(path)
  }

  override has(key: string): boolean {
    return this.#folders.has(key) || this.#files.has(key)
  }

  override keys(): readonly string[] {
    return [...new Set([...this.#files.keys(), ...this.#folders.keys()])]
  }

  /** Everything of it, read. */
  hash(): Hash {
    return new Map(
      this.keys().map((key) => {
        const value = this.get(key)
        return [key, value instanceof DataFolder ? value.hash() : value]
      }),
    )
  }

  #read(path: string): unknown {
    const text = this.#model.texts.text(path) ?? ''
    const known = this.#values.get(path)
    if (known?.text === text) return known.value
    const value = this.#parse(path, text)
    this.#values.set(path, { text, value })
    return value
  }

  #parse(path: string, text: string): unknown {
    try {
      if (/\.[ct]sv$/.test(path)) return this.#table(path, text)
      return readYaml(text, this.#model.zone)
    } catch {
      this.#model.warn('unreadable-data', path)
      return undefined
    }
  }

  #table(path: string, text: string): unknown {
    const kind = path.endsWith('.csv') ? 'csv' : 'tsv'
    const options = this.#model.settings.get(`${kind}_reader`)
    const option = (key: string): unknown => (options instanceof Map ? options.get(key) : undefined)
    const converters = option('csv_converters')
    const convert = converterOf(Array.isArray(converters) ? converters.map(String) : [])
    const rows = parseCsv(text, kind === 'csv' ? ',' : '\t').map((row) => row.map(convert))
    if (option('headers') === false) return rows
    const [head = [], ...rest] = rows
    return rest.map((row) => new Map(head.map((key, index) => [key, row[index]])))
  }
}

function converterOf(names: readonly string[]): (field: string | undefined) => unknown {
  const wants = (name: string): boolean =>
    names.includes(name) || names.includes('all') || (name !== 'date' && names.includes('numeric'))
  return (field) => {
    if (isNil(field)) return undefined
    if (wants('integer') && /^-?\d+$/.test(field)) return integer(BigInt(field))
    if (wants('float') && /^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(field)) return new Float(Number(field))
    return field
  }
}

/** The key that a file's or folder's name gives. */
const keyOfName = (name: string): string =>
  name.replaceAll(/[^\w\s-]+|(?<=^|\b\s)\s+(?=$|\s?\b)/g, '').replaceAll(/\s+/g, '_')
