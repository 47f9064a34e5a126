import matter from 'gray-matter'
import { readFields, type Reading } from './fields.ts'
import { habitsOf } from './habits.ts'
import type { Cut } from './head.ts'
import type { Source } from './splicing.ts'

/** The front matter of a file that was cut. */
export type Head = Omit<Cut, 'body'>

/** How many characters of `before` are a byte-order mark. */
export const markLength = (head: Head): number => (head.before.startsWith('\ufeff') ? 1 : 0)

/** gray-matter hands the text over to one of these; all but YAML read nothing, and none of its own is left. */
function enginesFor(readYaml: (yaml: string) => void): Record<string, { parse: (text: string) => object }> {
  const inert = { parse: () => ({}) }
  const names = ['javascript', 'js', 'coffee', 'coffeescript', 'cson', 'json', 'json5', 'toml']
  const yaml = { parse: (text: string) => (readYaml(text), {}) }
  return { ...Object.fromEntries(names.map((name) => [name, inert])), yaml, yml: yaml }
}

/** A text as gray-matter takes it without a Node Buffer: it only asks for its string. */
class TextBuffer {
  private readonly text: string
  constructor(text: string) {
    this.text = text
  }
  static isBuffer(): boolean {
    return true
  }
  toString(): string {
    return this.text
  }
}

// gray-matter looks for comments in a time that grows with the square of the empty lines.
const tooBlank = /\s{1000}/
// No text of ours holds this, so gray-matter never cuts: Jekyll's rule has done that.
const neverCloses = '\0'

/** Reads what was cut off a file, through gray-matter. */
export function readHead(head: Head): Source {
  const text = (head.before + head.yaml).slice(markLength(head))
  const reading = head.after === '' ? readFields('') : readThroughMatter(text)
  return { text, reading, style: habitsOf(text, reading.fields) }
}

function readThroughMatter(text: string): Reading {
  if (tooBlank.test(text)) return readFields(text)
  let reading: Reading | undefined
  const engines = enginesFor((yaml) => (reading = readFields(`---${yaml}`)))
  matter(
    { content: new TextBuffer(text) as unknown as string },
    { engines, language: 'yaml', delimiters: ['---', neverCloses] },
  )
  return reading ?? readFields('')
}
