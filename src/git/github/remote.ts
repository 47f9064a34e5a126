import type { Http } from '../host.ts'
import type { Find } from '../object.ts'
import type { OnObjects } from '../pack.ts'
import { refOf, tipAmong, tipOf, type Ref } from '../refs.ts'
import type { Brought, FetchRequest, PushRequest, ReadyPush, Remote } from '../remote.ts'
import type { Credentials, Oid, RepositorySettings, Tip } from '../repository.ts'
import { Api, statusOf } from './api.ts'
import { bringBlobs } from './blobs.ts'
import {
  commitFields,
  commitInJson,
  commitInQuery,
  rebuildCommit,
  tellCommit,
  type ToldCommit,
} from './commit.ts'
import { listOf, objectOf, oidOf, textOf } from './json.ts'
import { preparePush, type Place } from './push.ts'
import { bringTrees } from './trees.ts'

/** A ref as it was heard last, and by what the host knows that answer again. */
interface HeardRef {
  readonly oid: Oid
  readonly etag?: string
}

/**
 * A repository on GitHub, which pages of other origins may ask through its REST and GraphQL interfaces only. All objects
 * are put together byte for byte and verified by their oids. GraphQL, which needs a token, answers the first question and
 * gives texts; whether there is news is asked in REST, where the answer that there is none does not count.
 */
export class GitHubRemote implements Remote {
  readonly #api: Api
  readonly #refs = new Map<string, HeardRef>()
  readonly #commits = new Map<Oid, ToldCommit>()
  #early: { readonly branch: string | undefined; readonly tip: Promise<Tip> } | undefined
  #isKnown = false

  constructor(api: Api) {
    this.#api = api
  }

  static at(settings: RepositorySettings, http: Http): GitHubRemote {
    return new GitHubRemote(new Api(settings, http))
  }

  signIn(credentials: Credentials | null): void {
    this.#api.signIn(credentials)
    this.#early = undefined
    this.#isKnown = false
    this.#refs.clear()
  }

