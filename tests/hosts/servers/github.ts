import { graphqlViolations, example, violations } from '../schemas.ts'
import { git } from '../../git/repositories.ts'
import { paged, startHost, type Asked, type Known, type Reply, type Route, type TestHost } from './server.ts'

/** What a token of the test's GitHub may do. */
export interface GithubToken {
  readonly login: string
  /** The repositories that it opens, if not all. */
  readonly repositories?: readonly string[]
  readonly contents?: 'read' | 'write'
  readonly proposals?: 'read' | 'write'
  readonly expires?: string
}

export interface GithubRepository {
  /** The bare repository. */
  readonly folder: string
  readonly isPrivate?: boolean
  /** Who may push. */
  readonly writers: readonly string[]
  readonly pushed?: string
  /** The rules of its branches. */
  readonly rules?: Readonly<Record<string, readonly string[]>>
  /** Branches to which the viewer may not push by the older protection. */
  readonly closed?: readonly string[]
  readonly page?: string
  readonly buildType?: 'legacy' | 'workflow'
  readonly pagesBuild?: { commit: string; status: string; message: string | null }
  /** The token sees the jobs of Actions, but not all checks. */
  readonly hidesChecks?: boolean
  checks?: readonly { name: string; status: string; conclusion: string | null; annotation?: string }[]
}

export interface Github {
  readonly tokens: Readonly<Record<string, GithubToken>>
  readonly repositories: Record<string, GithubRepository>
}

interface Pull {
  readonly number: number
  readonly base: string
  readonly head: string
  readonly into: string
  readonly title: string
  state: 'open' | 'closed'
  merged: string | null
}

/** GitHub over real repositories, each request and answer held against GitHub's description; `base` is `/api/v3` for Enterprise. */
export async function startGithub(
  github: Github,
  base = '',
  known?: Known,
): Promise<TestHost & { pulls: Pull[] }> {
  const pulls: Pull[] = []
  const host = await startHost({
    base,
    known,
    check,
    routes: ({ origin, api }) => new Routes(github, pulls, origin, api).all,
  })
  return Object.assign(host, { pulls })
}

function check(asked: Asked, reply: Reply): string[] {
  if (asked.path.endsWith('/graphql')) {
    const { query, variables } = asked.body as { query: string; variables: Record<string, unknown> }
    return graphqlViolations(query, variables)
  }
  const { method, path, body } = asked
  return violations({ method, path, body, status: reply.status ?? 200, answer: reply.json })
}

const notFound: Reply = { status: 404, json: { message: 'Not Found' } }
const notAccessible: Reply = {
  status: 403,
  json: { message: 'Resource not accessible by personal access token' },
}
const unprocessable = (...messages: string[]): Reply => ({
  status: 422,
  json: {
    message: 'Validation Failed',
    documentation_url: 'https://docs.github.com/rest',
    errors: messages.map((message) => ({ code: 'custom', message })),
  },
})

class Routes {
  readonly all: readonly Route[]
  readonly #github: Github
  readonly #pulls: Pull[]
  readonly #origin: string
  readonly #api: string

