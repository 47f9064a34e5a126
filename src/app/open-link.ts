import { parseAddress } from '../hosts/address.ts'
import type { Link } from './app.svelte.ts'

/** Longer than any address that a person or a template makes. */
const longest = 2000

/**
 * Reads `#/open?repo=…&branch=…&post=…`. Whoever wrote it may be anybody: the address must be one of http(s) without a name
 * and a password in it, the branch one that Git takes, and the post a path inside the blog; undefined where they are not.
 */
export function readLink(hash: string): Link | undefined {
  if (!hash.startsWith('#/open?') || hash.length > longest) return undefined
  const said = new URLSearchParams(hash.slice('#/open?'.length))
  const [repo = '', branch = '', post = ''] = ['repo', 'branch', 'post'].map((key) => said.get(key) ?? '')
  const address = /^https?:\/\//i.test(repo) ? parseAddress(repo) : undefined
  if (address?.kind !== 'blog' || !isBranch(branch) || !isPath(post)) return undefined
  const blog = branch === '' ? address.blog : { ...address.blog, branch }
  return post === '' ? { blog } : { blog, post }
}

/** Blanks, controls, and what leads somewhere else (git-check-ref-format); none at all is the host's own choice. */
const isBranch = (name: string): boolean =>
  !/[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|\/\.|[/.]$|\.lock(?:\/|$)/u.test(name)

/** A file below the blog's own folder, or none. */
const isPath = (path: string): boolean =>
  !/[\p{Cc}\p{Cs}\\]/u.test(path) &&
  (path === '' || path.split('/').every((part) => !/^(?:\.{0,2}|\.git)$/i.test(part)))
