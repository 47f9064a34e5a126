import { describe, expect, it } from 'vitest'
import { readSite } from '../src/jekyll/index.ts'
import { toHtml } from '../src/kramdown/index.ts'
import { parseBody, serializeBody, wordsOfOutput, wordsOfTag } from '../src/editor/index.ts'
import { grammarOf } from '../src/editor/views/code-words.ts'
import { siteOf } from './jekyll/texts.ts'

/** Every name that any object knows. */
const names = [
  ...new Set(
    [Object.prototype, Array.prototype, Function.prototype].flatMap((one) => Object.getOwnPropertyNames(one)),
  ),
]

/** All places of a text in which an author gives something a name. */
const textOf = (name: string): string =>
  [
    `# ${name} {#${name}}`,
    `[a][${name}] and ![b][${name}] and [^${name}] and ${name} *c*{: .${name} ${name}="x"}`,
    `[${name}]: https://example.org/ "${name}"`,
    `[^${name}]: A note`,
    `*[${name}]: An abbreviation`,
    `{:${name}: .x}\n\nText {: ${name}}`,
    `~~~ ${name}\ncode\n~~~`,
    `<${name} ${name}="x">y</${name}>`,
    `{::${name} /}`,
    `{% ${name} %}\n\n{% ${name} x="y" %}\n\n{{ ${name} }} {{ page.${name} | ${name}: 1 }} {% end${name} %}`,
    `${name}\n: meaning\n\n| ${name} |\n|---|\n| ${name} |`,
    `:${name}: &${name};`,
  ].join('\n\n')

describe('a name that every object knows is a name like any other', () => {
  it.each(names)('in a text: %s', (name) => {
    const text = `${textOf(name)}\n`
    expect(toHtml(text)).not.toMatch(/native code|\[object /)
    const { doc, origin } = parseBody(text)
    expect(serializeBody(doc, origin)).toBe(text)
    expect(JSON.stringify(doc.toJSON())).not.toMatch(/native code/)
    expect(grammarOf(name)).toBeUndefined()
    const plain = (word: string): unknown =>
      JSON.parse(JSON.stringify(wordsOfTag(`{% ${word} a %}`)).replaceAll(word, 'NAME'))
    if (!name.startsWith('_')) expect(plain(name)).toMatchObject({ shape: 'card', detail: 'a' })
    expect(wordsOfTag(`{% ${name} a %}`)).toEqual(structuredClone(wordsOfTag(`{% ${name} a %}`)))
    expect(typeof wordsOfOutput(`{{ ${name} }}`)).toBe('string')
  })

  it.each(names)('of a kind in the settings: %s', async (name) => {
    const config = `defaults:\n- scope: {path: '', type: ${name}}\n  values: {layout: x}\n`
    const { config: read } = await readSite(siteOf({ '_config.yml': config }))
    expect(structuredClone(read.defaults)).toEqual([{ path: '', type: name, values: { layout: 'x' } }])
  })
})
