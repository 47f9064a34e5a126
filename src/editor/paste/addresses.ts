import { pictureSign } from './pictures.ts'

/** Pages that only lead on to another one and count who comes by; and where they keep its address. */
const redirects: readonly (readonly [host: RegExp, path: RegExp, parameters: readonly string[]])[] = [
  [/^(?:www\.)?google\.[a-z.]+$/, /^\/url$/, ['q', 'url']],
  [/^(?:l|lm)\.facebook\.com$|^l\.instagram\.com$/, /^\/l\.php$|^\/$/, ['u']],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ['url']],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, ['q']],
  [/^slack-redir\.net$/, /^\/link$/, ['url']],
  [/^(?:www\.)?linkedin\.com$/, /^\/redir\/redirect$/, ['url']],
  [/^duckduckgo\.com$/, /^\/l\/$/, ['uddg']],
]

/** Where a link leads in the end; the address itself where it is no redirect that is known. */
function directAddress(href: string): string {
  const url = URL.parse(href)
  const known = url && redirects.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname))
  const target = known?.[2].map((name) => url?.searchParams.get(name)).find((value) => value != null)
  return target != null && /^https?:\/\//i.test(target) ? directAddress(target) : href
}

/** Braces in an address of somebody else are no template of this blog. */
const withoutBraces = (address: string): string => address.replaceAll('{', '%7B').replaceAll('}', '%7D')

/** Links lead where they lead in the end; places within the other document lead nowhere here. */
export function cleanLinks(root: HTMLElement): void {
  for (const link of root.querySelectorAll('a')) {
    const href = (link.getAttribute('href') ?? '').trim()
    if (href === '' || /^(?:#|file:|about:)/i.test(href)) link.replaceWith(...link.childNodes)
    else link.setAttribute('href', withoutBraces(directAddress(href)))
  }
}

/** Takes pictures out that nobody else can see: those that were pasted along are given back as files, a sign in their place. */
export function takePictures(root: HTMLElement): File[] {
  return [...root.querySelectorAll('img')].flatMap((picture, index) => {
    const src = (picture.getAttribute('src') ?? '').trim()
    const isCounter = picture.getAttribute('width') === '1' && picture.getAttribute('height') === '1'
    picture.setAttribute('src', withoutBraces(src))
    if (/^https?:\/\//i.test(src) && !isCounter) return []
    const file = isCounter ? undefined : fileOf(src, index + 1)
    picture.replaceWith(file ? pictureSign : '')
    return file ? [file] : []
  })
}

/** The picture that an address of `data:` holds; undefined where it holds none. `number` makes its name. */
export function fileOf(src: string, number: number): File | undefined {
  const [, type = '', encoded = '', data = ''] =
    /^data:(image\/[\w+.-]+)[^,]*?(;base64)?,([^]+)$/i.exec(src) ?? []
  if (type === '') return undefined
  try {
    const bytes = encoded === '' ? new TextEncoder().encode(decodeURIComponent(data)) : bytesOf(data)
    const ending = type.slice(6).toLowerCase().replace('jpeg', 'jpg').replace(/\+.*$/, '')
    return bytes.length === 0 ? undefined : new File([bytes], `picture-${number}.${ending}`, { type })
  } catch {
    return undefined
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
