import type { Access, Proposal as HostProposal } from '../../hosts/hosting.ts'
import { repositoryPath } from '../../hosts/known.ts'
import type { HostService } from '../../hosts/service.ts'
import type { Workspace } from '../workspace.svelte.ts'
import { Submission, type Reviewers } from './submission.svelte.ts'

/** What the host of an open blog can do for whoever is signed in, beyond keeping it: review what is handed in, build the site. */
export async function accompany(workspace: Workspace, hosts: HostService, access: Access): Promise<void> {
  const { url } = workspace.blog
  const { host } = await hosts.look(url)
  const path = repositoryPath(url, host)
  workspace.siteHost = {
    build: (commit, branch) => hosts.ask(url, 'build', path, commit, branch),
    ...(access.page !== undefined && { page: access.page }),
  }
  if (!access.canPropose) return
  const reviewers: Reviewers = {
    path,
    canPush: access.canPush,
    mayPublish: access.canPush && !access.isProtected,
    propose: async (request) => counted(await hosts.ask(url, 'propose', request)),
    proposal: async (of, id) => counted(await hosts.ask(url, 'proposal', of, id)),
    fork: (of) => hosts.ask(url, 'fork', of),
  }
  const submission = new Submission(workspace, reviewers)
  // whether the blog asks for that is known before somebody writes
  await Promise.all([submission.open(), workspace.teaching.settle().catch(() => undefined)])
  workspace.submission = submission
}

const counted = ({ id, url, state, comments, reviews }: HostProposal) => ({
  id,
  url,
  state,
  comments: comments.length + reviews.filter(({ text }) => text !== '').length,
})
