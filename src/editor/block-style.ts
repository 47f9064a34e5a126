/** Classes that mean something else: what keeps a heading out of the contents, the language of code. */
const other = /^(?:no_toc|language-.*)$/
const dotted = /(^|[\s:}])\.([\w-]+(?:\.[\w-]+)*)/g
const quoted = /\bclass\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The classes by which an attribute list gives a block its style, as posts write them: `notice`, `note info`. */
export function styleOf(ial: unknown): string {
  if (typeof ial !== 'string') return ''
  const plain = ial.replace(/[\w-]+\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
  const dots = [...plain.matchAll(dotted)].flatMap(([, , names = '']) => names.split('.'))
  const named = [...ial.matchAll(quoted)].flatMap(([, one, two]) => (one ?? two ?? '').split(/\s+/))
  return [...dots, ...named].filter((name) => name !== '' && !other.test(name)).join(' ')
}

/**
 * An attribute list with another style, the rest as it was: classes are replaced where they stand, a list that has
 * nothing else goes with them, and where there is none one is written. '' is no style.
 */
export function withStyle(ial: string | null, style: string): string | null {
  const classes = style.split(/\s+/).filter((name) => /^[\w-]+$/.test(name))
  const wanted = classes.map((name) => `.${name}`).join(' ')
  if (ial === null) return wanted === '' ? null : `{: ${wanted}}`
  const bare = ial.replace(quoted, '').replace(dotted, (_all, before: string, names: string) => {
    const kept = names.split('.').filter((name) => other.test(name))
    return kept.length === 0 ? before : `${before}.${kept.join('.')}`
  })
  const lists = bare.replace(/[ \t]+(?=\})/g, '').replace(/^\{:[ \t]+/, '{: ')
  const added = wanted === '' ? lists : lists.replace(/^\{:[ \t]*/, `{: ${wanted} `).replace(/[ \t]+\}/, '}')
  const left = added.split('\n').filter((line) => !/^\{:\s*\}$/.test(line))
  return left.length === 0 ? null : left.join('\n')
}

/** What the author reads of a style: `notice--warning` is “Notice warning”. */
export function nameOfStyle(style: string): string {
  const words = style.replace(/[-_\s]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
