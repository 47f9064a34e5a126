import { GitError } from './errors.ts'
import type { Oid, Tip } from './repository.ts'

/** A ref as the host lists it; the oid is null for a HEAD whose branch is not born yet. */
export interface Ref {
  readonly name: string
  readonly oid: Oid | null
  /** The ref that this one stands for. */
  readonly target?: string
}

const branchPrefix = 'refs/heads/'
/** The ref of a branch; one that is named whole (a tag, to be read) stays as it is. */
export const refOf = (branch: string): string => (branch.startsWith('refs/') ? branch : branchPrefix + branch)

const branchOf = (ref: string): string =>
  ref.startsWith(branchPrefix) ? ref.slice(branchPrefix.length) : ref
const isBranch = (ref: Ref): boolean => ref.name.startsWith(branchPrefix) && ref.oid !== null
const headOf = (refs: readonly Ref[]): Ref | undefined => refs.find(({ name }) => name === 'HEAD')

/** The tip of the wanted branch (or of the one HEAD stands for) as far as these refs tell; they may not be all. */
export function tipAmong(refs: readonly Ref[], wanted?: string): Tip | undefined {
  const head = headOf(refs)
  const name = wanted === undefined ? head?.target : refOf(wanted)
  if (name === undefined || (wanted === undefined && !name.startsWith(branchPrefix))) return undefined
  const ref = refs.find((ref) => ref.name === name && ref.oid !== null)
  const oid = ref?.oid ?? (wanted === undefined ? head?.oid : undefined)
  return oid ? { branch: branchOf(name), head: oid } : undefined
}

/** The same with all branches known. Throws `gone` when there are branches but not the wanted one. */
export function tipOf(refs: readonly Ref[], wanted?: string): Tip {
  const found = tipAmong(refs, wanted)
  if (found) return found
  const branches = refs.filter(isBranch)
  if (branches.length === 0) return { branch: wanted ?? unbornBranch(refs), head: null }
  if (wanted !== undefined) throw gone(wanted, tipOf(refs).branch)
  const { name, oid } = likeliest(branches, headOf(refs)?.oid) ?? {}
  return { branch: branchOf(name ?? ''), head: oid ?? null }
}

const gone = (branch: string, instead: string): GitError =>
  new GitError('gone', `There is no branch ${branch}`, { branch, instead })

function unbornBranch(refs: readonly Ref[]): string {
  const target = headOf(refs)?.target
  return target?.startsWith(branchPrefix) ? branchOf(target) : 'main'
}

/** HEAD names no branch that exists: one at HEAD's commit, or else one with a usual name, or else the first. */
function likeliest(branches: readonly Ref[], head: Oid | null | undefined): Ref | undefined {
  const atHead = branches.filter(({ oid }) => oid === head)
  const candidates = atHead.length > 0 ? atHead : branches
  const usual = ['main', 'master', 'gh-pages'].map(refOf)
  return candidates.find(({ name }) => usual.includes(name)) ?? candidates[0]
}
