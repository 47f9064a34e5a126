import { readCorrections, type Corrections } from '../jekyll/corrections.ts'
import { correctionsFile, writeCorrections } from '../jekyll/write-corrections.ts'
import { keepOwnCorrections } from '../recovery/corrections.ts'
import type { Workspace } from './workspace.svelte.ts'

type Blog = Pick<Workspace, 'blog' | 'works' | 'teaching'>

/** What holds now, without what takes something back: where the author begins to change it. */
export function correctionsNow({ teaching }: Blog): Corrections {
  return spoken(teaching.corrected?.said ?? {})
}

/** Keeps on this device what differs from the blog's file. */
export async function sayHere({ blog, teaching }: Blog, wanted: Corrections): Promise<void> {
  const before = await teaching.settle()
  const own = difference(wanted, spoken(readCorrections(before?.file ?? '')))
  await keepOwnCorrections(blog.url, writeCorrections('', own) ?? '')
  await teaching.settle()
}

/**
 * Says it to everyone who writes here: the blog's file is changed with the next publish, and this device says nothing more.
 * False where that file is too broken to be written into.
 */
export async function sayToAll({ blog, works, teaching }: Blog, wanted: Corrections): Promise<boolean> {
  const before = await teaching.settle()
  const text = writeCorrections(before?.file ?? '', wanted)
  if (text === undefined) return false
  const base = await works.baseOf(correctionsFile)
  const isGone = text.trim() === ''
  if (isGone && base === null) await works.write([], [correctionsFile])
  else await works.save({ path: correctionsFile, content: isGone ? null : text, base, changedAt: Date.now() })
  await keepOwnCorrections(blog.url, '')
  await teaching.settle()
  return true
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without nulls and what is empty then. */
function spoken(said: object): Corrections {
  const entries = Object.entries(said).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
    if (!isGroup(value)) return value === null ? [] : [[key, value]]
    const inner = spoken(value)
    return Object.keys(inner).length === 0 ? [] : [[key, inner]]
  })
  return Object.fromEntries(entries)
}

/** What must be said over `lower` for `wanted` to hold: null where that says something and `wanted` does not. */
function difference(wanted: object, lower: object): Corrections {
  const [will, was] = [new Map(Object.entries(wanted)), new Map(Object.entries(lower))]
  const entries = [...new Set([...will.keys(), ...was.keys()])].flatMap((key): [string, unknown][] => {
    const [mine, theirs] = [will.get(key) as unknown, was.get(key) as unknown]
    if (isGroup(mine) || isGroup(theirs))
      return [[key, difference(isGroup(mine) ? mine : {}, isGroup(theirs) ? theirs : {})]]
    return JSON.stringify(mine) === JSON.stringify(theirs) ? [] : [[key, mine ?? null]]
  })
  return Object.fromEntries(entries)
}
