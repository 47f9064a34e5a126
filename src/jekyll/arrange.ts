import type { Quotes } from './conventions.ts'
import type { Corrections } from './corrections.ts'
import type { FrontMatter, FrontMatterEntry, ListForm } from './front-matter.ts'

/** The details of a new post in the order and the spelling that the author says. Values stay what they are. */
export function arrange(details: FrontMatter, { posts, lists }: Corrections): FrontMatter {
  const ordered = posts?.order ? inOrder(details, posts.order) : details
  const quoted = posts?.title ? withTitle(ordered, posts.title) : ordered
  return Object.entries(lists ?? {}).reduce((rest, [key, form]) => withForm(rest, key, form), quoted)
}

/** Lines of the YAML by the key that they belong to. */
function pieces({ source, entries, text }: FrontMatter): readonly (readonly [FrontMatterEntry, string])[] {
  const lines = source.split(/(?<=\n)/)
  const first = text.slice(0, text.indexOf(source)).split('\n').length
  return entries.map((entry, at) => {
    const to = entries[at + 1]?.line ?? lines.length + first
    return [entry, lines.slice(entry.line - first, to - first).join('')]
  })
}

function inOrder(details: FrontMatter, order: readonly string[]): FrontMatter {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length)
  const sorted = [...pieces(details)].sort(([one], [other]) => rank(one.key) - rank(other.key))
  return proved(details, details.withSource(sorted.map(([, piece]) => piece).join('')))
}

function withTitle(details: FrontMatter, quotes: Quotes): FrontMatter {
  const title = details.get('title')
  if (typeof title !== 'string') return details
  const spelled = {
    plain: title,
    single: `'${title.replaceAll("'", "''")}'`,
    double: JSON.stringify(title),
  }[quotes]
  const eol = details.source.includes('\r\n') ? '\r\n' : '\n'
  const next = pieces(details).map(([{ key }, piece]) =>
    key === 'title' ? `title: ${spelled}${eol}` : piece,
  )
  return proved(details, details.withSource(next.join('')))
}

function withForm(details: FrontMatter, key: string, form: ListForm | null): FrontMatter {
  const items = details.getList(key)
  if (items.length === 0 || form === null) return details
  const place = details.keys.slice(0, details.keys.indexOf(key) + 1)
  return details.without(key).withList(key, items, form, [...place, ...details.keys])
}

/** The new spelling where it reads as the same values, else the old one. */
function proved(before: FrontMatter, after: FrontMatter): FrontMatter {
  const said = (details: FrontMatter): string =>
    JSON.stringify([...details.keys].sort().map((key) => [key, details.get(key)]))
  return after.problems.length === 0 && said(before) === said(after) ? after : before
}
