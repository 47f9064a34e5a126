import { createHash } from 'node:crypto'
import { example } from '../../hosts/schemas.ts'
import { utcOf, type Edit, type GitObjects, type RawCommit } from './objects.ts'
import type { GitHubOptions } from './server.ts'

export interface RestAnswer {
  readonly status: number
  /** JSON, or a file's bytes. */
  readonly answer: unknown
}

interface RestRequest {
  readonly method: string
  /** What follows the repository's address, without its query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly wantsRaw: boolean
  /** The repository's own address in the interface. */
  readonly url: string
  readonly page: string
}

export const says = (status: number, message: string): RestAnswer => ({
  status,
  answer: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
})
const ok = (answer: unknown, status = 200): RestAnswer => ({ status, answer })

/** The operations on Git's objects, by real git. */
export function answerRest(git: GitObjects, request: RestRequest, options: GitHubOptions): RestAnswer {
  const { method, path } = request
  if (path === '') return ok(repository(git, request))
  if (path.startsWith('/contents/') && method === 'PUT') return putFile(git, request)
  if (path.startsWith('/compare/')) return compare(git, request)
  if (git.isEmpty && path.startsWith('/git/')) return says(409, 'Git Repository is empty.')
  const [, kind = '', rest = ''] = /^\/git\/([a-z-]+)\/?(.*)$/.exec(path) ?? []
  if (method === 'GET') return get(git, request, kind, decodeURIComponent(rest), options)
  if (kind === 'blobs') return postBlob(git, request)
  if (kind === 'trees') return postTree(git, request, options)
  if (kind === 'commits') return postCommit(git, request, options)
  if (kind === 'refs')
    return method === 'POST'
      ? postRef(git, request)
      : patchRef(git, request, decodeURIComponent(rest), options)
  return says(404, 'Not Found')
}

function get(
  git: GitObjects,
  request: RestRequest,
  kind: string,
  name: string,
  options: GitHubOptions,
): RestAnswer {
  if (kind === 'ref') return getRef(git, request, `refs/${name}`)
  if (kind === 'matching-refs')
    return ok(git.branches().map(({ name: ref, sha }) => refJson(request, ref, { sha, type: 'commit' })))
  if (kind === 'trees') return getTree(git, request, name, options)
  if (kind === 'commits') return getCommit(git, request, name)
  if (kind === 'tags') return getTag(git, request, name)
  if (kind === 'blobs') return getBlob(git, request, name)
  return says(404, 'Not Found')
}

const nodeId = (oid: string): string => Buffer.from(`node ${oid}`).toString('base64')

function repository(git: GitObjects, { url, page }: RestRequest): unknown {
  const all = Object.entries(example('full-repository-default-response'))
  const plain = Object.fromEntries(all.filter(([key]) => !/^(parent|source|template_repository)$/.test(key)))
  const [name = ''] = page.split('/').slice(-1)
  return {
    ...plain,
    language: null,
    name,
    url,
    html_url: page,
    default_branch: git.head,
  }
}

function refJson({ url }: RestRequest, ref: string, object: { sha: string; type: string }): unknown {
  return {
    ref,
    node_id: nodeId(ref),
    url: `${url}/git/${encodeURI(ref)}`,
    object: { ...object, url: `${url}/git/commits/${object.sha}` },
  }
}

function getRef(git: GitObjects, request: RestRequest, ref: string): RestAnswer {
  const object = git.ref(ref)
  return object ? ok(refJson(request, ref, object)) : says(404, 'Not Found')
}

function getTag(git: GitObjects, { url }: RestRequest, oid: string): RestAnswer {
  const text = git.read([oid]).get(oid)?.bytes.toString()
  const [, sha = '', type = ''] = /^object (.*)\ntype (.*)$/m.exec(text ?? '') ?? []
  const tagger = { name: 'Somebody Else', email: 'else@example.org', date: '2023-11-14T22:13:20Z' }
  return ok({
    ...example('git-tag'),
    sha: oid,
    tagger,
    object: { sha, type, url: `${url}/git/commits/${sha}` },
  })
}

