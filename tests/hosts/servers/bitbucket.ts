import { git } from '../../git/repositories.ts'
import { any, number, undocumented, type Documented } from './documented.ts'
import { startHost, type Asked, type Known, type Reply, type Route, type TestHost } from './server.ts'

export interface BitbucketRepository {
  readonly folder: string
  /** The person's own right. */
  readonly permission?: 'read' | 'write' | 'admin'
  readonly isClosed?: boolean
  statuses?: readonly { state: string; name: string; description: string }[]
}

export interface BitbucketToken {
  readonly scopes: string
  readonly isRobot?: boolean
  /** The one repository that it opens, if not all. */
  readonly opens?: string
}

export interface Bitbucket {
  /** What comes in the header Authorization, and what it may do; a repository's own token belongs to nobody. */
  readonly tokens: Readonly<Record<string, BitbucketToken>>
  readonly repositories: Record<string, BitbucketRepository>
}

/** developer.atlassian.com/cloud/bitbucket/rest: users, repositories, permissions, restrictions, pull requests, commit statuses. */
const documented: readonly Documented[] = [
  { method: 'GET', path: '/user' },
  { method: 'GET', path: '/user/permissions/repositories', query: { q: any, sort: any } },
  {
    method: 'GET',
    path: '/repositories',
    query: {
      role: /^(?:admin|contributor|member|owner)$/,
      q: any,
      sort: any,
      after: any,
      page: number,
      pagelen: number,
    },
  },
  { method: 'GET', path: '/repositories/:workspace/:slug' },
  { method: 'POST', path: '/repositories/:workspace/:slug/forks', body: { name: 'string' } },
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/branch-restrictions',
    query: { kind: any, pattern: any, pagelen: number },
  },
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/pullrequests',
    query: {
      state: /^(?:OPEN|MERGED|DECLINED|SUPERSEDED)$/,
      sort: any,
      q: any,
      pagelen: /^(?:[1-4]?\d|50)$/,
    },
  },
  {
    method: 'POST',
    path: '/repositories/:workspace/:slug/pullrequests',
    body: { title: 'string', description: 'string', source: 'object', destination: 'object' },
    required: ['title', 'source'],
  },
  { method: 'GET', path: '/repositories/:workspace/:slug/pullrequests/:id' },
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/pullrequests/:id/comments',
    query: { sort: any, q: any, pagelen: number },
  },
  {
    method: 'GET',
    path: '/repositories/:workspace/:slug/commit/:commit/statuses',
    query: { refname: any, q: any, sort: any, pagelen: number },
  },
]

const refused = (message: string, status: number): Reply => ({
  status,
  json: { type: 'error', error: { message } },
})
const list = (values: readonly object[], next?: string): Reply => ({
  json: { values, ...(next !== undefined && { next }) },
})

/** Bitbucket Cloud over real repositories. */
export async function startBitbucket(bitbucket: Bitbucket, known?: Known): Promise<TestHost> {
  return startHost({
    base: '/2.0',
    known,
    check: (asked) => undocumented(documented, asked),
    routes: (host) => routes(bitbucket, host),
  })
}

type Answer = (found: BitbucketRepository, name: string, asked: Asked) => Reply

