import { given, type Answer } from './answer.ts'
import {
  HostError,
  type Access,
  type BlogPage,
  type Build,
  type Comment,
  type HostApi,
  type HostInfo,
  type Http,
  type ListedBlog,
  type Missing,
  type Person,
  type Proposal,
  type ProposalRequest,
  type Review,
  type Token,
} from './hosting.ts'
import { encodedPath, writableFirst } from './listing.ts'
import { HostInterface } from './request.ts'

/**
 * Bitbucket Cloud (developer.atlassian.com/cloud/bitbucket/rest). A repository's own token is a bearer's; an account's API
 * token goes with the account's e-mail address.
 */
export function openBitbucket({ api = '' }: HostInfo, token: Token | undefined, http: Http): HostApi {
  const host = new HostInterface(api, token ? authorization(token) : {}, http, token?.password)
  const proposals: HostApi['proposals'] = async (path, from) => {
    const q = from === undefined ? undefined : `source.branch.name = ${quoted(from)}`
    const query = { state: 'OPEN', sort: '-created_on', pagelen: 50, q }
    return (await host.get(pulls(path), query)).at('values').list.map((pull) => proposalIn(pull))
  }
  return {
    person: async () => personIn(await host.get('/user')),
    access: (path, branch) => access(host, path, branch),
    repositories: ({ page = 1, search = '' } = {}) => repositories(host, page, search),
    propose: (request) => propose(host, request),
    proposal: (path, id) => proposal(host, path, id),
    proposals,
    fork: async (path) => blogIn(await host.post(`${repository(path)}/forks`, {})),
    build: (path, commit) => build(host, path, commit),
  }
}

