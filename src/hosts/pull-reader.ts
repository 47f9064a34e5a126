import type { Answer } from './answer.ts'
import {
  HostError,
  type Comment,
  type HostApi,
  type Proposal,
  type ProposalRequest,
  type Review,
} from './hosting.ts'
import { encodedPath } from './listing.ts'
import type { HostInterface } from './request.ts'

/** What GitHub and Gitea, whose pull requests read alike, tell in their own ways. */
interface Ways {
  readonly isMerged: (pull: Answer) => boolean
  readonly verdicts: Readonly<Record<string, Review['verdict']>>
}

interface PullReader {
  readonly proposalIn: (pull: Answer, comments?: readonly Comment[], reviews?: readonly Review[]) => Proposal
  readonly commentIn: (comment: Answer) => Comment
  /** None, where it is neither a verdict nor a word. */
  readonly reviewIn: (review: Answer) => Review[]
  /** There is one request for a branch: where it is there already, what was pushed has updated it. */
  readonly propose: (
    host: HostInterface,
    request: ProposalRequest,
    open: HostApi['proposals'],
  ) => Promise<Proposal>
}

export const pulls = (path: string): string => `/repos/${encodedPath(path)}/pulls`

/** The pull requests of hosts whose answers are GitHub's. */
export function pullReader({ isMerged, verdicts }: Ways): PullReader {
  const proposalIn: PullReader['proposalIn'] = (pull, comments = [], reviews = []) => {
    const isOpen = pull.at('state').text === 'open'
    return {
      id: pull.at('number').text,
      url: pull.at('html_url').url ?? '',
      state: isMerged(pull) ? 'merged' : isOpen ? 'open' : 'declined',
      title: pull.at('title').text,
      from: pull.at('head', 'ref').text,
      comments,
      reviews,
    }
  }
  const reviewIn: PullReader['reviewIn'] = (review) => {
    const verdict = review.at('state').among(verdicts)
    const text = review.at('body').text
    return verdict && (verdict !== 'commented' || text !== '')
      ? [{ author: review.at('user', 'login').text, verdict, text }]
      : []
  }
  const propose: PullReader['propose'] = async (host, { path, from, into, title, text, fork }, open) => {
    const head = fork === undefined ? from : `${fork.split('/')[0] ?? ''}:${from}`
    try {
      return proposalIn(await host.post(pulls(path), { title, body: text, head, base: into }))
    } catch (error) {
      const isThere = error instanceof HostError && error.code === 'broken'
      const found = isThere ? (await open(path, from))[0] : undefined
      if (found) return found
      throw error
    }
  }
  return { proposalIn, commentIn, reviewIn, propose }
}

const commentIn = (comment: Answer): Comment => ({
  author: comment.at('user', 'login').text,
  text: comment.at('body').text,
  date: comment.at('created_at').date ?? 0,
})
