import type { Credentials, OnProgress, Progress, Repository } from '../git/repository.ts'
import { parseAddress, readBlogs, type Blog } from '../hosts/index.ts'
import type { Recovery, Settings } from '../recovery/index.ts'
import { problemOf, type Problem } from './problem.ts'
import { Workspace } from './workspace.svelte.ts'

export type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'choosing'; readonly problem?: Problem }
  /** `anew`: this device has nothing of it, all comes from the host. */
  | { readonly kind: 'opening'; readonly blog: Blog; readonly anew?: boolean }
  /** The blog could not be opened: `unauthorized` is mended by `signIn`. */
  | { readonly kind: 'failed'; readonly blog: Blog; readonly problem: Problem }
  | { readonly kind: 'open'; readonly workspace: Workspace }

/** What the app stands on; made once in `main.ts`. */
export interface Services {
  readonly openRepository: (blog: Blog, onProgress: OnProgress) => Repository
  readonly openRecovery: () => Promise<Recovery>
  /** The address that the app was served from. */
  readonly base: string
}

export class App {
  readonly #services: Services
  #recovery: Recovery | undefined
  stage = $state.raw<Stage>({ kind: 'starting' })
  settings = $state.raw<Settings>({})
  /** How far the first fetching of a blog is. */
  progress = $state.raw<Progress>()
  #workspace: Workspace | undefined
  #opening: Promise<void> = Promise.resolve()

  constructor(services: Services) {
    this.#services = services
  }

