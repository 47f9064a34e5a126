import { given, type Answer } from './answer.ts'
import { gitlabProposals } from './gitlab-proposals.ts'
import {
  HostError,
  type Access,
  type BlogPage,
  type Build,
  type HostApi,
  type HostInfo,
  type Http,
  type ListedBlog,
  type Missing,
  type Person,
  type Token,
} from './hosting.ts'
import { writableFirst } from './listing.ts'
import { HostInterface } from './request.ts'

/** GitLab (docs.gitlab.com/api), gitlab.com or an own server; the token is a personal, a project's or an OAuth one. */
export function openGitlab({ api = '' }: HostInfo, token: Token | undefined, http: Http): HostApi {
  const headers = token ? { Authorization: `Bearer ${token.password}` } : {}
  const host = new HostInterface(api, headers, http, token?.password)
  return {
    person: async () => personIn(await host.get('/user')),
    access: (path, branch) => access(host, path, branch),
    repositories: ({ page = 1, search } = {}) => repositories(host, page, search),
    fork: (path) => fork(host, path),
    build: (path, commit) => build(host, path, commit),
    ...gitlabProposals(host),
  }
}

const project = (path: string): string => `/projects/${encodeURIComponent(path)}`

function personIn(user: Answer): Person {
  const login = user.at('username').text
  const email = ['commit_email', 'email', 'public_email']
    .map((key) => user.at(key).text)
    .find((one) => one !== '')
  return {
    login,
    name: user.at('name').text || login,
    ...given({ email, picture: user.at('avatar_url').url }),
  }
}

async function access(host: HostInterface, path: string, wanted: string | undefined): Promise<Access> {
  const [user, token, found] = await Promise.all([
    host.get('/user').catch(explained),
    host.get('/personal_access_tokens/self').catch(() => undefined),
    host.find(project(path)),
  ])
  const known = { person: personIn(user), ...given({ expires: token?.at('expires_at').date }) }
  if (found === undefined) return { ...known, ...closed, branch: wanted ?? '' }
  const branch = wanted ?? found.at('default_branch').text
  const [told, page] = await Promise.all([
    host.find(`${project(path)}/repository/branches/${encodeURIComponent(branch)}`),
    host.find(`${project(path)}/pages`),
  ])
  const lacks = lackingScopes(token)
  const mayPush = mayWrite(found)
  const isOpenToRequests =
    found.at('merge_requests_access_level').text !== 'disabled' && !found.at('archived').isTrue
  return {
    ...known,
    canRead: true,
    canPush: mayPush && !lacks.includes('write'),
    branch,
    isProtected: told?.at('protected').isTrue === true && !told.at('can_push').isTrue,
    canPropose: isOpenToRequests && !lacks.includes('propose'),
    missing: lacks,
    ...given({ page: page?.at('url').url }),
  }
}

const closed = {
  canRead: false,
  canPush: false,
  isProtected: false,
  canPropose: false,
  missing: ['repository'],
} as const

/** A token for Git alone may not ask who it belongs to. */
function explained(error: unknown): never {
  if (!(error instanceof HostError) || error.code !== 'forbidden') throw error
  throw new HostError('forbidden', error.message, { ...error.data, missing: ['user', 'propose'] })
}

/** Which of our needs the token's scopes do not cover; where they are not told, none is known. */
function lackingScopes(token: Answer | undefined): Missing[] {
  const scopes = (token?.at('scopes').list ?? []).map((scope) => scope.text)
  if (scopes.length === 0 || scopes.includes('api')) return []
  const lacks: Missing[] = ['propose']
  if (!scopes.includes('read_api')) lacks.push('build')
  if (!scopes.includes('write_repository')) lacks.push('write')
  return lacks
}

/** 30 is a developer, who may push to what is not protected. */
function mayWrite(found: Answer): boolean {
  const levels = ['project_access', 'group_access'].map(
    (key) => found.at('permissions', key, 'access_level').number ?? 0,
  )
  return Math.max(...levels) >= 30 && !found.at('archived').isTrue
}

async function repositories(
  host: HostInterface,
  page: number,
  search: string | undefined,
): Promise<BlogPage> {
  const order = { order_by: 'last_activity_at', sort: 'desc', per_page: 100, page }
  const query = { membership: 'true', archived: 'false', ...order, ...given({ search }) }
  const { answer, headers } = await host.ask('/projects', { query })
  const blogs = writableFirst(answer.list.map((found) => ({ ...blogIn(found), canPush: mayWrite(found) })))
  return { blogs, more: host.next(headers) !== undefined }
}

function blogIn(found: Answer): ListedBlog {
  return {
    path: found.at('path_with_namespace').text,
    name: found.at('name').text,
    url: found.at('http_url_to_repo').url ?? '',
    canPush: true,
    isPrivate: found.at('visibility').text !== 'public',
    ...given({
      branch: found.at('default_branch').text,
      changed: found.at('last_activity_at').date,
    }),
  }
}

async function fork(host: HostInterface, path: string): Promise<ListedBlog> {
  try {
    return blogIn(await host.post(`${project(path)}/fork`, {}))
  } catch (error) {
    const [own] = (await host.get(`${project(path)}/forks`, { owned: 'true' })).list
    if (own) return blogIn(own)
    throw error
  }
}

const states: Readonly<Record<string, Build['state']>> = {
  created: 'waiting',
  waiting_for_resource: 'waiting',
  preparing: 'waiting',
  pending: 'waiting',
  scheduled: 'waiting',
  running: 'running',
  success: 'done',
  failed: 'failed',
  canceled: 'failed',
}

/** The newest pipeline of the commit; where it failed, the end of what the failing job printed. */
async function build(host: HostInterface, path: string, commit: string): Promise<Build> {
  const query = { sha: commit, order_by: 'id', sort: 'desc', per_page: 1 }
  const [pipelines, pages] = await Promise.all([
    host.find(`${project(path)}/pipelines`, query),
    host.find(`${project(path)}/pages`),
  ])
  const [pipeline] = pipelines?.list ?? []
  const page = given({ page: pages?.at('url').url })
  if (pipeline === undefined) return { state: 'unknown', ...page }
  const state = pipeline.at('status').among(states) ?? 'unknown'
  const id = pipeline.at('id').text
  const message = state === 'failed' ? await failureOf(host, path, id) : undefined
  return { state, ...given({ message, url: pipeline.at('web_url').url }), ...page }
}

async function failureOf(host: HostInterface, path: string, pipeline: string): Promise<string> {
  const jobs = await host.find(`${project(path)}/pipelines/${encodeURIComponent(pipeline)}/jobs`, {
    'scope[]': 'failed',
  })
  const [job] = jobs?.list ?? []
  if (job === undefined) return ''
  const words = await host.lastWords(
    `${project(path)}/jobs/${encodeURIComponent(job.at('id').text)}/trace`,
    8,
  )
  return (
    words || [job.at('name').text, job.at('failure_reason').text].filter((text) => text !== '').join(': ')
  )
}
