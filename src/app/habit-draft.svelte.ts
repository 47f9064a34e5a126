import { correctionsNow, sayHere, sayToAll } from './say-corrections.ts'
import type { Workspace } from './workspace.svelte.ts'
import { correct } from '../jekyll/correct.ts'
import { readCorrections, type Corrections } from '../jekyll/corrections.ts'
import { learnConventions, type Conventions, type Site } from '../jekyll/index.ts'
import { writeCorrections } from '../jekyll/write-corrections.ts'

/** Where a correction stands: `posts`, `date`. */
export type Path = readonly string[]

/** What the author changes of how the blog is written, before it is kept. */
export class Draft {
  readonly #workspace: Workspace
  said = $state.raw<Corrections>({})
  readonly learnt: Conventions
  readonly now: Conventions = $derived.by(() => correct(this.learnt, this.said))
  /** The same that is kept. */
  readonly isKept: boolean = $derived.by(() => same(this.said, correctionsNow(this.#workspace)))
  /** The same that everyone has. */
  readonly isForAll: boolean = $derived.by(() => this.text === this.#file)
  /** The file for everyone as it would be; undefined where it is too broken to be written into. */
  readonly text: string | undefined = $derived.by(() => writeCorrections(this.#file, this.said))

  constructor(workspace: Workspace, site: Site) {
    this.#workspace = workspace
    this.learnt = learnConventions(site)
    this.said = correctionsNow(workspace)
  }

  get #file(): string {
    return this.#workspace.teaching.corrected?.file ?? ''
  }

  /** Who says it: nobody but the posts, everyone's file, or this device; `new`: it is not kept yet. */
  sourceOf(path: Path): 'posts' | 'file' | 'device' | 'new' {
    const said = at(this.said, path)
    if (!same(said, at(correctionsNow(this.#workspace), path))) return 'new'
    if (said === undefined) return 'posts'
    return same(said, at(readCorrections(this.#file), path)) ? 'file' : 'device'
  }

  /** Says something else; undefined: as the blog shows. Answers whether that can be. */
  say(path: Path, value: unknown): boolean {
    const next = put(this.said, path, value) as Corrections
    if (writeCorrections('', next) === undefined) return false
    this.said = next
    return true
  }

  value(path: Path): unknown {
    return at(this.said, path)
  }

  keepHere(): Promise<void> {
    return sayHere(this.#workspace, this.said)
  }

  keepForAll(): Promise<boolean> {
    return sayToAll(this.#workspace, this.said)
  }
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const at = (value: unknown, path: Path): unknown =>
  path.reduce((each, key) => (isGroup(each) && Object.hasOwn(each, key) ? each[key] : undefined), value)

/** The object with another value in it; what is empty then is left out. */
function put(group: object, [key = '', ...rest]: Path, value: unknown): object {
  const entries = new Map<string, unknown>(Object.entries(group))
  const old = entries.get(key)
  const inner = rest.length === 0 ? value : put(isGroup(old) ? old : {}, rest, value)
  if (inner === undefined || (isGroup(inner) && Object.keys(inner).length === 0)) entries.delete(key)
  else entries.set(key, inner)
  return Object.fromEntries(entries)
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

const sorted = (value: unknown): unknown =>
  isGroup(value)
    ? Object.keys(value)
        .sort()
        .map((key) => [key, sorted(value[key])])
    : value