  constructor(github: Github, pulls: Pull[], origin: string, api: string) {
    this.#github = github
    this.#pulls = pulls
    this.#origin = origin
    this.#api = api
    const repository = '^/repos/([^/]+/[^/]+)'
    const of = (rest: string): RegExp => new RegExp(`${repository}${rest}$`)
    this.all = [
      ['GET', /^\/user$/, this.#guard((_, token) => this.#user(token))],
      ['GET', /^\/user\/repos$/, this.#guard((asked, token) => this.#list(asked, token))],
      ['POST', /^\/(?:api\/)?graphql$/, this.#guard((asked) => this.#graphql(asked))],
      ['GET', of(''), this.#in((name, token) => ({ json: this.#repository(name, token) }))],
      [
        'POST',
        of('/git/refs'),
        this.#in((_, token) =>
          token.contents === 'write' ? unprocessable('Object does not exist') : notAccessible,
        ),
      ],
      [
        'GET',
        of('/rules/branches/([^/]+)'),
        this.#in((name, _t, _a, [branch = '']) => this.#rules(name, branch)),
      ],
      ['GET', of('/pages'), this.#in((name) => this.#page(name))],
      ['GET', of('/pages/builds/latest'), this.#in((name) => this.#build(name))],
      [
        'GET',
        of('/commits/([^/]+)/check-runs'),
        this.#in((name, _t, _a, [commit = '']) => this.#checks(name, commit)),
      ],
      [
        'GET',
        of('/check-runs/(\\d+)/annotations'),
        this.#in((name, _t, _a, [id = '']) => this.#annotations(name, Number(id))),
      ],
      ['GET', of('/actions/runs'), this.#in((name, _t, asked) => this.#runs(name, asked))],
      ['GET', of('/actions/runs/1/jobs'), this.#in((name) => this.#jobs(name))],
      ['GET', of('/pulls'), this.#in((name, _t, asked) => paged(this.#open(name), asked, 'per_page'))],
      [
        'POST',
        of('/pulls'),
        this.#in((name, token, asked) => this.#propose(name, token, asked.body as Wanted)),
      ],
      ['GET', of('/pulls/(\\d+)'), this.#in((_n, _t, _a, [number = '']) => this.#pull(Number(number)))],
      [
        'GET',
        of('/issues/\\d+/comments'),
        this.#in((_n, _t, asked) => paged(this.#comments(), asked, 'per_page')),
      ],
      ['GET', of('/pulls/\\d+/comments'), this.#in(() => ({ json: [] }))],
      ['GET', of('/pulls/\\d+/reviews'), this.#in(() => ({ json: [this.#review()] }))],
      ['POST', of('/forks'), this.#in((name, token) => ({ status: 202, json: this.#fork(name, token) }))],
    ]
  }

  #guard(answer: (asked: Asked, token: GithubToken) => Reply): Route[2] {
    return (asked) => {
      const token = this.#github.tokens[asked.authorization?.replace(/^Bearer /, '') ?? '']
      return token ? answer(asked, token) : { status: 401, json: { message: 'Bad credentials' } }
    }
  }

  /** A repository that the token does not open is not there. */
  #in(answer: (name: string, token: GithubToken, asked: Asked, rest: readonly string[]) => Reply): Route[2] {
    return (asked, [name = '', ...rest]) =>
      this.#guard((_, token) => {
        const found = this.#github.repositories[name]
        const isOpen = found && (found.isPrivate !== true || (token.repositories?.includes(name) ?? true))
        return isOpen ? answer(name, token, asked, rest) : notFound
      })(asked, [])
  }

  #of(name: string): GithubRepository {
    const found = this.#github.repositories[name]
    if (!found) throw new Error(`No ${name}`)
    return found
  }

  #user({ login, expires }: GithubToken): Reply {
    const made = example('private-user-response-with-public-and-private-profile-information')
    const told: Record<string, string> =
      expires === undefined ? {} : { 'GitHub-Authentication-Token-Expiration': expires }
    return {
      json: { ...made, login, id: 7, name: 'Ada L.', email: null, user_view_type: 'private' },
      headers: told,
    }
  }

  #repository(name: string, { login }: GithubToken): Record<string, unknown> {
    const { folder, isPrivate = false, writers, pushed, page } = this.#of(name)
    const made = example('full-repository-default-response')
    for (const other of ['source', 'parent', 'template_repository']) Reflect.deleteProperty(made, other)
    const mayPush = writers.includes(login)
    return {
      ...made,
      full_name: name,
      name: name.split('/')[1],
      clone_url: `${this.#origin}/${name}.git`,
      private: isPrivate,
      language: null,
      archived: false,
      has_pages: page !== undefined,
      homepage: null,
      default_branch: git(folder, 'symbolic-ref', '--short', 'HEAD'),
      pushed_at: pushed ?? '2026-01-01T00:00:00Z',
      permissions: { admin: false, maintain: false, push: mayPush, triage: mayPush, pull: true },
    }
  }

  #list(asked: Asked, token: GithubToken): Reply {
    const made = example('repository-items-default-response') as unknown as Record<string, unknown>[]
    const all = Object.entries(this.#github.repositories).map(([name, { writers, pushed }]) => ({
      ...made[0],
      full_name: name,
      name: name.split('/')[1],
      clone_url: `${this.#origin}/${name}.git`,
      permissions: { admin: false, push: writers.includes(token.login), pull: true },
      pushed_at: pushed ?? '2026-01-01T00:00:00Z',
      language: null,
      template_repository: null,
    }))
    const newest = all.sort((a, b) => b.pushed_at.localeCompare(a.pushed_at))
    return paged(newest, asked, 'per_page')
  }

  #graphql(asked: Asked): Reply {
    const { owner, name, ref } = (asked.body as { variables: Record<string, string> }).variables
    const closed = this.#of(`${owner}/${name}`).closed?.some((branch) => ref === `refs/heads/${branch}`)
    const refUpdateRule = closed === true ? { viewerCanPush: false, requiredApprovingReviewCount: 1 } : null
    return { json: { data: { repository: { ref: { refUpdateRule } } } } }
  }

  #rules(name: string, branch: string): Reply {
    const types = this.#of(name).rules?.[branch] ?? []
    return {
      json: types.map((type) => ({
        type,
        ruleset_source_type: 'Repository',
        ruleset_source: name,
        ruleset_id: 1,
        ...parameters[type],
      })),
    }
  }

