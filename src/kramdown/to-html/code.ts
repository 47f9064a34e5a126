import type { DraftOf } from '../draft.ts'
import type { Settings } from '../options.ts'
import type { Attributes } from '../tree.ts'
import { attributesOf, escapeAll, span } from './markup.ts'

/** Takes the class `language-…` out of attributes. */
function takeLanguage(attributes: Map<string, string>): string | undefined {
  const written = attributes.get('class')
  const found = written === undefined ? null : /(?:^|(?<=[^\w]))language-[^ \t\n\f\v]+/.exec(written)
  if (!found || written === undefined) return undefined
  const rest = (written.slice(0, found.index) + written.slice(found.index + found[0].length)).trim()
  if (rest === '') attributes.delete('class')
  else attributes.set('class', rest)
  return found[0].slice('language-'.length)
}

/** The class of highlighted code: its language and the highlighter. */
function addHighlighter(attributes: Map<string, string>, language: string | undefined): void {
  const own = attributes.get('class')
  const all = own === undefined ? 'highlighter-rouge' : `${own} highlighter-rouge`
  attributes.set('class', language === undefined ? all : `language-${language} ${all}`)
}

const SPACES = { ' ': '&#8901;', '\t': '\t' }

/** Blanks as visible signs, for a block with the class `show-whitespaces`. */
function showSpaces(code: string): string {
  return code.replace(/(^[ \t]+)|([ \t]+$)|[ \t]+/gm, (run: string, start?: string, end?: string) => {
    const side = start === undefined ? (end === undefined ? '' : '-r') : '-l'
    return Array.from(run, (char) => {
      const kind = char === '\t' ? 'tab' : 'space'
      return `<span class="ws-${kind}${side}">${char === '\t' ? SPACES['\t'] : SPACES[' ']}</span>`
    }).join('')
  })
}

export function codeBlock(element: DraftOf<'codeblock'>, indent: number, settings: Settings): string {
  const attributes = new Map(element.attributes)
  const language = takeLanguage(attributes)
  const tokens = highlighted(element.value, language, 'block', settings)
  if (tokens !== undefined) {
    addHighlighter(attributes, language ?? settings.syntaxHighlighterOpts.defaultLang)
    const code = `<pre class="highlight"><code>${tokens}</code></pre>`
    return `${' '.repeat(indent)}<div${attributesOf(attributes)}><div class="highlight">${code}</div>${' '.repeat(indent)}</div>\n`
  }
  const plain = escapeAll(element.value.replace(/\n$/, ''))
  const shown = /\bshow-whitespaces\b/.test(element.attributes.get('class') ?? '') ? showSpaces(plain) : plain
  const onCode: Attributes = new Map(language === undefined ? [] : [['class', `language-${language}`]])
  return `${' '.repeat(indent)}<pre${attributesOf(attributes)}>${span('code', onCode, `${shown}\n`)}</pre>\n`
}

function highlighted(
  code: string,
  language: string | undefined,
  display: 'block' | 'span',
  { highlight, syntaxHighlighterOpts }: Settings,
): string | undefined {
  if (!highlight || syntaxHighlighterOpts[display]?.disable) return undefined
  return highlight(code, language ?? syntaxHighlighterOpts.defaultLang ?? 'plaintext', display)
}

export function codeSpan(element: DraftOf<'codespan'>, settings: Settings): string {
  const attributes = new Map(element.attributes)
  const language = takeLanguage(new Map(attributes))
  const tokens = highlighted(element.value, language, 'span', settings)
  if (tokens === undefined) return span('code', attributes, escapeAll(element.value))
  takeLanguage(attributes)
  addHighlighter(attributes, language ?? settings.syntaxHighlighterOpts.defaultLang)
  return span('code', attributes, tokens)
}
