/** A file's name as it stands in a text. */
export interface Named {
  /** The files that it can mean; mostly one. */
  readonly paths: readonly string[]
  /** Where its last folders and its name stand: as many of them as the file's path ends with. */
  readonly from: number
  readonly to: number
  /** How many parts of the path that is, the name included. */
  readonly parts: number
}

/** Files by their names, to be looked up in texts. */
export class FileNames {
  readonly #byName = new Map<string, string[]>()
  /** Names that no address can hold as they are: looked for letter by letter. */
  readonly #odd: readonly string[]
  readonly #ending: RegExp

  constructor(paths: readonly string[]) {
    for (const path of paths) {
      const name = nameOf(path)
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), path])
    }
    this.#odd = [...this.#byName.keys()].filter((name) => !/^[^\s"'`()<>[\]{}|,=%]+$/.test(name))
    const endings = new Set(paths.map((path) => /[^.]*$/.exec(path)?.[0] ?? ''))
    const safe = [...endings].filter((ending) => /^\w+$/.test(ending))
    this.#ending = new RegExp(`\\.(?:${safe.join('|') || '(?!)'})(?![\\w.])`, 'g')
  }

  /** The files that a text names: in an address, in a tag's words, or as the value of a detail. */
  in(text: string): Named[] {
    const tokens = [...text.matchAll(this.#ending)].flatMap(({ index, 0: ending }) => {
      const start = startOf(text, index)
      return this.#look(text.slice(start, index + ending.length), start)
    })
    const odd = this.#odd.flatMap((name) => this.#spelledOut(name, text))
    // `boat.jpg` in `My boat.jpg` is no name
    const own = tokens.filter(({ from, to }) => !odd.some((other) => other.from < from && other.to >= to))
    return [...own, ...odd]
  }

  #look(token: string, at: number): Named[] {
    const raw = token.split('/')
    const parts = raw.map(decoded)
    const found = (this.#byName.get(parts.at(-1) ?? '') ?? []).map((path) => ({
      path,
      count: sharedParts(path.split('/'), parts),
    }))
    const meant = found.filter(({ count }) => count > 0)
    const most = Math.max(0, ...meant.map(({ count }) => count))
    if (most === 0) return []
    const from = at + token.length - raw.slice(-most).join('/').length
    const paths = meant.filter(({ count }) => count === most).map(({ path }) => path)
    return [{ paths, from, to: at + token.length, parts: most }]
  }

  #spelledOut(name: string, text: string): Named[] {
    const found: Named[] = []
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length))
      found.push({ paths: this.#byName.get(name) ?? [], from: at, to: at + name.length, parts: 1 })
    return found
  }
}

const outside = /[\s"'`()<>[\]{}|,=]/
const longest = 300

/** Where the address begins whose ending stands at a place. */
function startOf(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < longest && !outside.test(text.charAt(start - 1))) start -= 1
  return start
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * With how many parts both end: all of the path, or all that the address says but for dots, a host and what hides before
 * a folder. None where they part before either ends.
 */
function sharedParts(path: readonly string[], address: readonly string[]): number {
  const said = address.filter((part, at) => !/^\.{0,2}$/.test(part) || at === address.length - 1)
  let count = 0
  while (count < path.length && count < said.length && path.at(-1 - count) === said.at(-1 - count)) count++
  return count === path.length || count === said.length ? count : 0
}

/** A text that names a file under its new path. `blocked`: in so many places its name could not follow. */
export function renamedIn(
  text: string,
  from: string,
  to: string,
  names: FileNames,
): { readonly text: string; readonly count: number; readonly blocked: number } {
  let [out, at, count, blocked] = ['', 0, 0, 0]
  const found = names.in(text).sort((one, other) => one.from - other.from)
  for (const { paths, from: start, to: end, parts } of found) {
    const put = paths.length === 1 && paths[0] === from ? renamedTail(from, to, parts) : undefined
    if (!paths.includes(from) || start < at) continue
    if (put === undefined) blocked += 1
    else {
      const isEscaped = /%[\da-f]{2}/i.test(text.slice(start, end))
      out += text.slice(at, start) + (isEscaped ? encodeURI(put) : put)
      at = end
      count += 1
    }
  }
  return { text: out + text.slice(at), count, blocked }
}

/** The new path's end in place of as many parts of the old one; undefined where the folders before them differ. */
function renamedTail(from: string, to: string, parts: number): string | undefined {
  const head = from.split('/').slice(0, -parts).join('/')
  const before = head === '' ? '' : `${head}/`
  return to.startsWith(before) ? to.slice(before.length) : undefined
}
