import { given, type Answer } from './answer.ts'
import { githubBuild } from './github-build.ts'
import { githubProposals } from './github-proposals.ts'
import {
  HostError,
  type Access,
  type BlogPage,
  type HostApi,
  type HostInfo,
  type Http,
  type ListedBlog,
  type Missing,
  type Person,
  type Token,
} from './hosting.ts'
import { HostInterface, type Told } from './request.ts'
import { encodedPath, matching, writableFirst } from './listing.ts'

/** GitHub (docs.github.com/rest, /graphql), github.com or an Enterprise server. */
export function openGithub({ api = '' }: HostInfo, token: Token | undefined, http: Http): HostApi {
  const headers = {
    Accept: 'application/vnd.github+json',
    'X-GitHub-Api-Version': '2022-11-28',
    ...(token && { Authorization: `Bearer ${token.password}` }),
  }
  const host = new HostInterface(api, headers, http, token?.password)
  // GraphQL lies beside the REST interface of an Enterprise server
  const graph = new HostInterface(api.replace(/\/v3$/, ''), headers, http, token?.password)
  const person = async (): Promise<Person> => personIn((await host.ask('/user')).answer)
  return {
    person,
    access: (path, branch) => access(host, graph, path, branch),
    repositories: ({ page = 1, search = '' } = {}) => repositories(host, page, search),
    fork: async (path) => blogIn(await host.post(`${repository(path)}/forks`, { default_branch_only: true })),
    build: (path, commit) => githubBuild(host, path, commit),
    ...githubProposals(host),
  }
}

const repository = (path: string): string => `/repos/${encodedPath(path)}`

/** The address that GitHub gives everybody for commits stands in for one that is kept private. */
function personIn(user: Answer): Person {
  const login = user.at('login').text
  const email = user.at('email').text || `${user.at('id').text}+${login}@users.noreply.github.com`
  return {
    login,
    name: user.at('name').text || login,
    email,
    ...given({ picture: user.at('avatar_url').url }),
  }
}

async function access(
  host: HostInterface,
  graph: HostInterface,
  path: string,
  wanted: string | undefined,
): Promise<Access> {
  const user = await host.ask('/user')
  const found = await host.find(repository(path))
  const known = { person: personIn(user.answer), ...given({ expires: expiryIn(user.headers) }) }
  if (found === undefined) return { ...known, ...closed, branch: wanted ?? '' }
  const branch = wanted ?? found.at('default_branch').text
  const mayPush = found.at('permissions', 'push').isTrue && !found.at('archived').isTrue
  const [canWrite, isProtected, page] = await Promise.all([
    mayPush && tokenWrites(host, path, user),
    isClosed(host, graph, path, branch),
    pageOf(host, path, found),
  ])
  const canPropose = !found.at('archived').isTrue && (await tokenProposes(host, path, branch))
  const missing: Missing[] = [
    ...(mayPush && !canWrite ? (['write'] as const) : []),
    ...(canPropose || found.at('archived').isTrue ? [] : (['propose'] as const)),
  ]
  const canPush = mayPush && canWrite
  return { ...known, canRead: true, canPush, branch, isProtected, canPropose, missing, ...given({ page }) }
}

const closed = {
  canRead: false,
  canPush: false,
  isProtected: false,
  canPropose: false,
  missing: ['repository'],
} as const

/** `2026-12-31 23:00:00 UTC` or with an offset: the header GitHub-Authentication-Token-Expiration. */
function expiryIn(headers: Headers): number | undefined {
  const told = headers.get('GitHub-Authentication-Token-Expiration') ?? ''
  const date = Date.parse(told.replace(' UTC', 'Z').replace(' ', 'T').replace(' ', ''))
  return Number.isNaN(date) ? undefined : date
}

/**
 * A repository's `permissions` are the person's; what the token may do is not told. So a branch is asked for that would
 * start at a commit that cannot be: who may write hears that it does not exist, who may not that it is not accessible.
 */
async function tokenWrites(host: HostInterface, path: string, { headers }: Told): Promise<boolean> {
  const scopes = headers.get('X-OAuth-Scopes')
  if (scopes !== null && scopes !== '') return /\b(?:public_)?repo\b/.test(scopes)
  const impossible = { ref: 'refs/heads/galley-asks', sha: '0'.repeat(40) }
  return isTaken(host.post(`${repository(path)}/git/refs`, impossible))
}

/** The same for a change request from a branch into itself, which has nothing to take in. */
const tokenProposes = (host: HostInterface, path: string, branch: string): Promise<boolean> =>
  isTaken(host.post(`${repository(path)}/pulls`, { title: 'Galley asks', head: branch, base: branch }))

async function isTaken(asked: Promise<Answer>): Promise<boolean> {
  return asked.then(
    () => true,
    (error: unknown) => {
      if (error instanceof HostError && ['forbidden', 'not-found'].includes(error.code)) return false
      if (error instanceof HostError && error.code === 'broken') return true
      throw error
    },
  )
}

const question =
  'query($owner:String!,$name:String!,$ref:String!){repository(owner:$owner,name:$name){ref(qualifiedName:$ref){refUpdateRule{viewerCanPush requiredApprovingReviewCount}}}}'

/** Rules on branches are told to everybody who reads; the older protection only by what it means for this person. */
async function isClosed(
  host: HostInterface,
  graph: HostInterface,
  path: string,
  branch: string,
): Promise<boolean> {
  const [owner = '', name = ''] = path.split('/')
  const variables = { owner, name, ref: `refs/heads/${branch}` }
  const [rules, told] = await Promise.all([
    host.find(`${repository(path)}/rules/branches/${encodeURIComponent(branch)}`),
    graph.post('/graphql', { query: question, variables }).catch(() => undefined),
  ])
  const rule = told?.at('data', 'repository', 'ref', 'refUpdateRule')
  const forbids = rule?.isThere === true && !rule.at('viewerCanPush').isTrue
  return forbids || (rules?.list ?? []).some((one) => closing.includes(one.at('type').text))
}

/** The rules under which a change comes by a request alone. */
const closing = ['pull_request', 'update', 'merge_queue', 'required_status_checks']

async function pageOf(host: HostInterface, path: string, found: Answer): Promise<string | undefined> {
  if (!found.at('has_pages').isTrue) return found.at('homepage').url
  const page = await host.find(`${repository(path)}/pages`)
  return page?.at('html_url').url ?? found.at('homepage').url
}

async function repositories(host: HostInterface, page: number, search: string): Promise<BlogPage> {
  const query = { sort: 'pushed', direction: 'desc', per_page: 100 } as const
  if (search !== '') {
    const all = await host.all('/user/repos', query)
    return { blogs: matching(all.map(blogIn), search), more: false }
  }
  const { answer, headers } = await host.ask('/user/repos', { query: { ...query, page } })
  return { blogs: writableFirst(answer.list.map(blogIn)), more: host.next(headers) !== undefined }
}

function blogIn(found: Answer): ListedBlog {
  return {
    path: found.at('full_name').text,
    name: found.at('name').text,
    url: found.at('clone_url').url ?? '',
    canPush: found.at('permissions', 'push').isTrue && !found.at('archived').isTrue,
    isPrivate: found.at('private').isTrue,
    ...given({ branch: found.at('default_branch').text, changed: found.at('pushed_at').date }),
  }
}
