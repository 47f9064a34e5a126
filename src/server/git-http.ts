import type { CgiPrograms, CgiRequest } from './cgi.ts'
import { gitEnvironment } from './git-command.ts'
import type { Environment, Setting } from './git-command.ts'
import { trust } from './local-repository.ts'
import type { LocalRepository } from './local-repository.ts'

const services = ['git-upload-pack', 'git-receive-pack'] as const
type Service = (typeof services)[number]

/** One of the three endpoints of Git's smart HTTP (gitprotocol-http), for one of the repositories named. */
interface Endpoint {
  readonly repository: LocalRepository
  readonly service: Service
  readonly step: 'info/refs' | 'exchange'
}

/** The path, relative to the server, under which the repository answers. */
export function gitPath({ slug }: LocalRepository): string {
  return `/git/${slug}.git`
}

/**
 * Answers Git's smart HTTP for the named repositories alone, through `git http-backend`. The path is compared as a
 * whole with the few that exist: nothing of it ever reaches the file system.
 */
export async function answerGit(
  request: Request,
  repositories: readonly LocalRepository[],
  programs: CgiPrograms,
): Promise<Response> {
  const endpoint = findEndpoint(new URL(request.url), repositories)
  if (endpoint === undefined) return new Response('There is no such repository.', { status: 404 })
  const method = endpoint.step === 'info/refs' ? 'GET' : 'POST'
  if (request.method !== method)
    return new Response(`Only ${method} is possible here.`, { status: 405, headers: { Allow: method } })
  if (!isReadable(request, endpoint)) return new Response('Git does not speak like this.', { status: 415 })
  return programs.run(cgiRequest(request, endpoint))
}

function findEndpoint(url: URL, repositories: readonly LocalRepository[]): Endpoint | undefined {
  for (const repository of repositories)
    for (const service of services) {
      const top = gitPath(repository)
      if (url.pathname === `${top}/info/refs` && url.search === `?service=${service}`)
        return { repository, service, step: 'info/refs' }
      if (url.pathname === `${top}/${service}` && url.search === '')
        return { repository, service, step: 'exchange' }
    }
  return undefined
}

/** A form on a foreign page cannot set this content type; what is not gzip `git http-backend` would take for plain. */
function isReadable({ headers }: Request, { service, step }: Endpoint): boolean {
  if (step === 'info/refs') return true
  const encoding = headers.get('content-encoding') ?? 'identity'
  const length = headers.get('content-length') ?? '0'
  return (
    headers.get('content-type') === contentType(service) &&
    ['identity', 'gzip', 'x-gzip'].includes(encoding) &&
    /^\d{1,15}$/.test(length)
  )
}

function contentType(service: Service): string {
  return `application/x-${service}-request`
}

function cgiRequest(request: Request, endpoint: Endpoint): CgiRequest {
  return {
    program: ['git', 'http-backend'],
    cwd: endpoint.repository.gitFolder,
    environment: { ...gitEnvironment(settings(endpoint.repository)), ...variables(request, endpoint) },
    body: request.body,
    signal: request.signal,
    finishes: endpoint.service === 'git-receive-pack',
  }
}

/** For the started process alone: the repository's own configuration is not touched. */
function settings(repository: LocalRepository): readonly Setting[] {
  return [
    ...trust(repository),
    ['safe.directory', '.'], // what `git http-backend` calls it to the programs that it starts there
    ['http.uploadpack', 'true'],
    ['http.receivepack', 'true'],
    ['uploadpack.allowFilter', 'true'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
    ['receive.denyCurrentBranch', 'updateInstead'],
  ]
}

function variables({ headers, method }: Request, { repository, service, step }: Endpoint): Environment {
  const protocol = headers.get('git-protocol') ?? ''
  const isExchange = step === 'exchange'
  return {
    GATEWAY_INTERFACE: 'CGI/1.1',
    SERVER_PROTOCOL: 'HTTP/1.1',
    REQUEST_METHOD: method,
    REMOTE_ADDR: '127.0.0.1',
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROTOCOL: /^version=[012]$/.test(protocol) ? protocol : undefined,
    PATH_TRANSLATED: `${repository.gitFolder}/${isExchange ? service : step}`,
    QUERY_STRING: isExchange ? '' : `service=${service}`,
    CONTENT_TYPE: isExchange ? contentType(service) : undefined,
    CONTENT_LENGTH: isExchange ? (headers.get('content-length') ?? undefined) : undefined,
    HTTP_CONTENT_ENCODING: isExchange ? (headers.get('content-encoding') ?? undefined) : undefined,
  }
}
