import { cutHead } from '../../jekyll/index.ts'
import { type Hash, isHash } from '../liquid/values.ts'
import type { SiteModel } from '../site/model.ts'
import { readYaml } from '../site/ruby-values.ts'

export interface Layout {
  readonly data: Hash
  readonly source: string
}

/** The layouts of a site by name, read when a page asks for them. */
export class Layouts {
  readonly #model: SiteModel
  readonly #known = new Map<string, { text: string; layout: Layout }>()
  #paths: ReadonlyMap<string, string> | undefined

  constructor(model: SiteModel) {
    this.#model = model
  }

  /** Undefined where there is none of this name, or not yet. */
  named(name: string): Layout | undefined {
    this.#paths ??= this.#find()
    const path = name === '' ? undefined : this.#paths.get(name)
    const text = path === undefined ? undefined : this.#model.texts.text(path)
    if (text === undefined) return undefined
    const known = this.#known.get(name)
    if (known?.text === text) return known.layout
    const layout = readLayout(text, this.#model.zone)
    this.#known.set(name, { text, layout })
    return layout
  }

  has(name: string): boolean {
    this.#paths ??= this.#find()
    return this.#paths.has(name)
  }

  #find(): ReadonlyMap<string, string> {
    const folder = `${this.#model.config.layoutsDir}/`
    const own = [...this.#model.paths].filter((path) => path.startsWith(folder) && /[^/]\.[^/]*$/.test(path))
    return new Map(own.map((path) => [path.slice(folder.length).replace(/\.[^.]*$/, ''), path]))
  }
}

function readLayout(text: string, zone: string): Layout {
  const head = cutHead(text)
  try {
    const data = readYaml(head.yaml, zone)
    return { data: isHash(data) ? data : new Map(), source: head.body }
  } catch {
    return { data: new Map(), source: head.body }
  }
}
