import type { Highlight, KramdownOptions } from '../../kramdown/index.ts'
import { escapeHtml } from '../liquid/filters/text.ts'
import { type Hash, isHash, toText } from '../liquid/values.ts'
import type { SiteModel } from '../site/model.ts'
import type { Texts } from '../site/texts.ts'

/** Frames code as the site's highlighter does, without its colors, which no text depends on. */
const plainHighlight =
  (texts: Texts): Highlight =>
  (code, language) =>
    texts.part('languages', () => import('./languages.ts'))?.languages.has(language.split('?')[0] ?? '')
      ? escapeHtml(code).replaceAll('&quot;', '"').replaceAll('&#39;', "'")
      : undefined

/** What kramdown is told of code: the highlighter, where the site has one, and what the site says of it. */
export function codeOptions({ settings, texts }: SiteModel): KramdownOptions {
  const kramdown = settings.get('kramdown')
  const own: Hash = isHash(kramdown) ? kramdown : new Map()
  const name = toText(own.get('syntax_highlighter') ?? settings.get('highlighter'))
  const said = own.get('syntax_highlighter_opts')
  const options: Hash = isHash(said) ? said : new Map()
  const part = (key: string): { disable: boolean } => {
    const inner = options.get(key)
    return {
      disable: (isHash(inner) ? inner.get('disable') : undefined) === true || options.get('disable') === true,
    }
  }
  const defaultLang = toText(options.get('default_lang')) || 'plaintext'
  return {
    ...(name === 'rouge' || name === 'pygments' ? { highlight: plainHighlight(texts) } : {}),
    syntaxHighlighterOpts: { defaultLang, block: part('block'), span: part('span') },
  }
}
