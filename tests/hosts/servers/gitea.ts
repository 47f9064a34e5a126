import { git } from '../../git/repositories.ts'
import { any, number, undocumented, type Documented } from './documented.ts'
import { paged, startHost, type Asked, type Reply, type Route, type TestHost } from './server.ts'

export interface GiteaRepository {
  readonly folder: string
  readonly writers: readonly string[]
  readonly updated?: string
  readonly isProtected?: boolean
  readonly website?: string
  readonly parent?: string
  status?: { state: string; statuses: readonly { status: string; context: string; description: string }[] }
}

export interface Gitea {
  /** Tokens and whose they are; a login that begins with `-` may not be asked for. */
  readonly tokens: Readonly<Record<string, string>>
  readonly repositories: Record<string, GiteaRepository>
}

interface Pull {
  readonly number: number
  readonly base: string
  readonly head: string
  readonly title: string
  state: 'open' | 'closed'
  merged: boolean
}

/** The swagger of `/api/v1`: user, repositories, branches, pull requests, comments, reviews, statuses, forks. */
const documented: readonly Documented[] = [
  { method: 'GET', path: '/version' },
  { method: 'GET', path: '/user' },
  { method: 'GET', path: '/user/repos', query: { page: number, limit: number } },
  { method: 'GET', path: '/repos/:owner/:repo' },
  { method: 'GET', path: '/repos/:owner/:repo/branches/:branch' },
  { method: 'POST', path: '/repos/:owner/:repo/forks', body: { name: 'string', organization: 'string' } },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/pulls',
    query: {
      state: /^(?:open|closed|all)$/,
      sort: /^(?:oldest|recentupdate|recentclose|leastupdate|mostcomment|leastcomment|priority)$/,
      base_branch: any,
      page: number,
      limit: number,
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/pulls',
    body: { title: 'string', body: 'string', head: 'string', base: 'string' },
    required: ['title', 'head', 'base'],
  },
  { method: 'GET', path: '/repos/:owner/:repo/pulls/:index' },
  { method: 'GET', path: '/repos/:owner/:repo/pulls/:index/reviews', query: { page: number, limit: number } },
  { method: 'GET', path: '/repos/:owner/:repo/issues/:index/comments', query: { since: any, before: any } },
  { method: 'GET', path: '/repos/:owner/:repo/commits/:ref/status', query: { page: number, limit: number } },
]

const notFound: Reply = { status: 404, json: { message: "The target couldn't be found." } }

/** Gitea or Forgejo over real repositories. */
export async function startGitea(gitea: Gitea): Promise<TestHost & { pulls: Pull[] }> {
  const pulls: Pull[] = []
  const host = await startHost({
    base: '/api/v1',
    check: (asked) => undocumented(documented, asked),
    routes: ({ origin }) => routes(gitea, pulls, origin),
  })
  return Object.assign(host, { pulls })
}

type Answer = (name: string, login: string, asked: Asked, rest: readonly string[]) => Reply

