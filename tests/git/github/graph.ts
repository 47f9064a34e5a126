import { dateOf, type GitObjects, type Who } from './objects.ts'

interface Named {
  readonly owner: string
  readonly name: string
}

/** What answers GitHub's questions in GraphQL, by real git: handed to `graphql` as the root of its schema. */
export function rootOf(
  git: GitObjects,
  { page, isTooLong }: { page: string; isTooLong: (text: Buffer) => boolean },
) {
  const [owner = '', name = ''] = page.split('/').slice(-2)
  const repository = {
    url: page,
    defaultBranchRef: () => refOf(git, `refs/heads/${git.head}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) => refOf(git, qualifiedName),
    object: ({ oid }: { oid: string }) => objectOf(git, oid, isTooLong),
  }
  return {
    repository: (wanted: Named) => {
      const isMeant = [owner, 'ada'].includes(wanted.owner) && [name, 'blog'].includes(wanted.name)
      return isMeant ? repository : null
    },
  }
}

function refOf(git: GitObjects, name: string): unknown {
  const ref = git.ref(name)
  if (!ref) return null
  return { name: name.replace('refs/heads/', ''), target: () => objectOf(git, ref.sha, () => false) }
}

function objectOf(git: GitObjects, oid: string, isTooLong: (text: Buffer) => boolean): unknown {
  const object = git.read([oid]).get(oid)
  if (object?.type === 'commit') return commitOf(git, oid)
  if (object?.type === 'blob') return blobOf(oid, object.bytes, isTooLong(object.bytes))
  if (object?.type === 'tree') return treeOf(git, oid)
  if (object?.type !== 'tag') return null
  const target = /^object (.*)$/m.exec(object.bytes.toString())?.[1] ?? ''
  return { __typename: 'Tag', oid, target: () => objectOf(git, target, isTooLong) }
}

const whoOf = (who: Who): unknown => ({ name: who.name, email: who.email, date: dateOf(who) })

function commitOf(git: GitObjects, oid: string): unknown {
  const commit = git.commit(oid)
  if (!commit) return null
  const { signature, payload } = commit
  return {
    __typename: 'Commit',
    oid,
    tree: { oid: commit.tree },
    parents: { nodes: commit.parents.map((parent) => ({ oid: parent })) },
    author: whoOf(commit.author),
    committer: whoOf(commit.committer),
    message: commit.message,
    signature: signature === null ? null : { __typename: 'GpgSignature', signature, payload },
  }
}

/** As GitHub has it: what holds a zero byte is binary, a mark at the beginning is lost, what is not UTF-8 is replaced. */
function blobOf(oid: string, bytes: Buffer, isTruncated: boolean): unknown {
  const isBinary = bytes.subarray(0, 8000).includes(0)
  const text = new TextDecoder().decode(isTruncated ? bytes.subarray(0, 100) : bytes)
  return {
    __typename: 'Blob',
    oid,
    byteSize: bytes.length,
    isBinary,
    isTruncated,
    text: isBinary ? null : text,
  }
}

function treeOf(git: GitObjects, oid: string): unknown {
  const entries = (git.tree(oid, false) ?? []).map(({ raw, path, mode, type, sha }) => ({
    name: path,
    nameRaw: raw.toString('base64'),
    mode: parseInt(mode, 8),
    type,
    oid: sha,
  }))
  return { __typename: 'Tree', oid, entries }
}
