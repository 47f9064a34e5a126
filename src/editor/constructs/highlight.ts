import type { Node } from '@tiptap/pm/model'
import type { BlockReading, ReadResult } from '../construct.ts'
import { stringOf } from './attribute-list.ts'
import { codeText, notRaw, withinRaw } from './raw-code.ts'

/*
 * Code between Jekyll's own tags (Jekyll's manual, “Code snippet highlighting”): a code block that keeps its spelling.
 *
 *   {% highlight ruby linenos %}
 *   puts 1
 *   {% endhighlight %}
 */

const highlight =
  /^\{%-?\s*highlight(?:\s+([\w.+#-]+)((?:\s+[^\s%-][^%]*?)?))?\s*-?%\}([^]*)\{%-?\s*endhighlight(?:\s[^%]*)?-?%\}$/

/** Code between `highlight` tags; undefined where a tag is another one, or spelled so that it would be lost. */
export function readHighlight(source: string, { schema, ial }: BlockReading): ReadResult | undefined {
  const [, language, options = '', content] = highlight.exec(source) ?? []
  if (language === undefined || content === undefined) return undefined
  const code = content.replace(/^[ \t]*\n/, '').replace(/\n[ \t]*$/, '')
  const { text, raw } = withinRaw(code) ?? { text: code, raw: notRaw }
  const attributes = { language, highlight: options.trim(), ial, ...raw }
  return { node: schema.node('codeBlock', attributes, text === '' ? [] : [schema.text(text)]) }
}

/** Code that cannot stand between the tags: it holds their end, or is of a language that they cannot name. */
export function outgrowsHighlight({ attrs, textContent }: Node): boolean {
  if (stringOf(attrs.highlight) === null) return false
  return !/^[\w.+#-]+$/.test(stringOf(attrs.language) ?? '') || /\{%-?\s*endhighlight\b/.test(textContent)
}

export function printHighlight(node: Node): string {
  const [{ attrs }, text] = [node, codeText(node)]
  const words = ['highlight', stringOf(attrs.language), stringOf(attrs.highlight)]
  const opening = words.filter((word) => word !== null && word !== '').join(' ')
  return `{% ${opening} %}\n${text}${text === '' ? '' : '\n'}{% endhighlight %}`
}