function routes(gitea: Gitea, pulls: Pull[], origin: string): readonly Route[] {
  const guarded =
    (answer: (asked: Asked, login: string) => Reply): Route[2] =>
    (asked) => {
      const login = gitea.tokens[asked.authorization?.replace(/^token /, '') ?? '']
      return login === undefined
        ? { status: 401, json: { message: 'invalid username, password or token' } }
        : answer(asked, login)
    }
  const repositoryOf = (name: string): GiteaRepository =>
    gitea.repositories[name] ?? { folder: '', writers: [] }
  const of = (rest: string, answer: Answer, method = 'GET'): Route => [
    method,
    new RegExp(`^/repos/([^/]+/[^/]+)${rest}$`),
    (asked, [name = '', ...parts]) =>
      guarded((_, login) => (gitea.repositories[name] ? answer(name, login, asked, parts) : notFound))(
        asked,
        [],
      ),
  ]
  const told = (name: string, login: string): object => {
    const { writers, updated, website = '', parent } = repositoryOf(name)
    return {
      name: name.split('/')[1],
      full_name: name,
      clone_url: `${origin}/${name}.git`,
      default_branch: 'main',
      private: false,
      archived: false,
      has_pull_requests: true,
      website,
      updated_at: updated ?? '2026-01-01T00:00:00Z',
      permissions: { admin: false, push: writers.includes(login), pull: true },
      ...(parent !== undefined && { parent: { full_name: parent } }),
    }
  }
  const shown = ({ number: id, base, head, title, state, merged }: Pull): object => ({
    number: id,
    html_url: `${origin}/${base}/pulls/${id}`,
    title,
    state,
    merged,
    head: { ref: head.split(':').at(-1) },
  })
  const tipOf = (name: string, branch: string): string =>
    git(repositoryOf(name).folder, 'for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`)
  return [
    ['GET', /^\/version$/, () => ({ json: { version: '1.24.0' } })],
    [
      'GET',
      /^\/user$/,
      guarded((_, login) =>
        login.startsWith('-')
          ? {
              status: 403,
              json: { message: 'token does not have at least one of required scope(s): [read:user]' },
            }
          : {
              json: {
                id: 1,
                login,
                full_name: '',
                email: `${login}@example.org`,
                avatar_url: `${origin}/a.png`,
              },
            },
      ),
    ],
    [
      'GET',
      /^\/user\/repos$/,
      guarded((asked, login) =>
        paged(
          Object.keys(gitea.repositories).map((name) => told(name, login)),
          asked,
          'limit',
        ),
      ),
    ],
    of('', (name, login) => ({ json: told(name, login) })),
    of('/branches/([^/]+)', (name, login, _, [branch = '']) => {
      const { isProtected = false, writers } = repositoryOf(name)
      if (tipOf(name, branch) === '') return notFound
      return {
        json: {
          name: branch,
          protected: isProtected,
          user_can_push: !isProtected && writers.includes(login),
        },
      }
    }),
    of(
      '/forks',
      (name, login) => {
        const copy = `${login}/${name.split('/')[1] ?? ''}`
        if (gitea.repositories[copy])
          return { status: 409, json: { message: 'The repository with the same name already exists.' } }
        const { folder } = repositoryOf(name)
        git(folder, 'clone', '-q', '--bare', folder, `${folder}-${login}`)
        gitea.repositories[copy] = { folder: `${folder}-${login}`, writers: [login], parent: name }
        return { status: 202, json: told(copy, login) }
      },
      'POST',
    ),
    of('/pulls', (name, _, asked) =>
      paged(pulls.filter((one) => one.base === name && one.state === 'open').map(shown), asked, 'limit'),
    ),
    of(
      '/pulls',
      (name, _, asked) => {
        const { head, title } = asked.body as { head: string; title: string }
        const [owner, branch = head] = head.includes(':') ? head.split(':') : [name.split('/')[0], head]
        if (tipOf(`${owner ?? ''}/${name.split('/')[1] ?? ''}`, branch) === '')
          return { status: 404, json: { message: 'head' } }
        if (pulls.some((one) => one.head === head))
          return { status: 409, json: { message: 'pull request already exists for these targets' } }
        const made: Pull = { number: pulls.length + 1, base: name, head, title, state: 'open', merged: false }
        pulls.push(made)
        return { status: 201, json: shown(made) }
      },
      'POST',
    ),
    of('/pulls/(\\d+)', (_n, _l, _a, [id]) => {
      const one = pulls[Number(id) - 1]
      return one ? { json: shown(one) } : notFound
    }),
    of('/issues/\\d+/comments', () => ({
      json: [{ user: { login: 'bob' }, body: 'Nice.', created_at: '2026-01-01T00:00:00Z' }],
    })),
    of('/pulls/\\d+/reviews', () => ({
      json: [
        { user: { login: 'bob' }, state: 'REQUEST_CHANGES', body: 'A title.' },
        { user: { login: 'eve' }, state: 'PENDING', body: '' },
      ],
    })),
    of('/commits/([\\da-f]{40})/status', (name) => ({
      json: repositoryOf(name).status ?? { state: '', statuses: [] },
    })),
  ]
}
