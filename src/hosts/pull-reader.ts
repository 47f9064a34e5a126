import type { Answer } from './answer.ts'
import type { Comment, Proposal, Review } from './hosting.ts'

/** What GitHub and Gitea, whose pull requests read alike, tell in their own ways. */
interface Ways {
  isMerged(pull: Answer): boolean
  readonly verdicts: Readonly<Record<string, Review['verdict']>>
}

interface PullReader {
  proposalIn(pull: Answer, comments?: readonly Comment[], reviews?: readonly Review[]): Proposal
  commentIn(comment: Answer): Comment
  /** None, where it is neither a verdict nor a word. */
  reviewIn(review: Answer): Review[]
}

/** Reads the pull requests of hosts whose answers are GitHub's. */
export const pullReader = ({ isMerged, verdicts }: Ways): PullReader => ({
  proposalIn(pull, comments = [], reviews = []) {
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
  },
  commentIn: (comment) => ({
    author: comment.at('user', 'login').text,
    text: comment.at('body').text,
    date: comment.at('created_at').date ?? 0,
  }),
  reviewIn(review) {
    const verdict = verdicts[review.at('state').text]
    const text = review.at('body').text
    return verdict && (verdict !== 'commented' || text !== '')
      ? [{ author: review.at('user', 'login').text, verdict, text }]
      : []
  },
})
