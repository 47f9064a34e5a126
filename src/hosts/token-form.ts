import type { HostInfo } from './hosting.ts'

/** What is to be done in a host's form, in its order; the sentences are the interface's. */
export type TokenStep =
  | 'name'
  | 'expiry'
  | 'owner'
  | 'product'
  | 'only-this-repository'
  | 'which-repositories'
  | 'role'
  | 'permissions'
  | 'create'
  | 'copy'

export interface TokenForm {
  /** The form at the host, filled in as far as it allows. */
  readonly url: string
  /** What goes with the token where a name is asked for: anything, the person's own, their e-mail address, or exactly this. */
  readonly username: 'any' | 'own' | 'e-mail' | 'x-token-auth'
  /** What such a token opens: this repository, or all that the account does. */
  readonly opens: 'repository' | 'account'
  readonly steps: readonly TokenStep[]
  /** Those that the address fills in, if the host still does that. */
  readonly filled: readonly TokenStep[]
  /** What is to be ticked, in the host's words. */
  readonly permissions: readonly string[]
  /** The account's form, where the repository's own is not for everybody. */
  readonly otherwise?: TokenForm
}

/** The host's page for a token that opens this one repository (`owner/blog`), or any of the account where none is named. */
export function tokenForm(info: HostInfo, path: string | undefined): TokenForm | undefined {
  switch (info.kind) {
    case 'github':
      return githubForm(info.origin, path)
    case 'gitlab':
      return gitlabForm(info.origin, path)
    case 'gitea':
      return giteaForm(info.origin, path)
    case 'bitbucket':
      return path === undefined ? bitbucketAccount : bitbucketForm(info.origin, path)
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
  const repository = path === undefined ? 'which-repositories' : 'only-this-repository'
  return {
    url: withQuery(`${origin}/settings/personal-access-tokens/new`, query),
    username: 'any',
    opens: path === undefined ? 'account' : 'repository',
    steps: ['name', 'owner', 'expiry', repository, 'permissions', 'create', 'copy'],
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
  const permissions = ['api', 'write_repository']
  const query = { name: 'Galley', scopes: permissions.join(',') }
  const known = { username: 'any', filled: ['name', 'permissions'], permissions } as const
  const account: TokenForm = {
    ...known,
    url: withQuery(`${origin}/-/user_settings/personal_access_tokens`, query),
    opens: 'account',
    steps: ['name', 'expiry', 'permissions', 'create', 'copy'],
  }
  if (path === undefined) return account
  return {
    ...known,
    url: withQuery(`${origin}/${encoded(path)}/-/settings/access_tokens`, query),
    opens: 'repository',
    steps: ['name', 'expiry', 'role', 'permissions', 'create', 'copy'],
    otherwise: account,
  }
}

/** Newer ones offer “specific repositories”. */
const giteaForm = (origin: string, path: string | undefined): TokenForm => ({
  url: `${origin}/user/settings/applications`,
  username: 'own',
  opens: 'account',
  steps: [
    'name',
    ...(path === undefined ? [] : (['only-this-repository'] as const)),
    'permissions',
    'create',
    'copy',
  ],
  filled: [],
  permissions: ['repository: Read and write', 'issue: Read', 'user: Read'],
})

/** A repository's token is for who looks after the repository. */
const bitbucketForm = (origin: string, path: string): TokenForm => ({
  url: `${origin}/${encoded(path)}/admin/access-tokens`,
  username: 'x-token-auth',
  opens: 'repository',
  steps: ['name', 'expiry', 'permissions', 'create', 'copy'],
  filled: [],
  permissions: ['Repositories: Write', 'Pull requests: Write'],
  otherwise: bitbucketAccount,
})

/** support.atlassian.com, “Create an API token”: writing does not imply reading. */
const bitbucketAccount: TokenForm = {
  url: 'https://id.atlassian.com/manage-profile/security/api-tokens',
  username: 'e-mail',
  opens: 'account',
  steps: ['name', 'expiry', 'product', 'permissions', 'create', 'copy'],
  filled: [],
  permissions: [
    'read:user:bitbucket',
    'read:repository:bitbucket',
    'write:repository:bitbucket',
    'read:pullrequest:bitbucket',
    'write:pullrequest:bitbucket',
  ],
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
