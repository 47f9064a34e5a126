import type { HostInfo } from './hosting.ts'

/** What is to be done in a host's form, in its order; the sentences are the interface's. */
export type TokenStep =
  'name' | 'expiry' | 'owner' | 'only-this-repository' | 'role' | 'permissions' | 'create' | 'copy'

export interface TokenForm {
  /** The form at the host, filled in as far as it allows. */
  readonly url: string
  /** What goes with the token where Git asks for a name: anything, the person's own, or exactly this. */
  readonly username: 'any' | 'own' | (string & {})
  readonly steps: readonly TokenStep[]
  /** Those that the address fills in, if the host still does that. */
  readonly filled: readonly TokenStep[]
  /** What is to be ticked, in the host's words. */
  readonly permissions: readonly string[]
  /** The account's form, where the repository's own is not for everybody. */
  readonly otherwise?: string
}

/** The host's page for a token that opens this one repository (`owner/blog`), or any of the account where none is named. */
export function tokenForm(info: HostInfo, path: string | undefined): TokenForm | undefined {
  switch (info.kind) {
    case 'github':
      return githubForm(info.origin, path)
    case 'gitlab':
      return gitlabForm(info.origin, path)
    case 'gitea':
      return giteaForm(info.origin)
    case 'bitbucket':
      return path === undefined ? undefined : bitbucketForm(info.origin, path)
    case 'git':
      return undefined
  }
}

const withQuery = (url: string, query: Readonly<Record<string, string>>): string =>
  `${url}?${new URLSearchParams(query).toString()}`

/** The repository itself cannot be filled in. */
function githubForm(origin: string, path: string | undefined): TokenForm {
  const owner = path === undefined ? {} : { target_name: path.split('/')[0] ?? '' }
  const rights = { contents: 'write', pull_requests: 'write', pages: 'read', actions: 'read' }
  const query = { name: 'Galley', description: 'Writing with Galley', ...owner, expires_in: '90', ...rights }
  return {
    url: withQuery(`${origin}/settings/personal-access-tokens/new`, query),
    username: 'any',
    steps: ['name', 'owner', 'expiry', 'only-this-repository', 'permissions', 'create', 'copy'],
    filled: ['name', ...(path === undefined ? [] : (['owner'] as const)), 'expiry', 'permissions'],
    permissions: [
      'Contents: Read and write',
      'Pull requests: Read and write',
      'Pages: Read-only',
      'Actions: Read-only',
    ],
  }
}

/** A project's token is for who looks after the project, and not in every plan of gitlab.com. */
function gitlabForm(origin: string, path: string | undefined): TokenForm {
  const scopes = ['api', 'write_repository']
  const query = { name: 'Galley', scopes: scopes.join(',') }
  const own = withQuery(`${origin}/-/user_settings/personal_access_tokens`, query)
  const known = { username: 'any', filled: ['name', 'permissions'], permissions: scopes } as const
  if (path === undefined)
    return { ...known, url: own, steps: ['name', 'expiry', 'permissions', 'create', 'copy'] }
  const project = path.split('/').map(encodeURIComponent).join('/')
  return {
    ...known,
    url: withQuery(`${origin}/${project}/-/settings/access_tokens`, query),
    steps: ['name', 'expiry', 'role', 'permissions', 'create', 'copy'],
    otherwise: own,
  }
}

const giteaForm = (origin: string): TokenForm => ({
  url: `${origin}/user/settings/applications`,
  username: 'own',
  steps: ['name', 'only-this-repository', 'permissions', 'create', 'copy'],
  filled: [],
  permissions: ['repository: Read and write', 'issue: Read', 'user: Read'],
})

const bitbucketForm = (origin: string, path: string): TokenForm => ({
  url: `${origin}/${path.split('/').map(encodeURIComponent).join('/')}/admin/access-tokens`,
  username: 'x-token-auth',
  steps: ['name', 'expiry', 'permissions', 'create', 'copy'],
  filled: [],
  permissions: ['Repositories: Write', 'Pull requests: Write'],
})