  beside(address: string): GitHubRemote {
    return new GitHubRemote(this.#api.beside(address))
  }

  begin(branch?: string): void {
    if (this.#isKnown || this.#early) return
    const tip = this.#askForTip(branch)
    tip.catch(() => undefined) // told to whoever asks for the tip
    this.#early = { branch, tip }
  }

  async tip(branch?: string): Promise<Tip> {
    const early = this.#early?.branch === branch ? this.#early : undefined
    this.#early = undefined
    return early ? early.tip : this.#askForTip(branch)
  }

  async partial(): Promise<boolean> {
    return true
  }

  async objects(
    { wants, have, shallow, snapshot }: FetchRequest,
    find: Find,
    onObjects: OnObjects,
    signal?: AbortSignal,
  ): Promise<Brought> {
    const [head = ''] = wants
    if (shallow !== true)
      return { objects: await bringBlobs(this.#api, { oids: wants, snapshot, signal }, onObjects) }
    const told = this.#commits.get(head) ?? (await this.#askForCommit(head))
    const trees = await bringTrees(this.#api, told.tree, have === undefined ? undefined : find)
    const commit = rebuildCommit(told)
    onObjects(trees.length + 1, trees.length + 1)
    return commit ? { objects: [commit, ...trees] } : { objects: trees, told: tellCommit(told) }
  }

  async leads(from: Oid, to: Oid): Promise<boolean> {
    try {
      // what lies between is not wanted: the second page tells least of it
      const { status } = objectOf(await this.#api.json(`/compare/${from}...${to}?per_page=1&page=2`))
      return status === 'ahead' || status === 'identical'
    } catch (error) {
      if (statusOf(error) === 404) return false // the one is not there any more, or has nothing in common with the other
      throw error
    }
  }

  async rehearsePush(): Promise<void> {
    // there is nothing to be asked before there is something to push
  }

  async prepare(request: PushRequest): Promise<ReadyPush> {
    return preparePush(this.#api, request, () => this.#placeOf(refOf(request.branch)))
  }

  async #askForTip(branch: string | undefined): Promise<Tip> {
    if (this.#api.isSignedIn && !this.#isKnown) return this.#askForAll(branch)
    const wanted = branch ?? (await this.#defaultBranch())
    const place = await this.#placeOf(refOf(wanted))
    return place.oid === null ? this.#lookAround(branch) : { head: place.oid, branch: wanted }
  }

  /** The first question: where the repository is, its branches that count, and all of the tip but its files. */
  async #askForAll(branch: string | undefined): Promise<Tip> {
    const fields = `target{oid...on Commit{${commitFields}}...on Tag{target{oid}}}`
    const named = branch === undefined ? '' : `ref(qualifiedName:$ref){${fields}}`
    const answer = await this.#api.query(
      `url defaultBranchRef{name ${branch === undefined ? fields : 'target{oid}'}}${named}`,
      branch === undefined ? {} : { ref: refOf(branch) },
    )
    this.#api.checkAddress(textOf(answer.url))
    this.#isKnown = true
    const head = objectOf(answer.defaultBranchRef)
    const refs = [
      { ...this.#readRef('HEAD', head.target), target: refOf(textOf(head.name)) },
      this.#readRef(refOf(textOf(head.name)), head.target),
      ...(branch === undefined ? [] : [this.#readRef(refOf(branch), objectOf(answer.ref).target)]),
    ]
    return tipAmong(refs, branch) ?? this.#lookAround(branch)
  }

  #readRef(name: string, value: unknown): Ref {
    const target = objectOf(value)
    if (target.oid === undefined) return { name, oid: null }
    const oid = oidOf(target.oid)
    if (target.tree !== undefined) this.#commits.set(oid, commitInQuery(oid, target))
    // of a tag that is an object of its own, what it stands for
    return { name, oid: target.target === undefined ? oid : oidOf(objectOf(target.target).oid) }
  }

  async #defaultBranch(): Promise<string> {
    return textOf(objectOf(await this.#api.json('')).default_branch) || 'main'
  }

  /** There is no such branch, or no commit at all: which are there? */
  async #lookAround(branch: string | undefined): Promise<Tip> {
    const [usual, refs] = await Promise.all([this.#defaultBranch(), this.#branches()])
    return tipOf([{ name: 'HEAD', oid: null, target: refOf(usual) }, ...refs], branch)
  }

  async #branches(): Promise<Ref[]> {
    const list = await this.#api.json('/git/matching-refs/heads/').catch((error: unknown) => {
      if (statusOf(error) === 409) return [] // nothing was ever put into it
      throw error
    })
    return listOf(list).map((ref) => {
      const { ref: name, object } = objectOf(ref)
      return { name: textOf(name), oid: oidOf(objectOf(object).sha) }
    })
  }

  async #placeOf(ref: string): Promise<Place> {
    const heard = this.#refs.get(ref)
    const path = ref.split('/').slice(1).map(encodeURIComponent).join('/')
    try {
      const news = await this.#api.news(`/git/ref/${path}`, heard?.etag)
      if (!news) return { oid: heard?.oid ?? null }
      const oid = await this.#peel(objectOf(objectOf(news.json).object))
      this.#refs.set(ref, { oid, ...(news.etag !== undefined && { etag: news.etag }) })
      return { oid }
    } catch (error) {
      if (statusOf(error) === 409) return { oid: null, isEmpty: true }
      if (statusOf(error) === 404) return { oid: null }
      throw error
    }
  }

  async #peel({ type, sha }: ReturnType<typeof objectOf>): Promise<Oid> {
    const oid = oidOf(sha)
    if (type !== 'tag') return oid
    return oidOf(objectOf(objectOf(await this.#api.json(`/git/tags/${oid}`)).object).sha)
  }

  async #askForCommit(oid: Oid): Promise<ToldCommit> {
    return commitInJson(await this.#api.json(`/git/commits/${oid}`))
  }
}
