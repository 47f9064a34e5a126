/** A blog that can be opened. */
export interface Blog {
  /** What the author calls it: the last part of its address without `.git`. */
  readonly name: string
  /** The absolute address of its Git repository. */
  readonly url: string
  /** The branch to work on; undefined for the one that the host calls its default. */
  readonly branch?: string
}

/** What the server that brought the app offers. */
export interface Offer {
  readonly blogs: readonly Blog[]
  /** The address of its relay without a slash at the end, or empty. */
  readonly relay: string
}

/**
 * Reads what the server offers (`blogs.json`; `npm start` writes it, whoever deploys the app may); nothing where it says
 * nothing. `relay`: what the page itself says.
 */
export async function readOffer(base: string, relay = ''): Promise<Offer> {
  // as the page asks for it ahead, else it would be asked for twice
  const asked: RequestInit = { credentials: 'same-origin', cache: 'no-store' }
  const response = await fetch(new URL('blogs.json', base), asked).catch(() => undefined)
  const answer: unknown = response?.ok && isJson(response) ? await response.json().catch(() => 0) : 0
  if (!isRecord(answer)) return { blogs: [], relay: addressIn(relay, base) }
  const blogs: unknown[] = Array.isArray(answer.blogs) ? answer.blogs : []
  return { blogs: blogs.flatMap((blog) => asBlog(blog, base)), relay: addressIn(answer.relay ?? relay, base) }
}

const isJson = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').includes('application/json')

function asBlog(value: unknown, base: string): Blog[] {
  if (!isRecord(value) || typeof value.name !== 'string') return []
  const url = addressIn(value.url, base)
  if (url === '') return []
  const branch = typeof value.branch === 'string' ? { branch: value.branch } : {}
  return [{ name: value.name, url, ...branch }]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** An http(s) address with a path, without a slash at its end. */
function addressIn(value: unknown, base: string): string {
  if (typeof value !== 'string' || value === '' || !URL.canParse(value, base)) return ''
  const { protocol, href } = new URL(value, base)
  return /^https?:$/.test(protocol) ? href.replace(/\/+$/, '') : ''
}
