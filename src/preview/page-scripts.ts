/**
 * What the scripts of a page are for, as far as their names tell:
 * - `formulas`, `drawings`, `code` (colors in it), `pictures` (galleries, enlarging), `maps`, `comments`
 * - `other`: scripts that may change how the page looks
 */
export type ScriptUse = 'formulas' | 'drawings' | 'code' | 'pictures' | 'maps' | 'comments' | 'other'

const uses: readonly (readonly [ScriptUse, RegExp])[] = [
  ['formulas', /mathjax|katex|asciimath|math\/tex/i],
  ['drawings', /mermaid|\bd3\b|chart|plotly|vega|graphviz|\bp5\b|three\.|bokeh/i],
  ['code', /highlight(?:\.min)?\.js|hljs|prism|rainbow|prettify/i],
  ['pictures', /lightbox|photoswipe|galler|fancybox|magnific|masonry|swiper|slick|carousel|zoom/i],
  ['maps', /leaflet|mapbox|openlayers|maplibre/i],
  ['comments', /disqus|giscus|utteranc|isso|staticman|commento|cusdis|remark42/i],
]

/** They count visitors: nothing of them is seen. */
const unseen =
  /google-analytics|googletagmanager|gtag\(|analytics|plausible|matomo|piwik|goatcounter|cloudflareinsights|umami|hotjar|fathom|statcounter|adsbygoogle|serviceworker/i
const runs = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i
/** Formulas as kramdown and authors write them. */
const formula = /\\\(|\\\[|\$\$|\\begin\{/

/** What the scripts of a page would show that is not shown without them. */
export function scriptsOf(page: Document): readonly ScriptUse[] {
  const found = new Set<ScriptUse>()
  for (const script of page.querySelectorAll('script')) {
    const use = useOf(script)
    if (use !== undefined && hasPlaceFor(use, page)) found.add(use)
  }
  return [...found]
}

function useOf(script: HTMLScriptElement): ScriptUse | undefined {
  const type = script.getAttribute('type')?.split(';')[0]?.trim() ?? ''
  if (!runs.test(type)) return type.startsWith('math/tex') ? 'formulas' : undefined
  const said = script.getAttribute('src') ?? script.textContent.slice(0, 4000)
  const known = uses.find(([, pattern]) => pattern.test(said))?.[0]
  return known ?? (said.trim() === '' || unseen.test(said) ? undefined : 'other')
}

/** Many layouts bring what draws formulas and colors code for pages that have none. */
function hasPlaceFor(use: ScriptUse, page: Document): boolean {
  if (use === 'code') return page.querySelector('pre') !== null
  if (use === 'pictures') return page.querySelector('img, picture') !== null
  return use !== 'formulas' || page.querySelector('script[type^="math/tex"]') !== null || hasFormulas(page)
}

function hasFormulas(page: Document): boolean {
  const body = page.body.cloneNode(true) as HTMLElement
  body.querySelectorAll('script, style, pre, code').forEach((element) => element.remove())
  return formula.test(body.textContent)
}
