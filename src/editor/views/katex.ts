import katex from 'katex'
import 'katex/dist/katex.min.css'

/**
 * Sets TeX into an element; undefined, or why it cannot be set. Loaded with the first formula alone. Nothing in the TeX
 * can lead out of it: no addresses, no HTML, no endless macros, no boxes larger than the page.
 */
export function setFormula(tex: string, into: HTMLElement, display: 'block' | 'span'): string | undefined {
  try {
    katex.render(tex, into, {
      displayMode: display === 'block',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 20,
      maxExpand: 500,
    })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : String(error)
  }
}