function authorization({ username, password }: Token): Record<string, string> {
  if (!username.includes('@')) return { Authorization: `Bearer ${password}` }
  const bytes = new TextEncoder().encode(`${username}:${password}`)
  return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` }
}

const repository = (path: string): string => `/repositories/${encodedPath(path)}`
const pulls = (path: string): string => `${repository(path)}/pullrequests`
const quoted = (text: string): string => JSON.stringify(text)

function personIn(user: Answer): Person {
  const name = user.at('display_name').text
  const login = user.at('username').text || user.at('nickname').text || name
  return { login, name: name || login, ...given({ picture: user.at('links', 'avatar', 'href').url }) }
}

/** What a token may do is in a header of every answer; a page may not read it everywhere. */
async function access(host: HostInterface, path: string, wanted: string | undefined): Promise<Access> {
  const person = await host.get('/user').then(personIn, nobody)
  const told = await host.ask(repository(path)).catch((error: unknown) => {
    if (error instanceof HostError && ['not-found', 'forbidden'].includes(error.code)) return undefined
    throw error
  })
  if (told === undefined) return { person, ...closed, branch: wanted ?? '' }
  const branch = wanted ?? told.answer.at('mainbranch', 'name').text
  const missing = lackingScopes(told.headers)
  const [mayPush, isProtected] = await Promise.all([
    missing.includes('write') ? false : mayWrite(host, path),
    isClosed(host, path, branch),
  ])
  const rights = { canRead: true, canPush: mayPush, isProtected, canPropose: !missing.includes('propose') }
  return { person, ...rights, branch, missing, ...given({ page: told.answer.at('website').url }) }
}

/** A repository's own token belongs to nobody. */
function nobody(error: unknown): Person {
  if (error instanceof HostError && ['forbidden', 'not-found'].includes(error.code))
    return { login: '', name: '' }
  throw error
}

const closed = {
  canRead: false,
  canPush: false,
  isProtected: false,
  canPropose: false,
  missing: ['repository'],
} as const

function lackingScopes(headers: Headers): Missing[] {
  const scopes = headers.get('X-OAuth-Scopes')
  if (scopes === null || scopes === '') return []
  const lacks: Missing[] = []
  if (!/repository:(?:write|admin)|write:repository/.test(scopes)) lacks.push('write')
  if (!/pullrequest:write|write:pullrequest/.test(scopes)) lacks.push('propose')
  return lacks
}

/** Where a token may not ask for its owner's rights, it is one of the repository's own, and its scopes say it all. */
async function mayWrite(host: HostInterface, path: string): Promise<boolean> {
  const q = `repository.full_name = ${quoted(path)}`
  const told = await host.find('/user/permissions/repositories', { q })
  const [entry] = told?.at('values').list ?? []
  return told === undefined || ['write', 'admin'].includes(entry?.at('permission').text ?? '')
}

/** Only administrators hear of the restrictions; to others the branch seems open until it refuses. */
async function isClosed(host: HostInterface, path: string, branch: string): Promise<boolean> {
  const query = { kind: 'push', pattern: branch, pagelen: 50 }
  const told = await host.find(`${repository(path)}/branch-restrictions`, query)
  return (told?.at('values').list ?? []).some(
    (one) => one.at('users').list.length === 0 && one.at('groups').list.length === 0,
  )
}

async function repositories(host: HostInterface, page: number, search: string): Promise<BlogPage> {
  const q = search === '' ? undefined : `name ~ ${quoted(search)}`
  const query = { role: 'contributor', sort: '-updated_on', pagelen: 100, page, q }
  const answer = await host.get('/repositories', query)
  const isMore = host.within(answer.at('next').text || 'x:') !== undefined
  return { blogs: writableFirst(answer.at('values').list.map(blogIn)), more: isMore }
}

function blogIn(found: Answer): ListedBlog {
  const ways = found.at('links', 'clone').list
  const clone = ways.find((one) => one.at('name').text === 'https')?.at('href').url
  const url = clone === undefined ? undefined : new URL(clone)
  if (url) url.username = '' // it comes with the person's name
  return {
    path: found.at('full_name').text,
    name: found.at('name').text,
    url: url?.href ?? '',
    canPush: true,
    isPrivate: found.at('is_private').isTrue,
    ...given({ branch: found.at('mainbranch', 'name').text, changed: found.at('updated_on').date }),
  }
}

/** A second request for a branch updates the first. */
async function propose(
  host: HostInterface,
  { path, from, into, title, text, fork }: ProposalRequest,
): Promise<Proposal> {
  const own = fork === undefined ? {} : { repository: { full_name: fork } }
  const source = { branch: { name: from }, ...own }
  const destination = { branch: { name: into } }
  return proposalIn(await host.post(pulls(path), { title, description: text, source, destination }))
}

async function proposal(host: HostInterface, path: string, id: string): Promise<Proposal> {
  const pull = `${pulls(path)}/${encodeURIComponent(id)}`
  const [told, comments] = await Promise.all([
    host.get(pull),
    host.get(`${pull}/comments`, { sort: 'created_on', pagelen: 100 }),
  ])
  const said = comments.at('values').list.filter((one) => !one.at('deleted').isTrue)
  return proposalIn(told, said.map(commentIn))
}

const states: Readonly<Record<string, Proposal['state']>> = {
  MERGED: 'merged',
  DECLINED: 'declined',
  SUPERSEDED: 'declined',
}

const proposalIn = (pull: Answer, comments: readonly Comment[] = []): Proposal => ({
  id: pull.at('id').text,
  url: pull.at('links', 'html', 'href').url ?? '',
  state: pull.at('state').among(states) ?? 'open',
  title: pull.at('title').text,
  from: pull.at('source', 'branch', 'name').text,
  comments,
  reviews: pull.at('participants').list.flatMap(reviewIn),
})

const commentIn = (comment: Answer): Comment => ({
  author: comment.at('user', 'display_name').text,
  text: comment.at('content', 'raw').text,
  date: comment.at('created_on').date ?? 0,
})

const verdicts: Readonly<Record<string, Review['verdict']>> = {
  approved: 'approved',
  changes_requested: 'changes',
}

function reviewIn(participant: Answer): Review[] {
  const verdict = participant.at('state').among(verdicts)
  return verdict ? [{ author: participant.at('user', 'display_name').text, verdict, text: '' }] : []
}

const buildStates: Readonly<Record<string, Build['state']>> = {
  INPROGRESS: 'running',
  SUCCESSFUL: 'done',
  FAILED: 'failed',
  STOPPED: 'failed',
}

/** What pipelines or others said of the commit: a failure counts before what goes on, that before what is done. */
async function build(host: HostInterface, path: string, commit: string): Promise<Build> {
  const told = await host.find(`${repository(path)}/commit/${encodeURIComponent(commit)}/statuses`, {
    pagelen: 100,
  })
  const all = told?.at('values').list ?? []
  const stateOf = (status: Answer): Build['state'] => status.at('state').among(buildStates) ?? 'unknown'
  const order = ['failed', 'running', 'done'] as const
  const state = order.find((one) => all.some((status) => stateOf(status) === one)) ?? 'unknown'
  const one = all.find((status) => stateOf(status) === state)
  const words = [one?.at('name').text ?? '', one?.at('description').text ?? '']
  const message = state === 'failed' ? words.filter((text) => text !== '').join(': ') : undefined
  return { state, ...given({ message, url: one?.at('url').url }) }
}
