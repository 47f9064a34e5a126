import type { Answer } from './answer.ts'
import {
  HostError,
  type Comment,
  type HostApi,
  type Proposal,
  type ProposalRequest,
  type Review,
} from './hosting.ts'
import type { HostInterface } from './request.ts'

/** Change requests at GitLab: merge requests. */
export function gitlabProposals(host: HostInterface): Pick<HostApi, 'propose' | 'proposal' | 'proposals'> {
  const proposals: HostApi['proposals'] = async (path, from) => {
    const order = { order_by: 'created_at', sort: 'desc', per_page: 100 }
    const query = { state: 'opened', source_branch: from, ...order }
    return (await host.all(requests(path), query)).map((request) => proposalIn(request))
  }
  return {
    proposals,
    proposal: (path, id) => proposal(host, path, id),
    propose: (request) => propose(host, request, proposals),
  }
}

const project = (path: string): string => `/projects/${encodeURIComponent(path)}`
const requests = (path: string): string => `${project(path)}/merge_requests`

/** It is made where the branch is, and says by its number which project shall take it. */
async function propose(
  host: HostInterface,
  { path, from, into, title, text, fork }: ProposalRequest,
  proposals: HostApi['proposals'],
): Promise<Proposal> {
  const target =
    fork === undefined ? {} : { target_project_id: (await host.get(project(path))).at('id').number }
  const body = { source_branch: from, target_branch: into, title, description: text, ...target }
  try {
    return proposalIn(await host.post(requests(fork ?? path), body))
  } catch (error) {
    const isThere = error instanceof HostError && error.code === 'broken'
    const found = isThere ? (await proposals(path, from))[0] : undefined
    if (found) return found
    throw error
  }
}

async function proposal(host: HostInterface, path: string, id: string): Promise<Proposal> {
  const request = `${requests(path)}/${encodeURIComponent(id)}`
  const notes = { order_by: 'created_at', sort: 'asc', per_page: 100 }
  const [told, comments, approvals] = await Promise.all([
    host.get(request),
    host.all(`${request}/notes`, notes),
    host.find(`${request}/approvals`),
  ])
  const said = comments.filter((note) => !note.at('system').isTrue).map(commentIn)
  const reviews = (approvals?.at('approved_by').list ?? []).map((one): Review => ({
    author: one.at('user', 'username').text,
    verdict: 'approved',
    text: '',
  }))
  return proposalIn(told, said, reviews)
}

const states: Readonly<Record<string, Proposal['state']>> = { merged: 'merged', closed: 'declined' }

const proposalIn = (
  request: Answer,
  comments: readonly Comment[] = [],
  reviews: readonly Review[] = [],
): Proposal => ({
  id: request.at('iid').text,
  url: request.at('web_url').url ?? '',
  state: request.at('state').among(states) ?? 'open',
  title: request.at('title').text,
  from: request.at('source_branch').text,
  comments,
  reviews,
})

const commentIn = (note: Answer): Comment => ({
  author: note.at('author', 'username').text,
  text: note.at('body').text,
  date: note.at('created_at').date ?? 0,
})
