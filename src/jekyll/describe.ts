import type { Configured } from './config.ts'
import { cutHead } from './head.ts'
import { type Described, type EntryDetails, entryOf } from './post.ts'
import type { Problem } from './problem.ts'
import { composeDocument } from './yaml/composer.ts'
import { emptyMap, isMap, valueOf, type YamlMap } from './yaml/values.ts'

/** Front matter that is only read. */
class ReadDetails implements EntryDetails {
  readonly text: string
  readonly source: string
  readonly problems: readonly Problem[] = []
  #values: YamlMap | undefined

  constructor(text: string, source: string) {
    this.text = text
    this.source = source
  }

  get(key: string): unknown {
    this.#values ??= read(this.source)
    return this.#values[key]
  }
}

function read(yaml: string): YamlMap {
  try {
    const root = composeDocument(yaml)
    const values = root === undefined ? undefined : valueOf(root)
    return isMap(values) ? values : emptyMap()
  } catch {
    return emptyMap()
  }
}

/** A file of a site as `parsePost` knows it, for who changes nothing: without all that writing needs. A broken YAML says nothing. */
export function describe(path: string, source: string, site: Configured): Described {
  const head = cutHead(source)
  return entryOf(path, new ReadDetails(head.before + head.yaml + head.after, head.yaml), site)
}
