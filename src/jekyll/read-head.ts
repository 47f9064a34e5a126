import matter from 'gray-matter'
import { readFields, type Reading } from './fields.ts'
import { habitsOf } from './habits.ts'
import type { Cut } from './head.ts'
import type { Source } from './splicing.ts'
import type { PrintStyle } from './yaml/print.ts'

/** The front matter of a file that was cut. */
export type Head = Omit<Cut, 'body'>

/** How many characters of `before` are a byte-order mark. */
export const markLength = (head: Head): number => (head.before.startsWith('\ufeff') ? 1 : 0)

interface Engine {
  readonly parse: (text: string) => object
}

// All that gray-matter would evaluate or read by itself reads nothing here.
const inert: Engine = { parse: () => ({}) }
const inertEngines: Readonly<Record<string, Engine>> = {
  javascript: inert,
  js: inert,
  coffee: inert,
  coffeescript: inert,
  cson: inert,
  json: inert,
  json5: inert,
  toml: inert,
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

// No text that goes there holds this, so gray-matter never cuts: Jekyll's rule has done that.
const neverCloses = '\0'
// gray-matter looks for comments in a time that grows with the square of the empty lines.
const notForMatter = /\0|\s{1000}/

/** Reads what was cut off a file, through gray-matter. */
export function readHead(head: Head): Source {
  const text = (head.before + head.yaml).slice(markLength(head))
  const reading = head.after === '' ? readFields('') : readThroughMatter(text)
  let style: PrintStyle | undefined
  return {
    text,
    reading,
    get style() {
      style ??= habitsOf(text, reading.fields)
      return style
    },
  }
}

function readThroughMatter(text: string): Reading {
  if (notForMatter.test(text)) return readFields(text)
  let reading: Reading | undefined
  const parse = (yaml: string): object => {
    reading = readFields(`---${yaml}`)
    return {}
  }
  const engines = { ...inertEngines, yaml: { parse }, yml: { parse } }
  const content = new TextBuffer(text) as unknown as string
  matter({ content }, { engines, language: 'yaml', delimiters: ['---', neverCloses] })
  return reading ?? readFields('')
}
