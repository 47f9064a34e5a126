import type { OnProgress, Progress, Repository } from '../git/repository.ts'
import { readOffer, type Blog, type Offer } from '../hosts/offer.ts'
import type { HostService } from '../hosts/service.ts'
import type { Recovery, Settings } from '../recovery/index.ts'
import { problemOf, type Problem } from './problem.ts'
import { Workspace } from './workspace.svelte.ts'

export type Stage =
  | { readonly kind: 'starting' }
  /** `link`: one that the author followed to a blog which this device does not know. `site`: what they typed is no repository's. */
  | {
      readonly kind: 'choosing'
      readonly problem?: Problem
      readonly link?: Link
      readonly site?: string
    }
  /** `anew`: this device has nothing of it, all comes from the host. */
  | { readonly kind: 'opening'; readonly blog: Blog; readonly anew?: boolean }
  /** The blog could not be opened: `unauthorized` is mended by signing in. */
  | { readonly kind: 'failed'; readonly blog: Blog; readonly problem: Problem }
  | { readonly kind: 'open'; readonly workspace: Workspace }

/** A blog, and the post in it that shall be opened. */
export interface Link {
  readonly blog: Blog
  readonly post?: string
}

/** What the app stands on; made once in `main.ts`. */
export interface Services {
  /** `relay`: the one to go through where a host needs one. As a `guest` nobody's credentials are used. */
  readonly openRepository: (blog: Blog, onProgress: OnProgress, relay: string, guest?: boolean) => Repository
  /** What the worker of a repository may be asked of hosts; without one, that of the blog to be opened next. */
  readonly hosts: (relay: string, repository?: Repository) => Promise<HostService>
  readonly openRecovery: () => Promise<Recovery>
  /** The address that the app was served from. */
  readonly base: string
  /** The relay that the page itself names. */
  readonly relay?: string | undefined
}

export class App {
  readonly services: Services
  recovery: Recovery | undefined
  stage = $state.raw<Stage>({ kind: 'starting' })
  settings = $state.raw<Settings>({})
  /** How far the first fetching of a blog is. */
  progress = $state.raw<Progress>()
  /** The open blog, or the one that is being opened. */
  workspace: Workspace | undefined
  /** The blogs that the server offers, and its relay. */
  offer: Offer = { blogs: [], relay: '' }
  #opening: Promise<void> = Promise.resolve()

  constructor(services: Services) {
    this.services = services
  }

  /** Opens what a link leads to, or the one blog that the server offers, or asks which. */
  async start(hash = ''): Promise<void> {
    try {
      const [offer, recovery] = await Promise.all([
        readOffer(this.services.base, this.services.relay),
        this.services.openRecovery(),
      ])
      this.offer = offer
      this.recovery = recovery
      this.settings = await recovery.settings()
      if (await this.follow(hash)) return
      const [first] = offer.blogs
      if (first) await this.open(first)
      else this.stage = { kind: 'choosing' }
    } catch (error) {
      this.stage = { kind: 'choosing', problem: problemOf(error) }
    }
  }

  /** Goes where a link leads, which is the part of an address from `#` on; false where it is none. */
  async follow(hash: string): Promise<boolean> {
    return hash.startsWith('#/open?') && (await import('./entrance.ts')).followLink(this, hash)
  }

  /** Opens what an author typed or chose. */
  async open(blog: string | Blog): Promise<void> {
    if (typeof blog === 'string') return (await import('./entrance.ts')).openTyped(this, blog)
    return (this.#opening = this.#begin(blog))
  }

  /** Resolves when no blog is being opened, and all posts of the last one have come or cannot be had. */
  get opened(): Promise<unknown> {
    return this.#opening.then(() => this.workspace?.arrived)
  }

  /** The relay that is used where a host needs one; empty where there is none. */
  get relay(): string {
    return this.settings.relay ?? this.offer.relay
  }

  async #begin(blog: Blog): Promise<void> {
    const { recovery, relay } = this
    if (!recovery) return
    this.workspace?.leave()
    this.stage = { kind: 'opening', blog }
    this.progress = undefined
    try {
      const { openRepository } = this.services
      const repository = openRepository(blog, (progress) => (this.progress = progress), relay)
      const workspace = (this.workspace = new Workspace(blog, repository, recovery))
      workspace.openOther = (other) => openRepository(other, () => undefined, relay, true)
      workspace.join(new BroadcastChannel(`galley ${blog.url}`))
      await this.#enter(workspace)
    } catch (error) {
      this.stage = { kind: 'failed', blog, problem: problemOf(error) }
    }
  }

  /** What this device has is shown at once, and the host is asked meanwhile; the first time, the host comes first. */
  async #enter(workspace: Workspace): Promise<void> {
    if (await workspace.repository.stored({ asking: !this.knows(workspace.blog) })) {
      await workspace.load()
      this.#show(workspace)
      await workspace.sync()
      return
    }
    this.stage = { kind: 'opening', blog: workspace.blog, anew: true }
    const problem = await workspace.sync()
    if (this.workspace !== workspace) return
    if (problem) this.stage = { kind: 'failed', blog: workspace.blog, problem }
    else await this.showFirst(workspace)
  }

  /** Whether a blog is not on the server that brought the app, which asks nobody who they are. */
  isElsewhere({ url }: Blog): boolean {
    return new URL(url).origin !== new URL(this.services.base).origin
  }

  /** Whether a blog was opened on this device before. */
  knows({ url }: Blog): boolean {
    return this.settings.recent?.some((blog) => blog.url === url) === true
  }

  /** Shows a blog that has just come. */
  async showFirst(workspace: Workspace): Promise<void> {
    this.stage = { kind: 'opening', blog: workspace.blog }
    await workspace.load(() => this.#show(workspace))
    this.#show(workspace)
  }

  #show(workspace: Workspace): void {
    const isShown = this.stage.kind === 'open' && this.stage.workspace === workspace
    if (isShown || this.workspace !== workspace) return
    this.stage = { kind: 'open', workspace }
    const recent = [{ ...workspace.blog }, ...this.recentBut(workspace.blog)].slice(0, 10)
    void this.remember({ recent })
    if (this.isElsewhere(workspace.blog))
      void import('./sign-in.ts').then(({ introduce }) => introduce(this, workspace)).catch(() => undefined)
  }

  /** Back to the choice of a blog; what is typed is saved first. */
  async close(): Promise<void> {
    await this.workspace?.closePost()
    this.workspace?.leave()
    this.workspace = undefined
    this.stage = { kind: 'choosing' }
  }

  /** The blogs opened on this device, but for one. */
  recentBut({ url }: Blog): readonly Blog[] {
    return (this.settings.recent ?? []).filter((blog) => blog.url !== url)
  }

  /** Remembers some of the settings; the others stay. */
  async remember(some: Partial<Settings>): Promise<void> {
    await this.replaceSettings({ ...this.settings, ...some })
  }

  async replaceSettings(settings: Settings): Promise<void> {
    this.settings = settings
    await this.recovery?.remember(this.settings)
  }
}
