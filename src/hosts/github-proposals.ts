import type { HostApi, Proposal } from './hosting.ts'
import { encodedPath } from './listing.ts'
import { pullReader, pulls } from './pull-reader.ts'
import type { HostInterface } from './request.ts'

/** Change requests at GitHub: pull requests. */
export function githubProposals(host: HostInterface): Pick<HostApi, 'propose' | 'proposal' | 'proposals'> {
  const proposals: HostApi['proposals'] = async (path, from) => {
    const query = { state: 'open', sort: 'created', direction: 'desc', per_page: 100 }
    const open = (await host.all(pulls(path), query)).map((pull) => proposalIn(pull))
    return from === undefined ? open : open.filter((one) => one.from === from)
  }
  return {
    proposals,
    proposal: (path, id) => proposal(host, path, id),
    propose: (request) => propose(host, request, proposals),
  }
}

/** There is one request for a branch: where it is there already, what was pushed has updated it. */
async function proposal(host: HostInterface, path: string, id: string): Promise<Proposal> {
  const number = encodeURIComponent(id)
  const issue = `/repos/${encodedPath(path)}/issues/${number}`
  const pull = `${pulls(path)}/${number}`
  const [told, comments, remarks, reviews] = await Promise.all([
    host.get(pull),
    host.all(`${issue}/comments`, { per_page: 100 }),
    host.all(`${pull}/comments`, { per_page: 100 }),
    host.all(`${pull}/reviews`, { per_page: 100 }),
  ])
  const all = [...comments, ...remarks].map(commentIn).sort((a, b) => a.date - b.date)
  return proposalIn(told, all, reviews.flatMap(reviewIn))
}

const { proposalIn, commentIn, reviewIn, propose } = pullReader({
  isMerged: (pull) => pull.at('merged_at').isThere,
  verdicts: { APPROVED: 'approved', CHANGES_REQUESTED: 'changes', COMMENTED: 'commented' },
})
