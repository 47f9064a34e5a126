import { editTree, type Edits } from './edit-tree.ts'
import { GitError } from './errors.ts'
import { makeCommit, type GitObject } from './object.ts'
import type { Sent } from './pack.ts'
import { planFor, type Wish } from './plan.ts'
import type { PushReport } from './push-report.ts'
import type { ReadyPush, Remote } from './remote.ts'
import type { Author, Oid, Place, Proposed } from './repository.ts'
import type { Get, Snapshot } from './snapshot.ts'

/** What a proposal is made of. */
interface Proposal {
  readonly wishes: readonly Wish[]
  /** The branch that shall take it in, as the host has it now. */
  readonly tip: Snapshot
  readonly place: Place
  /** Where it is put: the blog's own host, or that of the author's copy. */
  readonly remote: Pick<Remote, 'tip' | 'prepare'>
  readonly message: string
  readonly author: Author
  readonly get: Get
  /** An object that this device has. */
  readonly atHand: (oid: Oid) => Promise<GitObject | undefined>
}

/**
 * Puts changes on a branch of their own: one commit with all of them on the tip that shall take them in. One that was put
 * there before is gone on from, so that the branch is never forced; a tip that moved meanwhile becomes its second parent,
 * so that nobody else's change looks like one of the author's. The branch itself, and what this device shows, stay.
 */
export async function propose(proposal: Proposal): Promise<Proposed> {
  const { wishes, tip, place, remote } = proposal
  const plan = planFor(wishes, tip, new Map())
  if (plan.conflicts.length > 0) return { kind: 'conflict', paths: plan.conflicts }
  const { last } = place
  const there = await headOf(remote, place.branch)
  if (there !== (last?.head ?? null) && there !== null) return { kind: 'changed', head: there }
  const { root, trees } = await editTree(tip.tree, plan.edits, proposal.get)
  const parents = parentsOf(tip.head, there, last?.onto)
  const commit = makeCommit({ tree: root, parents }, proposal.author, proposal.message, new Date())
  const objects = [{ object: commit }, ...trees, ...(await blobsOf(proposal, plan.edits))]
  const ready = await remote.prepare({ branch: place.branch, old: there, new: commit.oid, objects })
  const report = await push(proposal, ready)
  return report.kind === 'taken' ? { kind: 'proposed', head: ready.head, onto: tip.head } : report
}

function parentsOf(tip: Oid | null, there: Oid | null, onto: Oid | null | undefined): Oid[] {
  const moved = there === null || onto !== tip
  return [...(there === null ? [] : [there]), ...(moved && tip !== null ? [tip] : [])]
}

/** null: there is no such branch. */
async function headOf(remote: Proposal['remote'], branch: string): Promise<Oid | null> {
  try {
    return (await remote.tip(branch)).head
  } catch (error) {
    if (error instanceof GitError && error.code === 'gone') return null
    throw error
  }
}

/** With what the branch that shall take them in has at their places, where that is at hand. */
async function blobsOf({ wishes, tip, atHand }: Proposal, edits: Edits): Promise<Sent[]> {
  const sent = wishes.flatMap(({ path, blob }) => (blob && edits.has(path) ? [{ path, blob }] : []))
  const baseOf = async (path: string) => atHand(tip.files.get(path)?.oid ?? '')
  return Promise.all(sent.map(async ({ path, blob }) => ({ object: blob, base: await baseOf(path) })))
}

/** An answer that was lost is read back. */
async function push({ remote, place: { branch } }: Proposal, { head, send }: ReadyPush): Promise<PushReport> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof GitError) || error.code === 'unauthorized') throw error
    const now = await headOf(remote, branch).catch(() => null)
    if (now === head) return { kind: 'taken' }
    throw error
  }
}