function getTree(
  git: GitObjects,
  { url, query }: RestRequest,
  oid: string,
  { most = 100_000 }: GitHubOptions,
): RestAnswer {
  const lines = git.tree(oid, query.get('recursive') !== null)
  if (!lines) return says(404, 'Not Found')
  const tree = lines.slice(0, most).map(({ path, mode, type, sha, size }) => ({
    path,
    mode,
    type,
    sha,
    ...(size !== undefined && { size }),
    ...(type !== 'commit' && { url: `${url}/git/${type}s/${sha}` }),
  }))
  return ok({ sha: oid, url: `${url}/git/trees/${oid}`, tree, truncated: lines.length > most })
}

function getBlob(git: GitObjects, { url, wantsRaw }: RestRequest, oid: string): RestAnswer {
  const blob = git.read([oid]).get(oid)
  if (blob?.type !== 'blob') return says(404, 'Not Found')
  if (wantsRaw) return ok(blob.bytes)
  const content = blob.bytes.toString('base64')
  return ok({
    sha: oid,
    node_id: nodeId(oid),
    size: blob.bytes.length,
    url: `${url}/git/blobs/${oid}`,
    content,
    encoding: 'base64',
  })
}

function getCommit(git: GitObjects, request: RestRequest, oid: string): RestAnswer {
  const commit = git.commit(oid)
  return commit ? ok(commitJson(request, oid, commit)) : says(404, 'Not Found')
}

