import { given, type Answer } from './answer.ts'
import {
  HostError,
  type Access,
  type BlogPage,
  type Build,
  type HostApi,
  type HostInfo,
  type Http,
  type ListedBlog,
  type Person,
  type Proposal,
  type Token,
} from './hosting.ts'
import { encodedPath, matching, writableFirst } from './listing.ts'
import { pullReader, pulls } from './pull-reader.ts'
import { HostInterface } from './request.ts'

/** Gitea and Forgejo (the swagger of their `/api/v1`), Codeberg among them. */
export function openGitea({ api = '' }: HostInfo, token: Token | undefined, http: Http): HostApi {
  const headers = token ? { Authorization: `token ${token.password}` } : {}
  const host = new HostInterface(api, headers, http, token?.password)
  const proposals: HostApi['proposals'] = async (path, from) => {
    const open = (await host.all(pulls(path), { state: 'open', sort: 'recentupdate', limit: 50 })).map(
      (pull) => proposalIn(pull),
    )
    return from === undefined ? open : open.filter((one) => one.from === from)
  }
  return {
    person: async () => personIn(await host.get('/user')),
    access: (path, branch) => access(host, path, branch),
    repositories: ({ page = 1, search = '' } = {}) => repositories(host, page, search),
    propose: (request) => propose(host, request, proposals),
    proposal: (path, id) => proposal(host, path, id),
    proposals,
    fork: (path) => fork(host, path),
    build: (path, commit) => build(host, path, commit),
  }
}

const repository = (path: string): string => `/repos/${encodedPath(path)}`

function personIn(user: Answer): Person {
  const login = user.at('login').text
  return {
    login,
    name: user.at('full_name').text || login,
    ...given({ email: user.at('email').text, picture: user.at('avatar_url').url }),
  }
}

/** `user_can_push` of a branch is the person's, not the token's: what the token lacks is known when it is used. */
async function access(host: HostInterface, path: string, wanted: string | undefined): Promise<Access> {
  const [user, found] = await Promise.all([host.get('/user').catch(explained), host.find(repository(path))])
  const person = personIn(user)
  if (found === undefined) return { person, ...closed, branch: wanted ?? '' }
  const branch = wanted ?? found.at('default_branch').text
  const told = await host.find(`${repository(path)}/branches/${encodedPath(branch)}`)
  return {
    person,
    canRead: true,
    canPush: mayWrite(found),
    branch,
    isProtected: told?.at('protected').isTrue === true && !told.at('user_can_push').isTrue,
    canPropose: found.at('has_pull_requests').isTrue && !found.at('archived').isTrue,
    missing: [],
    ...given({ page: found.at('website').url }),
  }
}

const closed = {
  canRead: false,
  canPush: false,
  isProtected: false,
  canPropose: false,
  missing: ['repository'],
} as const

function explained(error: unknown): never {
  if (!(error instanceof HostError) || error.code !== 'forbidden') throw error
  throw new HostError('forbidden', error.message, { ...error.data, missing: ['user'] })
}

const mayWrite = (found: Answer): boolean =>
  found.at('permissions', 'push').isTrue && !found.at('archived').isTrue

async function repositories(host: HostInterface, page: number, search: string): Promise<BlogPage> {
  if (search !== '') {
    const all = await host.all('/user/repos', { limit: 50 }, 20)
    return { blogs: newestFirst(matching(all.map(blogIn), search)), more: false }
  }
  const { answer, headers } = await host.ask('/user/repos', { query: { limit: 50, page } })
  return { blogs: newestFirst(answer.list.map(blogIn)), more: host.next(headers) !== undefined }
}

/** Its own order is by number; within a page that is put right. */
const newestFirst = (blogs: readonly ListedBlog[]): readonly ListedBlog[] =>
  writableFirst(blogs.toSorted((a, b) => (b.changed ?? 0) - (a.changed ?? 0)))

const blogIn = (found: Answer): ListedBlog => ({
  path: found.at('full_name').text,
  name: found.at('name').text,
  url: found.at('clone_url').url ?? '',
  canPush: mayWrite(found),
  isPrivate: found.at('private').isTrue,
  ...given({ branch: found.at('default_branch').text, changed: found.at('updated_at').date }),
})

/** It says 409 where there is a copy already (or one's own repository of that name, which is none). */
async function fork(host: HostInterface, path: string): Promise<ListedBlog> {
  try {
    return blogIn(await host.post(`${repository(path)}/forks`, {}))
  } catch (error) {
    const { login } = personIn(await host.get('/user'))
    const own = await host.find(repository(`${login}/${path.split('/')[1] ?? ''}`))
    if (own?.at('parent', 'full_name').text === path) return blogIn(own)
    throw error
  }
}

async function proposal(host: HostInterface, path: string, id: string): Promise<Proposal> {
  const number = encodeURIComponent(id)
  const [told, comments, reviews] = await Promise.all([
    host.get(`${pulls(path)}/${number}`),
    host.find(`${repository(path)}/issues/${number}/comments`),
    host.find(`${pulls(path)}/${number}/reviews`),
  ])
  return proposalIn(told, (comments?.list ?? []).map(commentIn), (reviews?.list ?? []).flatMap(reviewIn))
}

const { proposalIn, commentIn, reviewIn, propose } = pullReader({
  isMerged: (pull) => pull.at('merged').isTrue,
  verdicts: { APPROVED: 'approved', REQUEST_CHANGES: 'changes', COMMENT: 'commented' },
})

const states: Readonly<Record<string, Build['state']>> = {
  pending: 'running',
  success: 'done',
  warning: 'done',
  failure: 'failed',
  error: 'failed',
}

/** What its actions or others said of the commit, taken together. */
async function build(host: HostInterface, path: string, commit: string): Promise<Build> {
  const told = await host.find(`${repository(path)}/commits/${encodeURIComponent(commit)}/status`)
  const all = told?.at('statuses').list ?? []
  if (told === undefined || all.length === 0) return { state: 'unknown' }
  const state = told.at('state').among(states) ?? 'unknown'
  const one = all.find((status) => status.at('status').among(states) === state) ?? all[0]
  const words = [one?.at('context').text ?? '', one?.at('description').text ?? '']
  const message = state === 'failed' ? words.filter((text) => text !== '').join(': ') : undefined
  return { state, ...given({ message, url: one?.at('target_url').url }) }
}
