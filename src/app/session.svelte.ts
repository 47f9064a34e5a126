import { headingsIn, type PlacedHeading } from '../editor/heading-places.ts'
import {
  parseBody,
  saveBody,
  withoutLineEnds,
  type Node,
  type Origin,
  type Save,
  type Surround,
  type Surroundings,
} from '../editor/document.ts'
import {
  kramdownOptionsOf,
  linkedPost,
  parsePost,
  permalinkOf,
  serializePost,
  Timestamp,
  withBody,
  withFrontMatter,
  writeLink,
  type Conventions,
  type Entry,
  type FolderSettings,
  type FrontMatter,
  type Post,
  type Site,
} from '../jekyll/index.ts'
import { outputOf } from '../jekyll/output.ts'
import type { Rival, Work } from '../recovery/index.ts'
import type { PageView } from './preview/page-view.svelte.ts'
import { addableFields, fieldsOf, type Field } from './fields.ts'
import { Subscribed } from './subscribed.ts'
import { OpenSource, positionIn } from './open-source.ts'
import { Pause } from './pause.ts'
import { typedBefore } from './unproven.ts'
import { writeDate } from './write-date.ts'
import { problemOf, type Problem } from './problem.ts'
import type { Workspace } from './workspace.svelte.ts'

/** `unproven`: the text is safe on the device, but could not be proved to come out as it is seen. */
export type Saving = 'saved' | 'saving' | 'unproven' | 'failed'

