import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { KramdownOptions } from '../../src/kramdown/index.ts'
import { transliterate } from '../../src/jekyll/transliteration.ts'
import { leaves, parse, toHtml } from '../../src/kramdown/index.ts'

/** kramdown's own test cases, where they lie beside the project. */
const folder = process.env.GALLEY_KRAMDOWN
const CASES = folder
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.text') && existsSync(join(folder, file.replace(/text$/, 'html'))))
      .map((file) => file.replace(/\.text$/, '').replaceAll('\\', '/'))
      .sort()
  : []

/** Cases whose HTML Jekyll leaves off or a highlighter decides, each with its reason. */
const SKIPPED: readonly (readonly [RegExp, string])[] = [
  [/html_to_native|empty_tag_in_cell/, 'html_to_native: Jekyll leaves it off'],
  [
    /codespan\/highlighting$|codeblock\/highlighting|rouge\/(simple|multiple)/,
    "the tokens are a highlighter's",
  ],
  [/gfm\/(backticks_syntax|codeblock_fenced)$|12_extension\/options3$/, "the tokens are a highlighter's"],
]

const camel = (key: string): string =>
  key.replace(/^:/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

const EMOJIS = new Map([
  ['smile', 'unicode/1f604.png'],
  ['tada', 'unicode/1f389.png'],
  ['sparkles', 'unicode/2728.png'],
])

const range = (text: string): number[] => {
  const [from = 1, to = 6] = text.split('..').map(Number)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** An option of a case as ours: symbols are words, ranges are lists, gemoji is a table. */
function option(key: string, value: unknown): readonly [string, unknown][] {
  const name = camel(key)
  if (name === 'tocLevels' && typeof value === 'string') return [[name, range(value)]]
  if (name === 'mathEngine' && value === null) return [[name, undefined]]
  if (name === 'gfmEmojis') return [['emoji', (emoji: string) => EMOJIS.get(emoji)]]
  if (name === 'gfmEmojiOpts') return [['emojiPath', Object.values(value as object)[0]]]
  if (name === 'transliteratedHeaderIds') return value === true ? [['transliterate', transliterate]] : []
  if (name === 'syntaxHighlighterOpts') return [[name, {}]]
  return [[name, typeof value === 'string' ? value.replace(/^:/, '') : value]]
}

function optionsOf(name: string): KramdownOptions {
  const path = join(folder ?? '', name)
  const file = [`${path}.options`, join(dirname(path), 'options')].find(existsSync)
  const gfm = name.startsWith('gfm/')
  const defaults = { input: gfm ? 'GFM' : 'kramdown', hardWrap: gfm } as const
  if (!file) return { ...defaults, autoIds: false, footnoteNr: 1 }
  const written = parseYaml(readFileSync(file, 'utf8')) as Record<string, unknown>
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(written).flatMap(([key, value]) => option(key, value))),
  }
}

/** Cases about the classes of highlighted code need a highlighter, but none that finds anything. */
const plain = (code: string): string => code.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** One case was recorded with Rouge 1, which wrote a newline that no later Rouge writes: kramdown's tests fail there too. */
function wanted(name: string): string {
  const html = readFileSync(join(folder ?? '', `${name}.html`), 'utf8')
  return name.endsWith('guess_lang_css_class') ? html.replaceAll('</pre>\n</div>', '</pre></div>') : html
}

const known = CASES.filter((name) => !SKIPPED.some(([pattern]) => pattern.test(name)))

describe.skipIf(!folder)("kramdown's own cases", () => {
  it.each(known)('%s', (name) => {
    const source = readFileSync(join(folder ?? '', `${name}.text`), 'utf8')
    const options = { ...optionsOf(name), ...(/css[-_]class$/.test(name) ? { highlight: plain } : {}) }
    expect(toHtml(source, options)).toBe(wanted(name))
    const parts = leaves(parse(source, options))
    expect(parts.map(({ span: [from, to] }) => source.slice(from, to)).join('')).toBe(source)
  })

  it('skips none without need', () => {
    expect(known.length).toBeGreaterThan(186)
  })
})
