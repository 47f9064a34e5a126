import { git } from '../../git/repositories.ts'
import { any, flag, number, undocumented, type Documented } from './documented.ts'
import { paged, startHost, type Asked, type Known, type Reply, type Route, type TestHost } from './server.ts'

export interface GitlabProject {
  readonly folder: string
  /** 10 guest, 30 developer, 40 maintainer; of the project, or of its group. */
  readonly level?: number
  readonly groupLevel?: number
  readonly isProtected?: boolean
  readonly page?: string
  pipeline?: { status: string; trace?: string }
}

export interface Gitlab {
  readonly tokens: Readonly<Record<string, { scopes: readonly string[]; expires?: string }>>
  readonly projects: Record<string, GitlabProject>
}

interface MergeRequest {
  readonly iid: number
  readonly project: string
  readonly source_branch: string
  readonly title: string
  state: string
}

/** docs.gitlab.com/api: users, personal access tokens, projects, branches, merge requests, notes, approvals, pipelines, jobs, pages. */
const documented: readonly Documented[] = [
  { method: 'GET', path: '/user' },
  { method: 'GET', path: '/personal_access_tokens/self' },
  {
    method: 'GET',
    path: '/projects',
    query: {
      membership: flag,
      archived: flag,
      search: any,
      order_by: /^(?:id|name|path|created_at|updated_at|star_count|last_activity_at|similarity)$/,
      sort: /^(?:asc|desc)$/,
      per_page: number,
      page: number,
    },
  },
  { method: 'GET', path: '/projects/:id' },
  { method: 'GET', path: '/projects/:id/pages' },
  { method: 'GET', path: '/projects/:id/repository/branches/:branch' },
  {
    method: 'POST',
    path: '/projects/:id/fork',
    body: { path: 'string', namespace_path: 'string', branches: 'string' },
  },
  { method: 'GET', path: '/projects/:id/forks', query: { owned: flag } },
  {
    method: 'GET',
    path: '/projects/:id/merge_requests',
    query: {
      state: /^(?:opened|closed|locked|merged|all)$/,
      source_branch: any,
      order_by: /^(?:created_at|updated_at|merged_at|title|priority)$/,
      sort: /^(?:asc|desc)$/,
      per_page: number,
      page: number,
    },
  },
  {
    method: 'POST',
    path: '/projects/:id/merge_requests',
    body: {
      source_branch: 'string',
      target_branch: 'string',
      title: 'string',
      description: 'string',
      target_project_id: 'number',
    },
    required: ['source_branch', 'target_branch', 'title'],
  },
  { method: 'GET', path: '/projects/:id/merge_requests/:iid' },
  {
    method: 'GET',
    path: '/projects/:id/merge_requests/:iid/notes',
    query: {
      order_by: /^(?:created_at|updated_at)$/,
      sort: /^(?:asc|desc)$/,
      per_page: number,
      page: number,
    },
  },
  { method: 'GET', path: '/projects/:id/merge_requests/:iid/approvals' },
  {
    method: 'GET',
    path: '/projects/:id/pipelines',
    query: {
      sha: /^[\da-f]{40}$/,
      ref: any,
      order_by: /^(?:id|status|ref|updated_at|user_id)$/,
      sort: /^(?:asc|desc)$/,
      per_page: number,
    },
  },
  {
    method: 'GET',
    path: '/projects/:id/pipelines/:pipeline/jobs',
    query: { 'scope[]': /^(?:created|pending|running|failed|success|canceled|skipped|manual)$/ },
  },
  { method: 'GET', path: '/projects/:id/jobs/:job/trace' },
]

const notFound: Reply = { status: 404, json: { message: '404 Project Not Found' } }

/** GitLab over real repositories. */
export async function startGitlab(
  gitlab: Gitlab,
  known?: Known,
): Promise<TestHost & { requests: MergeRequest[] }> {
  const requests: MergeRequest[] = []
  const host = await startHost({
    base: '/api/v4',
    known,
    check: (asked) => undocumented(documented, asked),
    routes: ({ origin }) => routes(gitlab, requests, origin),
  })
  return Object.assign(host, { requests })
}

type Answer = (project: GitlabProject, name: string, asked: Asked, rest: readonly string[]) => Reply

