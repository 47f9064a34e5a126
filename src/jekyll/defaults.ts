import type { Configured, FrontMatterDefault } from './config.ts'
import { emptyMap, isMap, type YamlMap } from './yaml/values.ts'

/**
 * The front matter that `defaults:` in `_config.yml` gives to a file (Jekyll's `FrontmatterDefaults#all`). `type` is `posts`,
 * `drafts`, `pages` or a collection's name.
 */
export function defaultsFor(path: string, type: string, site: Configured): Readonly<Record<string, unknown>> {
  const { collectionsDir, defaults } = site.config
  let result = emptyMap()
  let strongest: FrontMatterDefault | undefined
  for (const set of defaults) {
    if (!applies(set, withoutDir(path, collectionsDir), type, collectionsDir)) continue
    if (strongest === undefined || isStronger(set, strongest)) {
      result = merged(result, set.values)
      strongest = set
    } else result = merged(set.values, result)
  }
  return result
}

const withoutDir = (path: string, dir: string): string =>
  dir !== '' && path.startsWith(`${dir}/`) ? path.slice(dir.length + 1) : path

function applies(set: FrontMatterDefault, path: string, type: string, dir: string): boolean {
  if (set.type !== undefined && set.type !== type) return false
  if (set.path === '') return true
  const scope = withoutDir(set.path.replace(/^\//, ''), dir)
  return scope.includes('*') ? matchesGlob(path, scope) : path.startsWith(scope)
}

/** A pattern's `*` stands for a part of a name, `**` for any folders; what it matches is the file or a folder above it. */
function matchesGlob(path: string, glob: string): boolean {
  return matchParts(
    path.split('/'),
    glob
      .split('/')
      .filter((part) => part !== '')
      .slice(0, 20),
  )
}

function matchParts(parts: readonly string[], globs: readonly string[]): boolean {
  const [glob, ...rest] = globs
  if (glob === undefined) return true
  if (glob === '**') return parts.some((_, index) => matchParts(parts.slice(index), rest))
  const [part, ...others] = parts
  return part !== undefined && matchesPart(part, glob) && matchParts(others, rest)
}

/** Greedy from the left, which is exact for `*` alone and takes no more than linear time. */
function matchesPart(part: string, glob: string): boolean {
  const [start = '', ...pieces] = glob.split('*')
  if (!part.startsWith(start)) return false
  let at = start.length
  for (const [index, piece] of pieces.entries()) {
    const last = index === pieces.length - 1
    const found = last ? part.length - piece.length : part.indexOf(piece, at)
    if (found < at || !part.startsWith(piece, found)) return false
    at = found + piece.length
  }
  return at === part.length
}

function isStronger(set: FrontMatterDefault, other: FrontMatterDefault): boolean {
  if (set.path.length !== other.path.length) return set.path.length >= other.path.length
  return set.type !== undefined || other.type === undefined
}

/** The second map over the first, maps in them likewise; nothing overwrites with null. */
function merged(under: Readonly<YamlMap>, over: Readonly<YamlMap>): YamlMap {
  const result = emptyMap()
  for (const key of Object.keys(under)) result[key] = under[key]
  for (const key of Object.keys(over)) {
    const [old, value] = [result[key], over[key]]
    if (isMap(old) && isMap(value)) result[key] = merged(old, value)
    else if (value !== null || !(key in result)) result[key] = value
  }
  return result
}
