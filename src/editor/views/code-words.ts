import type { createLowlight } from 'lowlight'
import { findLanguage, readInfo } from '../code-languages.ts'
import { grammars } from './grammars.ts'

/** A piece of code that has a color of its own. Offsets are UTF-16 code units. */
export interface CodeWord {
  readonly from: number
  readonly to: number
  readonly class: string
}

type Lowlight = ReturnType<typeof createLowlight>
type Tree = ReturnType<Lowlight['highlight']>['children'][number]

let highlighter: Promise<Lowlight> | undefined
let loaded: Lowlight | undefined
const loading = new Map<string, Promise<void>>()

/** The grammar's name for what stands behind a fence; undefined where there is none. */
export function grammarOf(info: string | null): string | undefined {
  const { name } = readInfo(info)
  const id = findLanguage(name.replace(/^.*-(?=diff$)/, ''))?.id
  return id !== undefined && id in grammars ? id : undefined
}

/** The words of a code; undefined while its grammar is not loaded. Never more than the text holds. */
export function codeWords(grammar: string, text: string): CodeWord[] | undefined {
  if (loaded?.registered(grammar) !== true) return undefined
  const words: CodeWord[] = []
  const visit = (nodes: readonly Tree[], start: number, outer: string): number => {
    let at = start
    for (const node of nodes) {
      if (node.type === 'text') {
        if (outer !== '') words.push({ from: at, to: at + node.value.length, class: outer })
        at += node.value.length
      } else if (node.type === 'element') {
        const names = node.properties.className
        at = visit(node.children, at, Array.isArray(names) ? names.join(' ') : outer)
      }
    }
    return at
  }
  visit(loaded.highlight(grammar, text).children, 0, '')
  return words
}

/** Fetches a grammar, once; settles also where it cannot be had, and the code stays plain. */
export function loadGrammar(grammar: string): Promise<void> {
  const known = loading.get(grammar)
  if (known) return known
  const load = fetchGrammar(grammar).catch(() => undefined)
  loading.set(grammar, load)
  return load
}

async function fetchGrammar(grammar: string): Promise<void> {
  highlighter ??= import('lowlight').then(({ createLowlight }) => createLowlight())
  const [lowlight, language] = await Promise.all([highlighter, grammars[grammar]?.()])
  loaded = lowlight
  if (language) lowlight.register(grammar, language.default)
}