  #page(name: string): Reply {
    const { page, buildType = 'legacy' } = this.#of(name)
    if (page === undefined) return notFound
    return { json: { ...example('page'), html_url: page, build_type: buildType } }
  }

  #build(name: string): Reply {
    const { pagesBuild } = this.#of(name)
    if (pagesBuild === undefined) return notFound
    const { commit, status, message } = pagesBuild
    return { json: { ...example('page-build'), commit, status, error: { message } } }
  }

  #checks(name: string, commit: string): Reply {
    const { folder, checks = [], hidesChecks } = this.#of(name)
    if (hidesChecks === true) return notAccessible
    git(folder, 'cat-file', '-e', commit)
    const made = (example('check-run-paginated').check_runs as Record<string, unknown>[])[0] ?? {}
    const check_runs = checks.map(({ name: check, status, conclusion }, i) => ({
      ...made,
      id: i + 1,
      name: check,
      head_sha: commit,
      status,
      conclusion,
      html_url: `${this.#origin}/${name}/runs/${i + 1}`,
      output: {
        title: null,
        summary: null,
        text: null,
        annotations_count: 0,
        annotations_url: `${this.#api}/x`,
      },
    }))
    return { json: { total_count: check_runs.length, check_runs } }
  }

  #runs(name: string, { url }: Asked): Reply {
    const { checks: [check] = [], folder } = this.#of(name)
    git(folder, 'cat-file', '-e', url.searchParams.get('head_sha') ?? '')
    const [made] = example('workflow-run-paginated').workflow_runs as Record<string, unknown>[]
    const { status, conclusion } = check ?? {}
    return { json: { total_count: 1, workflow_runs: [{ ...made, id: 1, status, conclusion }] } }
  }

  #jobs(name: string): Reply {
    const { checks: [check] = [] } = this.#of(name)
    const [made] = example('job-paginated').jobs as Record<string, unknown>[]
    const [step] = (made?.steps ?? []) as Record<string, unknown>[]
    const steps = [step, { ...step, name: check?.annotation, conclusion: 'failure' }]
    return {
      json: {
        total_count: 1,
        jobs: [{ ...made, created_at: made?.started_at, name: check?.name, conclusion: 'failure', steps }],
      },
    }
  }

  #annotations(name: string, id: number): Reply {
    const message = this.#of(name).checks?.[id - 1]?.annotation ?? ''
    const [made] = example('check-annotation-items') as unknown as Record<string, unknown>[]
    const exit = 'Process completed with exit code 1.'
    return { json: [exit, message].map((text) => ({ ...made, annotation_level: 'failure', message: text })) }
  }

  #open(name: string): Record<string, unknown>[] {
    const open = this.#pulls.filter(({ base, state }) => base === name && state === 'open')
    return open.map((pull) => this.#told(pull, 'pull-request-simple-items'))
  }

  #told(pull: Pull, kind: string): Record<string, unknown> {
    const found = example(kind)
    const made = (Array.isArray(found) ? found[0] : found) as Record<string, Record<string, unknown>>
    const { number, title, state, merged, base, head } = pull
    const html_url = `${this.#origin}/${base}/pull/${number}`
    const ref = head.split(':').at(-1)
    return {
      ...made,
      number,
      title,
      state,
      merged_at: merged,
      html_url,
      requested_teams: [],
      head: { ...made.head, ref },
    }
  }

  /** The branches must be there, and there must be something in one that the other has not. */
  #propose(name: string, { proposals, login }: GithubToken, { head, base, title }: Wanted): Reply {
    if (proposals !== 'write') return notAccessible
    const [owner = login, branch = head] = head.includes(':') ? head.split(':') : [undefined, head]
    const from = head.includes(':') ? `${owner}/${name.split('/')[1] ?? ''}` : name
    const tip = (repository: string, ref: string): string =>
      git(this.#of(repository).folder, 'for-each-ref', '--format=%(objectname)', `refs/heads/${ref}`)
    if (tip(from, branch) === '') return unprocessable('head is invalid')
    if (tip(from, branch) === tip(name, base))
      return unprocessable(`No commits between ${base} and ${branch}`)
    const isThere = this.#pulls.some((one) => one.head === head && one.state === 'open')
    if (isThere) return unprocessable(`A pull request already exists for ${head}.`)
    const pull: Pull = {
      number: this.#pulls.length + 1,
      base: name,
      head,
      into: base,
      title,
      state: 'open',
      merged: null,
    }
    this.#pulls.push(pull)
    return { status: 201, json: this.#told(pull, 'pull-request') }
  }

  #pull(number: number): Reply {
    const pull = this.#pulls[number - 1]
    return pull ? { json: this.#told(pull, 'pull-request') } : notFound
  }

  #comments(): Record<string, unknown>[] {
    const [made] = example('issue-comment-items') as unknown as Record<string, unknown>[]
    return ['First.', 'Second.'].map((body, i) => ({
      ...made,
      id: i,
      body,
      created_at: `2026-01-0${i + 1}T00:00:00Z`,
    }))
  }

  #review(): Record<string, unknown> {
    return { ...example('pull-request-review'), state: 'CHANGES_REQUESTED', body: 'A title, please.' }
  }

  #fork(name: string, { login }: GithubToken): Record<string, unknown> {
    const copy = `${login}/${name.split('/')[1] ?? ''}`
    const { folder } = this.#of(name)
    git(folder, 'clone', '-q', '--bare', folder, `${folder}-${login}`)
    this.#github.repositories[copy] = { folder: `${folder}-${login}`, writers: [login] }
    return this.#repository(copy, { login })
  }
}

interface Wanted {
  readonly head: string
  readonly base: string
  readonly title: string
}

const parameters: Readonly<Record<string, object>> = {
  pull_request: {
    parameters: {
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_approving_review_count: 1,
      required_review_thread_resolution: false,
    },
  },
}