function routes(bitbucket: Bitbucket, { origin, api }: { origin: string; api: string }): readonly Route[] {
  const guarded =
    (answer: (asked: Asked, token: BitbucketToken) => Reply): Route[2] =>
    (asked) => {
      const token = bitbucket.tokens[asked.authorization ?? '']
      if (token === undefined)
        return refused('Token is invalid, expired, or not supported for this endpoint.', 401)
      const reply = answer(asked, token)
      return { ...reply, headers: { 'X-OAuth-Scopes': token.scopes } }
    }
  const of = (rest: string, answer: Answer, method = 'GET'): Route => [
    method,
    new RegExp(`^/repositories/([^/]+/[^/]+)${rest}$`),
    (asked, [name = '']) =>
      guarded((_, { opens = name }) => {
        const found = opens === name ? bitbucket.repositories[name] : undefined
        return found ? answer(found, name, asked) : refused('Repository not found', 404)
      })(asked, []),
  ]
  const told = (name: string): object => ({
    full_name: name,
    name: name.split('/')[1],
    is_private: true,
    updated_on: '2026-01-01T00:00:00.000000+00:00',
    mainbranch: { name: 'main' },
    website: '',
    links: {
      clone: [
        { name: 'ssh', href: 'git@x' },
        { name: 'https', href: `http://ada@${new URL(origin).host}/${name}.git` },
      ],
    },
  })
  const pull = (name: string, source: string, title: string): object => ({
    id: 1,
    title,
    state: 'OPEN',
    source: { branch: { name: source } },
    links: { html: { href: `${origin}/${name}/pull-requests/1` } },
    participants: [
      { user: { display_name: 'Bob' }, state: 'changes_requested' },
      { user: { display_name: 'Eve' }, state: null },
    ],
  })
  return [
    [
      'GET',
      /^\/user$/,
      guarded((_, { isRobot }) =>
        isRobot === true
          ? refused('This API is not accessible by this token', 403)
          : {
              json: {
                display_name: 'Ada L.',
                nickname: 'ada',
                username: 'ada',
                links: { avatar: { href: `${origin}/a.png` } },
              },
            },
      ),
    ],
    [
      'GET',
      /^\/user\/permissions\/repositories$/,
      guarded((asked, { isRobot }) => {
        if (isRobot === true) return refused('This API is not accessible by this token', 403)
        const name = /"(.*)"/.exec(asked.url.searchParams.get('q') ?? '')?.[1] ?? ''
        const permission = bitbucket.repositories[name]?.permission
        return list(permission === undefined ? [] : [{ permission }])
      }),
    ],
    [
      'GET',
      /^\/repositories$/,
      guarded((asked) => {
        const words = /~ "(.*)"/.exec(asked.url.searchParams.get('q') ?? '')?.[1] ?? ''
        const names = Object.keys(bitbucket.repositories).filter((name) => name.includes(words))
        const page = Number(asked.url.searchParams.get('page'))
        return list(
          names.slice((page - 1) * 2, page * 2).map(told),
          page * 2 < names.length ? `${api}/repositories?page=${page + 1}` : undefined,
        )
      }),
    ],
    of('', (_, name) => ({ json: told(name) })),
    of('/branch-restrictions', ({ isClosed, permission }) =>
      permission === 'admin'
        ? list(isClosed === true ? [{ users: [], groups: [] }] : [])
        : refused('Only for administrators', 403),
    ),
    of('/forks', (_, name) => ({ status: 201, json: told(`ada/${name.split('/')[1] ?? ''}`) }), 'POST'),
    of('/pullrequests', (_, name, asked) => {
      const from = /"(.*)"/.exec(asked.url.searchParams.get('q') ?? '')?.[1] ?? 'galley'
      return list([pull(name, from, 'New')])
    }),
    of(
      '/pullrequests',
      ({ folder }, name, asked) => {
        const { source, title } = asked.body as { source: { branch: { name: string } }; title: string }
        if (git(folder, 'for-each-ref', `refs/heads/${source.branch.name}`) === '')
          return refused('source branch not found', 400)
        return { status: 201, json: pull(name, source.branch.name, title) }
      },
      'POST',
    ),
    of('/pullrequests/1', (_, name) => ({ json: { ...pull(name, 'galley', 'New'), state: 'DECLINED' } })),
    of('/pullrequests/1/comments', () =>
      list([
        { user: { display_name: 'Bob' }, content: { raw: 'Nice.' }, created_on: '2026-01-01T00:00:00+00:00' },
        { deleted: true },
      ]),
    ),
    of('/commit/[\\da-f]{40}/statuses', ({ statuses = [] }) =>
      list(statuses.map((one) => ({ ...one, url: `${origin}/build` }))),
    ),
  ]
}
