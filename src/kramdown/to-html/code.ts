import type { DraftOf } from '../draft.ts'
import type { Settings } from '../options.ts'
import type { Attributes } from '../tree.ts'
import { block, escapeAll, joined, span } from './markup.ts'

const LANGUAGE = /(?<!\w)language-([^ \t\n\f\v]+)/

/** Takes the class `language-…` out of attributes. */
function takeLanguage(attributes: Map<string, string>): string | undefined {
  const written = attributes.get('class') ?? ''
  const language = LANGUAGE.exec(written)?.[1]
  if (language === undefined) return undefined
  const rest = written.replace(LANGUAGE, '').trim()
  if (rest === '') attributes.delete('class')
  else attributes.set('class', rest)
  return language
}

/** Blanks as visible signs, for a block with the class `show-whitespaces`. */
function showSpaces(code: string): string {
  return code.replace(/(^[ \t]+)|([ \t]+$)|[ \t]+/gm, (run: string, start?: string, end?: string) => {
    const side = start === undefined ? (end === undefined ? '' : '-r') : '-l'
    return Array.from(run, (char) => {
      const [kind, sign] = char === '\t' ? ['tab', char] : ['space', '&#8901;']
      return `<span class="ws-${kind}${side}">${sign}</span>`
    }).join('')
  })
}

interface Highlighted {
  readonly tokens: string
  readonly attributes: Attributes
}

/** Code with its tokens, and its attributes with their classes; undefined where it stays plain. */
function highlighted(
  { value, attributes: written }: DraftOf<'codeblock' | 'codespan'>,
  display: 'block' | 'span',
  { highlight, syntaxHighlighterOpts: { defaultLang, ...options } }: Settings,
): Highlighted | undefined {
  if (!highlight || options[display]?.disable) return undefined
  const own = new Map(written)
  const language = takeLanguage(own) ?? defaultLang
  const tokens = highlight(value, language ?? 'plaintext', display)
  if (tokens === undefined) return undefined
  const attributes = joined(own, 'class', 'highlighter-rouge')
  if (language !== undefined) attributes.set('class', `language-${language} ${attributes.get('class')}`)
  return { tokens, attributes }
}

export function codeBlock(element: DraftOf<'codeblock'>, indent: number, settings: Settings): string {
  const found = highlighted(element, 'block', settings)
  if (found) {
    const code = `<pre class="highlight"><code>${found.tokens}</code></pre>`
    return block('div', found.attributes, `<div class="highlight">${code}</div>${' '.repeat(indent)}`, indent)
  }
  const attributes = new Map(element.attributes)
  const language = takeLanguage(attributes)
  const plain = escapeAll(element.value.replace(/\n$/, ''))
  const shown = /\bshow-whitespaces\b/.test(element.attributes.get('class') ?? '') ? showSpaces(plain) : plain
  const onCode = new Map(language === undefined ? [] : [['class', `language-${language}`]])
  return block('pre', attributes, span('code', onCode, `${shown}\n`), indent)
}

export function codeSpan(element: DraftOf<'codespan'>, settings: Settings): string {
  const found = highlighted(element, 'span', settings)
  return span('code', found?.attributes ?? element.attributes, found?.tokens ?? escapeAll(element.value))
}
