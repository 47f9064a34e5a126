import type { Suggestion } from './conventions.ts'
import { tally } from './tally.ts'

/** How posts use one parameter of an include. */
export interface ParameterHabit {
  readonly name: string
  /** In how many of the uses it is given. */
  readonly count: number
  /** Texts that it was given more than once or few of which there are, most used first. */
  readonly values: readonly Suggestion[]
}

/** How posts use one include, most usual parameters first. */
export interface IncludeHabit {
  readonly file: string
  readonly count: number
  readonly parameters: readonly ParameterHabit[]
}

const include = /\{%-?\s*include(?:_cached|_relative)?\s+([^\s=%{}]+)((?:"[^"]*"|'[^']*'|(?!%\})[^])*?)-?%\}/g
const given = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[\w.[\]-]+)/g
/** Longer ones are sentences of one post, not values that others take too. */
const longest = 80

/** Learns from posts' texts which includes they use and what they give them; the most used include first. */
export function learnIncludes(texts: Iterable<string>): IncludeHabit[] {
  const uses = new Map<string, string[]>()
  for (const text of texts)
    for (const [, file = '', rest = ''] of text.matchAll(include))
      uses.set(file, [...(uses.get(file) ?? []), rest])
  return [...uses]
    .map(([file, rests]) => ({ file, count: rests.length, parameters: learnParameters(rests) }))
    .sort((one, other) => other.count - one.count)
}

function learnParameters(rests: readonly string[]): ParameterHabit[] {
  const values = new Map<string, string[]>()
  for (const rest of rests)
    for (const [, name = '', double, single] of rest.matchAll(given))
      values.set(name, [...(values.get(name) ?? []), (double ?? single ?? '').replace(/\\(["'])/g, '$1')])
  return [...values]
    .map(([name, all]) => ({ name, count: all.length, values: suggestions(all) }))
    .sort((one, other) => other.count - one.count)
}

const suggestions = (values: readonly string[]): Suggestion[] =>
  tally(values.filter((value) => value !== '' && value.length <= longest)).slice(0, 20)

/** The parameters that an include's own text asks for (`include.src`), in the order in which it does. */
export function parametersOfInclude(text: string): string[] {
  const names = [...text.matchAll(/\binclude\.([\w-]+)/g)].map(([, name = '']) => name)
  return [...new Set(names)]
}
