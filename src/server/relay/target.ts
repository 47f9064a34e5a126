export type Service = 'git-upload-pack' | 'git-receive-pack'

/** One of the three requests of Git's smart HTTP (gitprotocol-http), and where it goes. */
export interface Target {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly service: Service
  /** What stands behind the repository's own address. */
  readonly door: string
}

const longest = 1024

/**
 * Reads `/git/HOST/PATH/info/refs?service=…`, `/git/HOST/PATH/git-upload-pack` and the like. `host`: it is not one of these
 * hosts, which are compared as they stand, so that no other spelling of anything gets through; `path`: it is nothing of Git's.
 */
export function readTarget(
  pathname: string,
  search: string,
  hosts: readonly string[],
): Target | 'host' | 'path' {
  const [, host, path, door] =
    /^\/git\/([^/]+)\/(.+)\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(pathname) ?? []
  if (host === undefined || path === undefined || door === undefined) return 'path'
  if (!hosts.includes(host)) return 'host'
  const service = serviceOf(door, search)
  if (service === undefined || !isPlainPath(path)) return 'path'
  const method = door === 'info/refs' ? 'GET' : 'POST'
  return { url: `https://${host}/${path}/${door}${search}`, method, service, door: `/${door}${search}` }
}

function serviceOf(door: string, search: string): Service | undefined {
  const named = door === 'info/refs' ? /^\?service=(.*)$/.exec(search)?.[1] : search === '' ? door : ''
  return named === 'git-upload-pack' || named === 'git-receive-pack' ? named : undefined
}

/** Groups and a repository as hosts name them: nothing that leads up, is empty, or hides a slash or a line's end. */
function isPlainPath(path: string): boolean {
  return path.length <= longest && path.split('/').every(isPlainName)
}

function isPlainName(name: string): boolean {
  if (!/^(?:[\w.~!$'()*+,@-]|%[\da-f]{2})+$/i.test(name)) return false
  const decoded = decode(name)
  return decoded !== undefined && !/^\.{1,2}$|[\p{Cc}/\\?#%]/u.test(decoded)
}

function decode(name: string): string | undefined {
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}

/** A name as the system of names has them: no address in any spelling, no port, no dot at its end. */
export function isHostName(host: string): boolean {
  return host.length <= 253 && /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(host)
}
