import { emptyPolicy, strictHeaders } from '../policy.ts'

/**
 * What became of a request, in every answer's `Galley-Relay`: `passed`, then status and all are the host's own; the others are
 * the relay's. `src/git/relayed.ts` reads them.
 */
export type Word =
  | 'passed'
  /** Not for this page. */
  | 'origin'
  /** Not to this host. */
  | 'host'
  /** The host's name leads into a private network. */
  | 'address'
  /** Nothing that Git or a sign-in would ask. */
  | 'path'
  | 'request'
  | 'too-large'
  | 'busy'
  | 'moved'
  | 'unreachable'
  | 'broken'
  | 'about'

export const wordHeader = 'Galley-Relay'
export const movedHeader = 'Galley-Moved'

/** An answer of the relay's own. */
export function say(word: Word, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return answerWith(`${word}\n`, 'text/plain; charset=utf-8', word, status, headers)
}

/** An answer with a text, in the headers that all answers have. */
export function answerWith(
  body: BodyInit | null,
  type: string,
  word: Word,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = {
    ...strictHeaders,
    'Content-Security-Policy': `${emptyPolicy}; sandbox`,
    ...always,
    ...headers,
  }
  return new Response(body, { status, headers: { ...all, 'Content-Type': type, [wordHeader]: word } })
}

const always = { 'Cache-Control': 'no-store', Vary: 'Origin' }
