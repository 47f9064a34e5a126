import { movedHeader, say, wordHeader } from './answer.ts'

/** What a page may send along; a browser asks for the others in vain. */
const mayBeSent = 'Accept, Authorization, Content-Type, Git-Protocol'
const mayBeRead = `${wordHeader}, ${movedHeader}, Retry-After`

/** Tells whether a request comes from a page for which the relay is there. */
export type Guard = (request: Request) => boolean

/**
 * A page of one of these origins; or one of the relay's own origin, which sends no Origin with what it only reads. What
 * somebody follows a link to is no request of a page. Programs can send any header: the list is there for browsers.
 */
export function guardOf(originsOf: (request: Request) => readonly string[]): Guard {
  return (request) => {
    const { headers } = request
    const origin = headers.get('origin')
    if (origin !== null) return originsOf(request).includes(origin)
    return headers.get('sec-fetch-site') === 'same-origin' && headers.get('sec-fetch-mode') !== 'navigate'
  }
}

/** The answer to a browser that asks whether the page may ask. */
export function preflight(): Response {
  return say('about', 200, {
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': mayBeSent,
    'Access-Control-Max-Age': '86400',
  })
}

/** The answer, readable for that one origin. */
export function readableFor(answer: Response, origin: string): Response {
  answer.headers.set('Access-Control-Allow-Origin', origin)
  answer.headers.set('Access-Control-Expose-Headers', mayBeRead)
  return answer
}
