import { answerWith, movedHeader, say } from './answer.ts'
import { Ended, type Passage } from './passage.ts'
import { isHostName, type Target } from './target.ts'
import { ForbiddenAddress, type Upstream } from './upstream.ts'

/**
 * Passes one of Git's requests on and its answer back, both while they arrive. Only what Git needs goes over, either way; a
 * redirect is told, not followed. Never throws.
 */
export async function passOn(
  request: Request,
  target: Target,
  upstream: Upstream,
  passage: Passage,
): Promise<Response> {
  const { method, url } = target
  const { signal } = passage
  const body = method === 'POST' && request.body !== null ? passage.upload(request.body) : null
  const headers = sentOn(request.headers, target)
  try {
    const answer = await upstream(url, { method, headers, body, signal, redirect: 'manual', duplex: 'half' })
    return handBack(answer, target, passage)
  } catch (error) {
    const word = wordFor(error, signal)
    passage.close()
    return say(word, word === 'address' ? 403 : word === 'too-large' ? 413 : 502)
  }
}

function wordFor(error: unknown, signal: AbortSignal): 'address' | 'unreachable' | Ended['word'] {
  if (error instanceof ForbiddenAddress) return 'address'
  return signal.reason instanceof Ended ? signal.reason.word : 'unreachable'
}

/** What Git does not say has no place here: the request is refused, or `undefined` where all is well. */
export function flawIn({ headers, method }: Request, target: Target, upload: number): Response | undefined {
  if (method !== target.method) return say('request', 405, { Allow: target.method })
  if (method === 'GET') return undefined
  const type = headers.get('content-type')
  const encoding = headers.get('content-encoding') ?? 'gzip'
  if (type !== `application/x-${target.service}-request` || encoding !== 'gzip') return say('request', 415)
  return Number(headers.get('content-length') ?? 0) > upload ? say('too-large', 413) : undefined
}

/** Of the request, by name; GitHub tells programs that speak Git from browsers by their name. */
function sentOn(given: Headers, { method, service }: Target): Headers {
  const headers = new Headers({ 'User-Agent': 'git/galley-relay', 'Accept-Encoding': 'identity' })
  const pass = (name: string, form: RegExp): void => {
    const value = given.get(name)
    if (value !== null && form.test(value)) headers.set(name, value)
  }
  pass('authorization', /^(?:Basic|Bearer) [\x21-\x7e]{1,8192}$/i)
  pass('git-protocol', /^version=[012]$/)
  if (method === 'GET') return headers
  headers.set('Accept', `application/x-${service}-result`)
  headers.set('Content-Type', `application/x-${service}-request`)
  pass('content-length', /^\d{1,15}$/)
  pass('content-encoding', /^gzip$/)
  return headers
}

/** Pages and pictures do not come this way: of what is not Git's answer only the status passes. */
function handBack(answer: Response, target: Target, passage: Passage): Response {
  const { status, headers, body } = answer
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (status === 200 && type === expected(target) && body !== null && !headers.has('content-encoding'))
    return answerWith(passage.download(body), type, 'passed', 200)
  void body?.cancel().catch(() => undefined)
  passage.close()
  if (status >= 300 && status < 400) return moved(headers.get('location'), target)
  if (status === 200 && target.method === 'GET' && type !== expected(target)) return say('passed', 404)
  return status >= 400 && status !== 407 && status < 600
    ? say('passed', status, told(answer))
    : say('broken', 502)
}

const expected = ({ service, method }: Target): string =>
  `application/x-${service}-${method === 'GET' ? 'advertisement' : 'result'}`

/** A 401 has to name a way to sign in; one that no browser knows opens none of its dialogs. */
function told({ status, headers }: Response): Record<string, string> {
  const after = headers.get('retry-after') ?? ''
  return {
    ...(/^[\w ,:+-]{1,40}$/.test(after) && { 'Retry-After': after }),
    ...(status === 401 && { 'WWW-Authenticate': 'Galley realm="git"' }),
  }
}

/** Where the repository is now, where that can be told from the redirect. */
function moved(location: string | null, { url, door }: Target): Response {
  const there = location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined
  const [path = '', query] = door.split('?')
  const isLike = there?.pathname.endsWith(path) === true && there.search === (query ? `?${query}` : '')
  if (!isLike || there.protocol !== 'https:' || !isHostName(there.hostname)) return say('moved', 404)
  return say('moved', 404, { [movedHeader]: there.origin + there.pathname.slice(0, -path.length) })
}