function commitJson({ url, page }: RestRequest, sha: string, commit: RawCommit): unknown {
  const who = ({ name, email, seconds, zone }: RawCommit['author']): unknown => ({
    name,
    email,
    date: utcOf({ name, email, seconds, zone }),
  })
  const { signature, payload } = commit
  return {
    sha,
    node_id: nodeId(sha),
    url: `${url}/git/commits/${sha}`,
    html_url: `${page}/commit/${sha}`,
    author: who(commit.author),
    committer: who(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${url}/git/commits/${parent}`,
      html_url: `${page}/commit/${parent}`,
    })),
    verification: {
      verified: false,
      reason: signature === null ? 'unsigned' : 'unknown_key',
      signature,
      payload,
      verified_at: null,
    },
  }
}

function compare(git: GitObjects, { path, query }: RestRequest): RestAnswer {
  const [base = '', head = ''] = path.slice('/compare/'.length).split('...')
  const common = git.line('merge-base', base, head)
  if (common === undefined) return says(404, 'Not Found')
  const [behind = 0, ahead = 0] = (git.line('rev-list', '--left-right', '--count', `${base}...${head}`) ?? '')
    .split('\t')
    .map(Number)
  const status = ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical'
  const { files, ...others } = example('commit-comparison')
  const first = Number(query.get('page') ?? '1') === 1
  return ok({
    ...others,
    ...(first && { files }),
    status,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: [],
  })
}

function postBlob(git: GitObjects, { url, body }: RestRequest): RestAnswer {
  const encoding = body.encoding === 'base64' ? 'base64' : 'utf8'
  const sha = git.write('blob', Buffer.from(String(body.content), encoding))
  return ok({ sha, url: `${url}/git/blobs/${sha}` }, 201)
}

function postTree(git: GitObjects, request: RestRequest, { refuses }: GitHubOptions): RestAnswer {
  const edits = (body(request, 'tree') as readonly Edit[]).map((edit) =>
    edit.content === undefined ? edit : { ...edit, sha: git.write('blob', Buffer.from(edit.content)) },
  )
  const base = typeof request.body.base_tree === 'string' ? request.body.base_tree : undefined
  if (edits.length === 0) return says(422, 'Invalid tree info')
  if (refuses?.(edits, base) === true) return says(422, 'GitRPC::BadObjectState')
  if (base !== undefined && git.read([base]).get(base)?.type !== 'tree')
    return says(422, 'base_tree is not a valid tree oid')
  const isFlat = base === undefined && edits.every(({ path }) => !path.includes('/'))
  const oid = isFlat ? git.makeTree(edits) : git.editTree(base, edits)
  const { answer } = getTree(git, { ...request, query: new URLSearchParams() }, oid, {})
  return ok(answer, 201)
}

const body = ({ body: all }: RestRequest, name: string): unknown => all[name]

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

interface ToldWho {
  readonly name: string
  readonly email: string
  readonly date?: string
}

function postCommit(git: GitObjects, request: RestRequest, options: GitHubOptions): RestAnswer {
  const {
    message,
    tree,
    parents = [],
    author,
    committer = author,
  } = request.body as {
    message: string
    tree: string
    parents?: readonly string[]
    author: ToldWho
    committer?: ToldWho
  }
  if (git.read(parents).size < parents.length) return says(422, 'Parent SHA does not exist')
  if (tree === emptyTree) git.makeTree([]) // as if it were there
  if (author.name === '' || author.email === '') return says(422, 'Invalid author')
  const text = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${written(author, options)}`,
    `committer ${written(committer, options)}`,
    ...(options.signs === true
      ? ['gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n ']
      : []),
    ...(options.marks === true ? ['x-mark of the host'] : []),
    '',
    message,
  ]
  const sha = git.write('commit', Buffer.from(text.join('\n')))
  const { answer } = getCommit(git, request, sha)
  return ok(answer, 201)
}

function written({ name, email, date = '' }: ToldWho, { forgetsZones }: GitHubOptions): string {
  const zone = /[+-]\d\d:\d\d$/.exec(date)?.[0].replace(':', '') ?? '+0000'
  return `${name} <${email}> ${Date.parse(date) / 1000} ${forgetsZones === true ? '+0000' : zone}`
}

function postRef(git: GitObjects, request: RestRequest): RestAnswer {
  const { ref, sha } = request.body as { ref: string; sha: string }
  if (!git.moveRef(ref, sha, '0'.repeat(40))) return says(422, 'Reference already exists')
  return ok(refJson(request, ref, { sha, type: 'commit' }), 201)
}

function patchRef(git: GitObjects, request: RestRequest, name: string, { rule }: GitHubOptions): RestAnswer {
  const { sha, force = false } = request.body as { sha: string; force?: boolean }
  const now = git.ref(`refs/${name}`)
  if (!now) return says(422, 'Reference does not exist')
  const denied = rule?.(name)
  if (denied) return denied
  if (!force && git.line('merge-base', '--is-ancestor', now.sha, sha) === undefined)
    return says(422, 'Update is not a fast forward')
  if (!git.moveRef(`refs/${name}`, sha, now.sha)) return says(409, 'Reference cannot be updated')
  return ok(refJson(request, `refs/${name}`, { sha, type: 'commit' }))
}

function putFile(git: GitObjects, request: RestRequest): RestAnswer {
  const {
    message,
    content,
    author,
    branch = git.head,
  } = request.body as {
    message: string
    content: string
    author: ToldWho
    branch?: string
  }
  const path = decodeURIComponent(request.path.slice('/contents/'.length))
  const ref = `refs/heads/${branch}`
  const parent = git.ref(ref)?.sha
  if (parent !== undefined && git.line('rev-parse', '--verify', `${parent}:${path}`) !== undefined)
    return says(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
  const sha = git.write('blob', Buffer.from(content, 'base64'))
  const tree = git.editTree(parent, [{ path, mode: '100644', type: 'blob', sha }])
  const lines = [`tree ${tree}`, ...(parent === undefined ? [] : [`parent ${parent}`])]
  const who = written(author, {})
  const commit = git.write(
    'commit',
    Buffer.from([...lines, `author ${who}`, `committer ${who}`, '', message].join('\n')),
  )
  git.moveRef(ref, commit, parent ?? '0'.repeat(40))
  return ok(example('file-commit-example-for-creating-a-file'), 201)
}

export const etagOf = (bytes: Uint8Array): string => `W/"${createHash('sha256').update(bytes).digest('hex')}"`
