import { broken, GitError } from './errors.ts'

/**
 * Where to ask for a repository: at the relay (`RELAY/git/HOST/PATH`), where there is one. What is not https is on this computer
 * and asked directly.
 */
export function relayed(url: string, relay = ''): string {
  const [, place] = /^https:\/\/(.*)/.exec(url) ?? []
  return relay === '' || place === undefined ? url : `${relay.replace(/\/+$/, '')}/git/${place}`
}

/**
 * What a relay says of itself: every answer of it carries a word on what became of the request. Undefined where it was passed
 * on and the answer is the host's own; an answer without that word is not a relay's.
 */
export function saidByRelay({ status, headers }: Response): GitError | undefined {
  const word = headers.get('Galley-Relay')
  switch (word) {
    case 'passed':
      return undefined
    case 'busy':
      return new GitError('relay-busy', 'The relay asks for patience', patience(headers.get('Retry-After')))
    case 'moved':
      return moved(headers.get('Galley-Moved') ?? '')
    case 'unreachable':
      return new GitError('offline', 'The relay cannot reach the host')
    case 'broken':
      return broken('The host gave the relay an answer that makes no sense')
    default:
      return new GitError(
        'relay-refuses',
        `The relay says ${word ?? 'nothing that a relay says'} (${status})`,
      )
  }
}

const patience = (seconds: string | null): { after?: number } =>
  /^\d{1,6}$/.test(seconds ?? '') ? { after: Number(seconds) } : {}

function moved(address: string): GitError {
  const words = 'The host sends us to another address'
  return address.startsWith('https://') && URL.canParse(address)
    ? new GitError('moved', words, { url: new URL(address).href.replace(/\/+$/, '') })
    : new GitError('not-found', words)
}
