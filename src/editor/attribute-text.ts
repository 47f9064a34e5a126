/** One entry of an attribute list (`.wide`, `#top`, `width="60%"`, a name) and the blanks before it. */
interface Entry {
  readonly gap: string
  readonly text: string
}

interface List {
  readonly head: string
  readonly entries: readonly Entry[]
  readonly tail: string
}

const entry = /(\s*)((?:[^\s"'}]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')+)/gy

function read(list: string | null, start: string): List {
  const head = /^\{:\s*/.exec(list ?? '')?.[0] ?? start
  const inner = list === null ? '' : list.slice(head.length, -1)
  const found = [...inner.matchAll(entry)]
  const tail = inner.slice(found.reduce((end, [all]) => end + all.length, 0))
  return { head, tail, entries: found.map(([, gap = '', text = '']) => ({ gap, text })) }
}

/** Null: nothing is left that needs a list. */
function write({ head, entries, tail }: List): string | null {
  if (entries.length === 0) return null
  const inner = entries.map(({ gap, text }, at) => (at === 0 ? '' : gap || ' ') + text).join('')
  return `${head}${inner}${tail}}`
}

const hasKey = (text: string, key: string): boolean => text.startsWith(`${key}=`)
const valueOf = (text: string): string => text.slice(text.indexOf('=') + 1).replace(/^(["'])(.*)\1$/s, '$2')

/** A value of an attribute list as written (`{:.wide width="60%"}`), without its quotes; undefined where it has none. */
export function attributeIn(list: string | null, key: string): string | undefined {
  const found = read(list, '').entries.findLast(({ text }) => hasKey(text, key))
  return found && valueOf(found.text)
}

/** The classes that an attribute list gives, in its order. */
export const classesIn = (list: string | null): string[] =>
  read(list, '').entries.flatMap(({ text }) => namesIn(text))

/** What an attribute list says, by the names of the attributes; classes and the place's name however they are written. */
export function valuesIn(list: string | null): ReadonlyMap<string, string> {
  const texts = read(list, '').entries.map(({ text }) => text)
  const values = texts.flatMap((text): [string, string][] => {
    const [, key] = /^([A-Za-z_][\w-]*)=/.exec(text) ?? []
    const [, id] = /^(?:\.[\w-]+)*#([\w-]+)/.exec(text) ?? []
    if (id !== undefined) return [['id', id]]
    return key === undefined || key === 'class' ? [] : [[key, valueOf(text).replace(/\\(["'}\\])/g, '$1')]]
  })
  const names = classesIn(list).join(' ')
  return new Map(names === '' ? values : [['class', names], ...values])
}

function namesIn(text: string): string[] {
  if (hasKey(text, 'class')) return valueOf(text).match(/\S+/g) ?? []
  return /^(?:[.#][\w-]+)+$/.test(text) ? (text.match(/(?<=\.)[\w-]+/g) ?? []) : []
}

/**
 * The list with another value for a key, or without it; everything else of it stays as it is written. Null: no list is
 * needed any more. A new list begins like `start`.
 */
export function withAttribute(
  list: string | null,
  key: string,
  value: string | undefined,
  start = '{: ',
): string | null {
  const { head, entries, tail } = read(list, start)
  const others = entries.filter(({ text }) => !hasKey(text, key))
  if (others.length === entries.length && value === undefined) return list
  if (value === undefined) return write({ head, tail, entries: others })
  const quote = /=(["'])/.exec(list ?? '')?.[1] ?? '"'
  const added = [...entries, { gap: ' ', text: spelled(key, value, quote) }]
  const changed = entries.map((old) =>
    hasKey(old.text, key) ? { ...old, text: respelled(old.text, value) } : old,
  )
  return write({ head, tail, entries: others.length === entries.length ? added : changed })
}

const spelled = (key: string, value: string, quote: string): string =>
  `${key}=${quote}${value.replace(quote === '"' ? /[\\}"]/g : /[\\}']/g, '\\$&')}${quote}`

function respelled(text: string, value: string): string {
  const at = text.indexOf('=')
  return spelled(text.slice(0, at), value, /["']/.exec(text[at + 1] ?? '')?.[0] ?? '"')
}

/** The list with some classes in the place of others; the rest of it stays as it is written. */
export function withClasses(
  list: string | null,
  remove: readonly string[],
  add: readonly string[],
  start = '{: ',
): string | null {
  const { head, entries, tail } = read(list, start)
  const present = entries.flatMap(({ text }) => namesIn(text))
  const left = add.filter((name) => !present.includes(name))
  const gone = remove.filter((name) => !add.includes(name))
  const swap = (name: string): string[] => (gone.includes(name) ? left.splice(0) : [name])
  const changed = entries.flatMap((old) => renamed(old, swap))
  return write({ head, tail, entries: left.length === 0 ? changed : withNames(changed, left) })
}

function renamed(old: Entry, swap: (name: string) => string[]): Entry[] {
  const names = namesIn(old.text)
  const next = names.flatMap(swap)
  if (next.join(' ') === names.join(' ')) return [old]
  if (hasKey(old.text, 'class'))
    return next.length === 0 ? [] : [{ ...old, text: respelled(old.text, next.join(' ')) }]
  const ids = old.text.match(/#[\w-]+/g) ?? []
  const text = [...ids, ...next.map((name) => `.${name}`)].join(' ')
  return text === '' ? [] : [{ ...old, text }]
}

/** Classes join those that stand there, in the way in which those are written. */
function withNames(entries: readonly Entry[], names: readonly string[]): Entry[] {
  const at = entries.findLastIndex(({ text }) => namesIn(text).length > 0)
  const last = entries[at]
  if (last && hasKey(last.text, 'class'))
    return entries.with(at, { ...last, text: respelled(last.text, [valueOf(last.text), ...names].join(' ')) })
  const dotted = names.map((name) => ({ gap: ' ', text: `.${name}` }))
  return [...entries.slice(0, at + 1), ...dotted, ...entries.slice(at + 1)]
}