  /** Opens the one blog that the server offers, or asks which. */
  async start(): Promise<void> {
    try {
      const [blogs, recovery] = await Promise.all([
        readBlogs(this.#services.base),
        this.#services.openRecovery(),
      ])
      this.#recovery = recovery
      this.settings = await recovery.settings()
      const [first] = blogs
      if (first) await this.open(first)
      else this.stage = { kind: 'choosing' }
    } catch (error) {
      this.stage = { kind: 'choosing', problem: problemOf(error) }
    }
  }

  /** Opens what an author typed or chose. */
  async open(blog: string | Blog): Promise<void> {
    if (typeof blog !== 'string') return this.#open(blog)
    const address = parseAddress(blog)
    if (address.kind === 'blog') return this.#open(address.blog)
    const codes = {
      empty: 'empty-address',
      malformed: 'malformed-address',
      unreachable: 'unreachable-address',
      password: 'password-in-address',
    } as const
    this.stage = { kind: 'choosing', problem: { code: codes[address.kind] } }
  }

  /** Resolves when no blog is being opened, and all posts of the last one have come or cannot be had. */
  get opened(): Promise<unknown> {
    return this.#opening.then(() => this.#workspace?.arrived)
  }

  #open(blog: Blog): Promise<void> {
    return (this.#opening = this.#begin(blog))
  }

  async #begin(blog: Blog): Promise<void> {
    if (!this.#recovery) return
    this.#workspace?.leave()
    this.stage = { kind: 'opening', blog }
    this.progress = undefined
    try {
      const repository = this.#services.openRepository(blog, (progress) => (this.progress = progress))
      this.#workspace = new Workspace(blog, repository, this.#recovery)
      this.#workspace.openOther = (other) => this.#services.openRepository(other, () => undefined)
      this.#workspace.join(new BroadcastChannel(`galley ${blog.url}`))
      await this.#enter(this.#workspace)
    } catch (error) {
      this.stage = { kind: 'failed', blog, problem: problemOf(error) }
    }
  }

  /** What this device has is shown at once, and the host is asked meanwhile; the first time, the host comes first. */
  async #enter(workspace: Workspace): Promise<void> {
    const { url } = workspace.blog
    const isKnown = this.settings.recent?.some((blog) => blog.url === url) === true
    if (await workspace.repository.stored({ asking: !isKnown })) {
      await workspace.load()
      this.#show(workspace)
      await workspace.sync()
      return
    }
    this.stage = { kind: 'opening', blog: workspace.blog, anew: true }
    const problem = await workspace.sync()
    if (this.#workspace !== workspace) return
    if (problem) this.stage = { kind: 'failed', blog: workspace.blog, problem }
    else await this.#showFirst(workspace)
  }

  async #showFirst(workspace: Workspace): Promise<void> {
    this.stage = { kind: 'opening', blog: workspace.blog }
    await workspace.load(() => this.#show(workspace))
    this.#show(workspace)
  }

  #show(workspace: Workspace): void {
    const isShown = this.stage.kind === 'open' && this.stage.workspace === workspace
    if (isShown || this.#workspace !== workspace) return
    this.stage = { kind: 'open', workspace }
    const recent = [{ ...workspace.blog }, ...this.#recentBut(workspace.blog)].slice(0, 10)
    void this.#remember({ ...this.settings, recent })
  }

  /**
   * Tries again with a user name and a password or token; they go to the worker and stay there. Whoever is refused
   * again stays where they asked.
   */
  async signIn(credentials: Credentials): Promise<Problem | undefined> {
    const workspace = this.#workspace
    if (!workspace) return undefined
    await workspace.repository.signIn(credentials)
    const problem = await workspace.sync()
    if (problem || this.stage.kind === 'open') return problem
    try {
      await this.#showFirst(workspace)
    } catch (error) {
      this.stage = { kind: 'failed', blog: workspace.blog, problem: problemOf(error) }
    }
    return undefined
  }

  /**
   * Goes where the blog is now: to its new address (`moved`), or to what the host offers instead of what is not there
   * any more (`gone`). What was not published comes along.
   */
  async goWhereItIs({ code, message = '', instead }: Problem): Promise<void> {
    const blog = this.#blog
    if (!blog) return
    await this.#workspace?.closePost()
    if (code === 'gone' && instead !== undefined) return this.#open({ ...blog, branch: instead })
    const address = parseAddress(message)
    if (code === 'moved' && address.kind === 'blog')
      await this.#move(blog, { ...blog, url: address.blog.url })
  }

  get #blog(): Blog | undefined {
    if (this.stage.kind === 'open') return this.stage.workspace.blog
    return 'blog' in this.stage ? this.stage.blog : undefined
  }

  /** Works lie at both addresses until the blog was opened at the new one. */
  async #move(from: Blog, to: Blog): Promise<void> {
    const recovery = this.#recovery
    if (!recovery) return
    const { copyWorks } = await import('./copy-works.ts')
    const copied = await copyWorks(recovery, from.url, to.url)
    await this.#open(to)
    if (this.stage.kind !== 'open') return
    await recovery.update(from.url, [], copied)
    await this.#remember({ ...this.settings, recent: this.#recentBut(from) })
  }

  /** Back to the choice of a blog; what is typed is saved first. */
  async close(): Promise<void> {
    await this.#workspace?.closePost()
    this.#workspace?.leave()
    this.#workspace = undefined
    this.stage = { kind: 'choosing' }
  }

  #recentBut({ url }: Blog): readonly Blog[] {
    return (this.settings.recent ?? []).filter((blog) => blog.url !== url)
  }

  /** Removes all that this device has of the open blog, and goes back to the choice of one. */
  async forget(): Promise<void> {
    const workspace = this.#workspace
    if (!workspace) return
    const { forget } = await import('./forget.ts')
    await forget(workspace)
    this.#workspace = undefined
    await this.#remember({ ...this.settings, recent: this.#recentBut(workspace.blog) })
    this.stage = { kind: 'choosing' }
  }

  /** Remembers some of the settings; the others stay. */
  async remember(some: Partial<Settings>): Promise<void> {
    await this.#remember({ ...this.settings, ...some })
  }

  async #remember(settings: Settings): Promise<void> {
    this.settings = settings
    await this.#recovery?.remember(settings)
  }
}
