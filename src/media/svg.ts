import createPurifier, { type Config } from 'dompurify'

/** A drawing is text, and no author draws so much of it. */
const mostCharacters = 5e6

/** What stands before the drawing: it says how the file is to be read, and can name files of other places. */
const prolog = /^\ufeff?(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE\s[^[>]*(?:\[[^\]]*\]\s*)?>)+/i

/** Nothing of another place is loaded: only parts of the drawing itself, and pictures that are in it. */
const inside = /^(?:#|data:image\/(?:png|jpe?g|gif|webp);base64,)/i
const leadsOutside = /url\(\s*(?!["']?#)|@import|\\|expression/i

/** Browsers that ask for it let a page read HTML only in the name of somebody who answers for it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: Record<'createHTML' | 'createScriptURL', (text: string) => string>,
  ): NonNullable<Config['TRUSTED_TYPES_POLICY']>
}
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
const asItIs = (text: string): string => text
const vouched = trustedTypes?.createPolicy('galley-drawing', { createHTML: asItIs, createScriptURL: asItIs })

/**
 * An SVG without scripts, handlers, foreign content, comments, and without anything that is loaded from elsewhere;
 * undefined where nothing that can be drawn is left.
 */
export function cleanSvg(source: string): string | undefined {
  if (source.length > mostCharacters) return undefined
  const purifier = createPurifier(window)
  purifier.addHook('afterSanitizeAttributes', (element: Node) => {
    if (element instanceof Element) keepInside(element)
  })
  const clean = purifier.sanitize(source.replace(prolog, ''), {
    USE_PROFILES: { svg: true, svgFilters: true },
    ADD_TAGS: ['use'],
    FORBID_TAGS: ['a', 'foreignObject'],
    RETURN_DOM_FRAGMENT: true,
    ...(vouched && { TRUSTED_TYPES_POLICY: vouched }),
  })
  const drawing = clean.firstElementChild
  const isDrawing = drawing?.localName === 'svg' && drawing.childElementCount > 0
  return isDrawing ? new XMLSerializer().serializeToString(drawing) : undefined
}

function keepInside(element: Element): void {
  if (element.localName === 'style' && leadsOutside.test(element.textContent)) element.textContent = ''
  for (const { name, value } of [...element.attributes]) {
    const isAddress = /(?:^|:)href$/.test(name)
    if (isAddress ? !inside.test(value.trim()) : leadsOutside.test(value)) element.removeAttribute(name)
  }
}
