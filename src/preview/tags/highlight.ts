import { LiquidSyntaxError } from '../liquid/errors.ts'
import { escapeHtml } from '../liquid/filters/text.ts'
import { readBody } from '../liquid/tags/block.ts'
import type { Tag } from '../liquid/template.ts'

const syntax = /^([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)$/

/**
 * `highlight LANGUAGE [linenos]`: code, escaped; coloring it is left to whoever shows the page, as its tokens change nothing but
 * colors.
 */
export const highlightTag: Tag = (markup, parser) => {
  const [, language, options = ''] = syntax.exec(markup.trim()) ?? []
  if (language === undefined) throw new LiquidSyntaxError(`Syntax Error in tag 'highlight': ${markup.trim()}`)
  const { body } = readBody(parser, 'highlight')
  const lines = /(?:^|\s)linenos\b/.test(options)
  return {
    blank: false,
    source: `{% highlight ${markup.trim()} %}`,
    render: (context, write) => {
      const code = body.text(context).replaceAll(/^[\n\r]+|[\n\r]+$/g, '')
      write(figure(language.toLowerCase(), lines ? table(code) : escapeHtml(code)))
    },
  }
}

const figure = (language: string, code: string): string =>
  `<figure class="highlight"><pre><code class="language-${language.replaceAll('+', '-')}" data-lang="${language}">` +
  `${code.replace(/\n$/, '')}</code></pre></figure>`

/** Numbers beside the code, as Rouge's table has them. */
function table(code: string): string {
  const count = code.split('\n').length
  const numbers = Array.from({ length: count }, (_, index) => `${index + 1}\n`).join('')
  return (
    '<table class="rouge-table"><tbody><tr>' +
    `<td class="gutter gl"><pre class="lineno">${numbers}</pre></td>` +
    `<td class="code"><pre>${escapeHtml(code)}\n</pre></td></tr></tbody></table>`
  )
}
