import type { Entry, Site } from '../../jekyll/index.ts'
import type { Head, SiteSketch } from '../../preview/index.ts'
import { hiddenBy, type Works } from '../works.ts'

/** A site as the renderer is told of it, with what the author changed. */
export function sketchOf(
  site: Site,
  entries: ReadonlyMap<string, Entry>,
  theme?: readonly string[],
): SiteSketch {
  const heads = (list: readonly Entry[]): Head[] =>
    list.map((entry) => ({
      path: entry.path,
      text: (entries.get(entry.path) ?? entry).frontMatter.text,
    }))
  return {
    paths: site.paths,
    posts: heads(site.posts),
    drafts: heads(site.drafts),
    documents: heads(site.documents),
    ...(theme && { theme }),
  }
}

/** The files that are others now. */
export function changedIn(before: Works, now: Works): string[] {
  if (before === now) return []
  const works = [...new Set([...before.keys(), ...now.keys()])].filter(
    (path) => before.get(path) !== now.get(path),
  )
  return [
    ...new Set(
      works.flatMap((path) =>
        [before.get(path), now.get(path)].flatMap((work) => (work ? [work.path, ...hiddenBy(work)] : [])),
      ),
    ),
  ]
}