function routes(gitlab: Gitlab, requests: MergeRequest[], origin: string): readonly Route[] {
  const scopesOf = (asked: Asked): readonly string[] | undefined =>
    gitlab.tokens[asked.authorization?.replace(/^Bearer /, '') ?? '']?.scopes
  const guarded =
    (answer: (asked: Asked) => Reply, ...scopes: string[]): Route[2] =>
    (asked) => {
      const has = scopesOf(asked)
      if (has === undefined) return { status: 401, json: { message: '401 Unauthorized' } }
      if (!scopes.some((scope) => has.includes(scope)) && !has.includes('api'))
        return {
          status: 403,
          json: {
            error: 'insufficient_scope',
            error_description: 'The request requires higher privileges than provided by the access token.',
          },
        }
      return answer(asked)
    }
  const of = (rest: string, answer: Answer, method = 'GET'): Route => [
    method,
    new RegExp(`^/projects/([^/]+)${rest}$`),
    (asked, [name = '', ...parts]) => {
      const project = gitlab.projects[name]
      const open = (): Reply => (project ? answer(project, name, asked, parts) : notFound)
      return guarded(open, ...(method === 'GET' ? ['read_api'] : []))(asked, [])
    },
  ]
  const told = (name: string): object => ({
    id: Object.keys(gitlab.projects).indexOf(name) + 1,
    name: name.split('/').at(-1),
    path_with_namespace: name,
    http_url_to_repo: `${origin}/${name}.git`,
    default_branch: 'main',
    visibility: 'private',
    archived: false,
    merge_requests_access_level: 'enabled',
    last_activity_at: '2026-01-01T00:00:00.000Z',
    permissions: accessOf(gitlab.projects[name]),
  })
  const shown = (one: MergeRequest): object => ({
    ...one,
    web_url: `${origin}/${one.project}/-/merge_requests/${one.iid}`,
  })
  return [
    [
      'GET',
      /^\/user$/,
      guarded(
        () => ({
          json: { id: 1, username: 'ada', name: 'Ada L.', email: 'ada@example.org', avatar_url: null },
        }),
        'read_user',
        'read_api',
      ),
    ],
    [
      'GET',
      /^\/personal_access_tokens\/self$/,
      (asked) => {
        const token = gitlab.tokens[asked.authorization?.replace(/^Bearer /, '') ?? '']
        return token
          ? { json: { id: 1, scopes: token.scopes, expires_at: token.expires ?? null } }
          : { status: 401, json: { message: '401 Unauthorized' } }
      },
    ],
    [
      'GET',
      /^\/projects$/,
      guarded((asked) => {
        const words = asked.url.searchParams.get('search') ?? ''
        const names = Object.keys(gitlab.projects).filter((name) => name.includes(words))
        return paged(names.map(told), asked, 'per_page')
      }, 'read_api'),
    ],
    of('', (_, name) => ({ json: told(name) })),
    of('/pages', ({ page }) =>
      page === undefined ? notFound : { json: { url: page, is_unique_domain_enabled: false } },
    ),
    of(
      '/repository/branches/([^/]+)',
      ({ folder, isProtected = false, level = 0 }, _n, _a, [branch = '']) => {
        const tip = git(folder, 'for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`)
        if (tip === '') return { status: 404, json: { message: '404 Branch Not Found' } }
        return {
          json: {
            name: branch,
            protected: isProtected,
            can_push: level >= (isProtected ? 40 : 30),
            commit: { id: tip },
          },
        }
      },
    ),
    of(
      '/fork',
      ({ folder }, name) => {
        const copy = `ada/${name.split('/').at(-1) ?? ''}`
        if (gitlab.projects[copy])
          return {
            status: 409,
            json: { message: { base: ['Project namespace name has already been taken'] } },
          }
        git(folder, 'clone', '-q', '--bare', folder, `${folder}-fork`)
        gitlab.projects[copy] = { folder: `${folder}-fork`, level: 40 }
        return { status: 201, json: told(copy) }
      },
      'POST',
    ),
    of('/forks', (_, name) => {
      const copy = `ada/${name.split('/').at(-1) ?? ''}`
      return { json: gitlab.projects[copy] ? [told(copy)] : [] }
    }),
    of('/merge_requests', (_, name, asked) => {
      const from = asked.url.searchParams.get('source_branch')
      const open = requests.filter(
        (one) =>
          one.project === name && one.state === 'opened' && (from === null || one.source_branch === from),
      )
      return paged(open.map(shown), asked, 'per_page')
    }),
    of(
      '/merge_requests',
      ({ folder }, name, asked) => {
        const body = asked.body as { source_branch: string; title: string; target_project_id?: number }
        const target = Object.keys(gitlab.projects)[(body.target_project_id ?? 0) - 1] ?? name
        if (git(folder, 'for-each-ref', `refs/heads/${body.source_branch}`) === '')
          return { status: 400, json: { message: { source_branch: ['does not exist'] } } }
        if (requests.some((one) => one.source_branch === body.source_branch))
          return {
            status: 409,
            json: { message: ['Another open merge request already exists for this source branch: !1'] },
          }
        const made = {
          iid: requests.length + 1,
          project: target,
          source_branch: body.source_branch,
          title: body.title,
          state: 'opened',
        }
        requests.push(made)
        return { status: 201, json: shown(made) }
      },
      'POST',
    ),
    of('/merge_requests/(\\d+)', (_p, _n, _a, [iid]) => {
      const one = requests[Number(iid) - 1]
      return one ? { json: shown(one) } : notFound
    }),
    of('/merge_requests/\\d+/notes', (_p, _n, asked) => {
      const note = (body: string, system = false): object => ({
        body,
        system,
        author: { username: 'bob' },
        created_at: '2026-01-01T00:00:00.000Z',
      })
      return paged([note('changed the title', true), note('Nice.')], asked, 'per_page')
    }),
    of('/merge_requests/\\d+/approvals', () => ({ json: { approved_by: [{ user: { username: 'bob' } }] } })),
    of('/pipelines', ({ pipeline }, name) => ({
      json: pipeline ? [{ id: 9, status: pipeline.status, web_url: `${origin}/${name}/-/pipelines/9` }] : [],
    })),
    of('/pipelines/9/jobs', () => ({ json: [{ id: 4, name: 'pages', failure_reason: 'script_failure' }] })),
    of('/jobs/4/trace', ({ pipeline }) =>
      pipeline?.trace === undefined ? notFound : { text: pipeline.trace },
    ),
  ]
}

const accessOf = ({ level, groupLevel }: GitlabProject = { folder: '' }): object => ({
  project_access: level === undefined ? null : { access_level: level },
  group_access: groupLevel === undefined ? null : { access_level: groupLevel },
})