/** An open post. */
export class Session {
  readonly workspace: Workspace
  readonly #site: Site
  /** What it is does not change while it is open, but from a draft to a post. */
  readonly #kind: Pick<Post, 'kind' | 'collection'>
  /** The file of the blog that the words here come from: what others make of it later is theirs, and a conflict. */
  base: Work['base']
  post: Post
  saving = $state<Saving>('saved')
  problem = $state.raw<Problem>()
  /** The post is gone: the author `deleted` it in another window, or it is not on the blog any more. */
  missing = $state<'deleted' | 'gone'>()
  /** Goes up whenever the text was replaced from outside the editor, which then opens anew. */
  revision = $state(0)
  readonly #doc: Subscribed<Node>
  /** The document as it was last read or saved: for whom that is soon enough, who is not told of every key. */
  settled: Node
  origin: Origin
  /** What the blog's configuration for another editor says of these details. */
  settings = $state.raw<FolderSettings>()
  /** It stays the same where the text alone is changed. */
  readonly #frontMatter: FrontMatter = $derived.by(() => this.post.frontMatter)
  /** How things are done in this post's collection. */
  readonly conventions: Conventions | undefined = $derived.by(() => this.#conventions())
  readonly fields: readonly Field[] = $derived.by(() => this.#form(fieldsOf))
  /** Details that other posts have and this one has not. */
  readonly addable: readonly Field[] = $derived.by(() => this.#form(addableFields))
  /** The text's editor: what is changed beside the text is a step of its undo. */
  history: { readonly surround: Surround } | undefined
  /** The file as it stands, while the source view shows it; the document waits. */
  #source: OpenSource | undefined
  /** The source view has another text than the document. */
  #unread = false
  #unsaved = false
  readonly #pause = new Pause(() => void this.flush())
  #saves: Promise<void> = Promise.resolve()
  /** The file as it last stood both here and on the device: what was typed since then was typed into it. */
  #agreed: string

  constructor(workspace: Workspace, site: Site, path: string, source: string, base: Work['base']) {
    this.workspace = workspace
    this.base = base
    this.#site = site
    const post = parsePost(path, source, site)
    const { doc, origin } = parseBody(post.body, kramdownOptionsOf(site))
    const typed = typedBefore(doc, workspace.works.get(path)?.unproven)
    this.#agreed = source
    this.post = $state.raw(post)
    this.#kind = post
    this.#doc = new Subscribed(typed ?? doc)
    this.settled = $state.raw(this.doc)
    this.origin = origin
    if (typed) this.saving = 'unproven'
  }

  get path(): string {
    return this.post.path
  }

  // — the text

  get doc(): Node {
    return this.#doc.now
  }

  /** The editor's document after a transaction that changed it, or what surrounds it. */
  edit(doc: Node, around: Surroundings = this.surroundings): void {
    const { head, origin } = around
    if (this.settled.content.size <= 2) this.settled = doc // its first words say in which direction it runs
    this.#doc.now = doc
    this.origin = origin
    if (head !== this.post.frontMatter.text) this.post = parsePost(this.path, head + origin.body, this.#site)
    this.#saveSoon()
  }

  get surroundings(): Surroundings {
    return { head: this.post.frontMatter.text, origin: this.origin }
  }

  // — the file as it stands

  /** Shows the file instead of the document: the offset at which the document's `pos` stands in `source`. */
  openSource(pos: number): number {
    const { body } = saveBody(this.doc, this.origin)
    if (body !== this.post.body) this.post = withBody(this.post, body)
    this.#source = new OpenSource(this.post.frontMatter.text, body, this.doc, this.origin)
    return this.#source.offsetAt(pos)
  }

  /** The whole file; its lines end with `\n` whatever they end with on the device. */
  get source(): string {
    return withoutLineEnds(serializePost(this.post)).text
  }

  set source(text: string) {
    if (!this.#source || text === this.source) return
    this.post = parsePost(this.path, this.#source.fileOf(text), this.#site)
    this.#unread = true
    this.#saveSoon()
  }

  /** Back to the document, which is what the file says now: the position at which `offset` of `source` stands in it. */
  closeSource(offset: number): number {
    const source = this.#source
    const same = source?.text === this.source
    const changed = this.#unread && !same
    if (this.#unread && same) this.#saveSoon()
    this.#source = undefined
    this.#unread = false
    if (changed) this.#readSource()
    if (same) return source.positionAt(offset)
    return positionIn(this.post.frontMatter.text, this.origin, offset)
  }

  #readSource(): void {
    const { doc, origin } = parseBody(this.post.body, kramdownOptionsOf(this.#site))
    const around = { head: this.post.frontMatter.text, origin }
    this.edit(doc, around)
    this.settled = doc
    this.history?.surround(around, { name: '', doc })
  }

  #openBody(unproven?: unknown): void {
    const { doc, origin } = parseBody(this.post.body, kramdownOptionsOf(this.#site))
    const typed = typedBefore(doc, unproven)
    this.#doc.now = typed ?? doc
    this.settled = this.doc
    this.origin = origin
    this.saving = typed ? 'unproven' : this.saving
    this.revision += 1
  }

  /** What `{{ … }}` puts into this post's page; undefined where only the built site knows. */
  valueOf(source: string): string | undefined {
    return outputOf(source, this.post, this.#site)
  }

  /** What marks the end of this post's excerpt: what the post or the blog says, else what most blogs write. */
  get excerptMark(): string {
    const said = this.post.frontMatter.get('excerpt_separator') ?? this.#site.config.values.excerpt_separator
    return typeof said === 'string' && said.startsWith('<!--') ? said : '<!--more-->'
  }

  // — the details

  set(key: string, value: unknown): void {
    this.#setFrontMatter(this.post.frontMatter.with(key, value, this.#order), key)
  }

  setList(key: string, items: readonly string[]): void {
    const { frontMatter } = this.post
    const form = this.conventions?.keys.find((habit) => habit.key === key)?.list
    const next =
      items.length === 0 ? frontMatter.without(key) : frontMatter.withList(key, items, form, this.#order)
    this.#setFrontMatter(next)
  }

  /** Sets a date in the spelling that is there: `day` as `2026-11-22`, `time` as `09:30` or undefined for a day alone. */
  setDate(key: string, day: string, time: string | undefined): void {
    const old = this.post.frontMatter.get(key)
    const known = old instanceof Timestamp ? old.text : undefined
    const text = writeDate(day, time, known, this.#site.config.timezone)
    this.set(key, Timestamp.parse(text) ?? text)
  }

  remove(key: string): void {
    this.#setFrontMatter(this.post.frontMatter.without(key))
  }

  setYaml(yaml: string): void {
    this.#setFrontMatter(this.post.frontMatter.withSource(yaml), '---')
  }

  get #order(): string[] {
    return this.conventions?.keys.map(({ key }) => key) ?? []
  }

  /** Changes of the same `name` in a row are one step for undo. */
  #setFrontMatter(frontMatter: FrontMatter, name = ''): void {
    if (frontMatter.text === this.post.frontMatter.text) return
    this.post = withFrontMatter(this.post, frontMatter, this.#site)
    this.#saveSoon()
    if (this.#source) this.#unread = true
    else this.history?.surround(this.surroundings, { name })
  }

  #conventions(): Conventions | undefined {
    const { teaching, conventions } = this.workspace
    const { kind, collection } = this.#kind
    return kind === 'document' || kind === 'page' ? teaching.conventions(collection) : conventions
  }

  #form(fields: typeof fieldsOf): Field[] {
    const { conventions } = this
    return conventions ? fields(this.#frontMatter, this.#site, conventions, this.settings) : []
  }

  /** Reads what is said of these details, be it for another editor; the form is there before, without it. */
  async readSettings(): Promise<void> {
    const { settingsAt } = await import('./corrected.ts')
    this.settings = await settingsAt(this.path, this.workspace)
  }

  /** The post was given another place (a draft became a post). */
  movedTo(path: string): void {
    this.post = parsePost(path, serializePost(this.post), this.#site)
  }

  /**
   * Another tab wrote this post, or somebody changed it on the blog: what it says stands here too. Not where something
   * was typed here that is not on the device yet, waits for a look, or is looked at as its source: those words stay, and
   * are put together with the others when they are saved.
   */
  follow(source: string, base: Work['base'], unproven?: unknown): void {
    if (this.saving !== 'saved' || this.#source) return
    this.base = base
    this.#agreed = source
    if (source === serializePost(this.post) && unproven === undefined) return
    this.post = parsePost(this.path, source, this.#site)
    this.#openBody(unproven)
  }

  /** Details that were set in another window, too, in another way, with what they are there; not decided yet. */
  get rivals(): readonly { readonly rival: Rival; readonly mine: unknown; readonly theirs: unknown }[] {
    const { rivals = [] } = this.workspace.works.get(this.path) ?? {}
    return rivals.map((rival) => {
      const { key } = rival
      return { rival, mine: this.post.frontMatter.get(key), theirs: this.#detailsOf(rival).get(key) }
    })
  }

  #detailsOf({ source }: Rival): FrontMatter {
    return parsePost(this.path, source, this.#site).frontMatter
  }

  /** Decides such a detail: `take` what the other window has, or leave it as it is. */
  async decide(rival: Rival, { take }: { readonly take: boolean }): Promise<void> {
    const theirs = this.#detailsOf(rival)
    if (take && theirs.has(rival.key)) this.set(rival.key, theirs.get(rival.key))
    else if (take) this.remove(rival.key)
    await this.flush()
    await this.workspace.works.decide(this.path, rival)
  }

  /** The post as a file of its own: its name, and its text with what is typed. */
  get file(): { readonly name: string; readonly text: string } {
    return { name: this.path.slice(this.path.lastIndexOf('/') + 1), text: serializePost(this.post) }
  }

  // — saving

  #saveSoon(): void {
    this.saving = 'saving'
    this.#pause.start(!this.#unsaved)
    this.#unsaved = true
  }

  /** Writes what is not on the device yet; resolves when it is, or when `problem` says why not. */
  flush(): Promise<void> {
    this.#pause.end()
    if (!this.#unsaved) return this.#saves
    this.#unsaved = false
    this.#saves = this.#saves.then(() => this.#save())
    return this.#saves
  }

  async #save(): Promise<void> {
    const { doc } = this
    const saved = this.#unread ? this.#asTyped() : saveBody(doc, this.origin)
    const proven = saved.kind === 'saved'
    if (proven && saved.body !== this.post.body) this.post = withBody(this.post, saved.body)
    try {
      const kept = await this.#keep(serializePost(this.post), proven ? undefined : doc.toJSON())
      this.problem = undefined
      this.missing = undefined
      this.saving = this.#unsaved ? 'saving' : proven ? 'saved' : 'unproven'
      this.settled = doc
      this.follow(kept, this.base)
    } catch (error) {
      this.problem = problemOf(error)
      this.saving = 'failed'
      this.settled = doc
      this.#unsaved = true
    }
  }

  /** What is typed as source says itself what it is. */
  #asTyped(): Save {
    return { kind: 'saved', body: this.post.body, proof: 'exact' }
  }

  /** Over what the blog has at this path, or as the move or the new post that it already is. */
  async #keep(content: string, unproven: unknown): Promise<string> {
    const { works } = this.workspace
    const kept = await works.keep(this.path, { text: this.#agreed, base: this.base }, content, unproven)
    this.#agreed = content
    this.base = await works.baseOf(this.path)
    return kept
  }

  // — the page

  /** The file with all that is typed, whether or not the device has it yet. */
  get typed(): string {
    if (this.#source) return serializePost(this.post)
    return this.post.frontMatter.text + saveBody(this.doc, this.origin).body
  }

  /** Where the site will stand, without its `baseurl`; empty where it does not say. */
  get siteUrl(): string {
    return this.#site.config.url
  }

  /** The page of this post as it will be, for a frame that shows it. */
  async openPage(): Promise<PageView> {
    const [{ previewOf }, { PageView }] = await Promise.all([
      import('./preview/site-preview.ts'),
      import('./preview/page-view.svelte.ts'),
    ])
    return new PageView(this, previewOf(this.workspace))
  }

  /** How a link to another post of the site is written in this one. */
  linkTo(entry: Entry): string {
    const { conventions } = this.workspace
    return conventions
      ? writeLink(conventions.link, entry, this.post, this.#now)
      : permalinkOf(entry, this.#site, Date.now())
  }

  /** The post of the site to which an address in this one leads. */
  linkedPost(address: string): Entry | undefined {
    return linkedPost(address, this.post, this.#now)
  }

  /** The site with what was written meanwhile. */
  get #now(): Site {
    return this.workspace.site ?? this.#site
  }

  /** The posts to which a link can lead, newest first. */
  get linkable(): readonly Entry[] {
    const { posts, drafts, documents } = this.#now
    return [...posts, ...drafts, ...documents].filter(({ path }) => path !== this.path)
  }

  /** The places in this post to which a link can lead. */
  get headings(): readonly PlacedHeading[] {
    return headingsIn(this.post.body, this.origin.options)
  }

  /** Where the post stands on the site, from its root; without a date, were it published now. */
  get address(): string {
    return permalinkOf(this.post, this.#site, Date.now())
  }
}
