import { HostError, type HostInfo, type HostKind, type Http } from './hosting.ts'
import { hostOf } from './known.ts'
import { HostInterface } from './request.ts'

/**
 * As `hostOf`, but an unknown host is asked which software it is, by what each tells everybody; without credentials. One that
 * does not answer, or not to pages of other origins, is one that speaks Git alone.
 */
export async function probeHost(url: string, http: Http): Promise<HostInfo> {
  const info = hostOf(url)
  if (info.kind !== 'git') return info
  const found = await Promise.all(probes.map((probe) => answers(info.origin, probe, http)))
  const probe = probes.find((_, i) => found[i])
  if (probe === undefined) return info
  const { kind, api } = probe
  return { ...info, kind, api: info.origin + api, gitFromBrowsers: kind === 'gitea' }
}

interface Probe {
  readonly kind: HostKind
  readonly api: string
  readonly path: string
  /** A key that the answer has. */
  readonly key: string
  /** It tells the version only to those who are signed in, but says so in its own way. */
  readonly refusal?: RegExp
}

const probes: readonly Probe[] = [
  { kind: 'gitlab', api: '/api/v4', path: '/version', key: 'revision', refusal: /^401 Unauthorized$/ },
  { kind: 'gitea', api: '/api/v1', path: '/version', key: 'version' },
  { kind: 'github', api: '/api/v3', path: '/meta', key: 'verifiable_password_authentication' },
]

async function answers(origin: string, { api, path, key, refusal }: Probe, http: Http): Promise<boolean> {
  try {
    return (await new HostInterface(origin + api, {}, http).get(path)).at(key).isThere
  } catch (error) {
    const { message = '' } = error instanceof HostError ? error.data : {}
    return refusal?.test(message) === true
  }
}
