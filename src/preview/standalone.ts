import { pictureName, fileNameOf } from './page-words.ts'
import { type Assets, isElsewhere, withoutAsking } from './without-asking.ts'

/** What a page with scripts may load: what stands in it, and of others only where the author allows that. */
const policy =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' data: blob:; style-src 'unsafe-inline' data: blob:; img-src data: blob:; font-src data: blob:; media-src data: blob:; form-action 'none'; base-uri 'none'"
const picture = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i

export interface StandaloneParts {
  /** Everything that the page may show, as `data:` addresses. */
  readonly assets: Assets
  /** Runs in the page beside its own scripts. */
  readonly program: string
  /** Whether the author lets the page load what other hosts have. */
  readonly outside: boolean
}

/** A page as one text with everything in it, for a frame that can ask for nothing. `page` is used up. */
export async function standalone(
  page: Document,
  { assets, program, outside }: StandaloneParts,
): Promise<string> {
  for (const image of page.querySelectorAll('img[src]'))
    image.setAttribute(pictureName, fileNameOf(image.getAttribute('src') ?? ''))
  await Promise.all([placeScripts(page, assets), placeLinked(page, assets)])
  await withoutAsking(page, assets)
  page.head.prepend(...(outside ? [] : [policyOf(page)]), programOf(page, program))
  const doctype = page.doctype ? new XMLSerializer().serializeToString(page.doctype) : ''
  return doctype + page.documentElement.outerHTML
}

function policyOf(page: Document): HTMLMetaElement {
  const meta = page.createElement('meta')
  meta.httpEquiv = 'Content-Security-Policy'
  meta.content = policy
  return meta
}

function programOf(page: Document, program: string): HTMLScriptElement {
  const script = page.createElement('script')
  script.src = `data:text/javascript,${encodeURIComponent(`(() => {${program}\n})()`)}`
  return script
}

/** In their places, as texts: what is not there is taken out, so that the next ones run. */
async function placeScripts(page: Document, { object }: Assets): Promise<void> {
  const scripts = [...page.querySelectorAll('script[src]')]
  await Promise.all(
    scripts.map(async (script) => {
      const address = script.getAttribute('src') ?? ''
      if (isElsewhere(address)) return
      const found = await object(address).catch(() => undefined)
      if (found === undefined) script.remove()
      else script.setAttribute('src', found)
    }),
  )
}

/** Pictures that scripts show later: to which links lead, or that other attributes name. */
async function placeLinked(page: Document, { object }: Assets): Promise<void> {
  const attributes = [...page.body.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].filter(
      ({ name, value }) =>
        (name.startsWith('data-') || (name === 'href' && element.localName === 'a')) &&
        name !== pictureName &&
        picture.test(value) &&
        !isElsewhere(value),
    ),
  )
  await Promise.all(
    attributes.map(async (attribute) => {
      attribute.value = (await object(attribute.value).catch(() => undefined)) ?? attribute.value
    }),
  )
}
