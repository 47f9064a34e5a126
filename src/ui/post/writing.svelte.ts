import { tick } from 'svelte'
import type { Session } from '../../app/index.ts'
import type { ActiveState, GalleyEditor, OpenedNode, PicturePlace, Slash } from '../../editor/index.ts'
import type { Place } from './keep-place.ts'
import { slashMenu, type InsertDialog } from './parts.ts'
import { bringTo, placeInSight } from './place-in-sight.ts'
import type { SlashMenu } from './slash-menu.svelte.ts'
import type { SourceEditor } from './source/source-editor.ts'

/** Pictures that wait for their alternative text, and where they belong. */
export interface PictureRequest {
  readonly files: readonly File[]
  /** A position in the text, for each of them where they stand apart; undefined where the cursor stands. */
  readonly at: PicturePlace | undefined
}

/** One post while it is written: the session, its editor, and what is open above it. */
export class Writing {
  readonly session: Session
  #offered: Slash | undefined
  editor = $state.raw<GalleyEditor>()
  /** The text is on the screen; what stands at it and beside it may come. */
  shown = $state(false)
  /** Where the cursor stands. */
  active = $state.raw<ActiveState>()
  /** The text as it stands in the file, instead of how it looks. */
  source = $state(false)
  sourceEditor = $state.raw<SourceEditor>()
  /** Where in the file the source view begins, and how far below the window's top. */
  place = { offset: 0, top: 0 }
  /** Where the author was in the text before it was read anew. */
  before: Place | undefined
  /** What the author edits in a panel. */
  opened = $state.raw<OpenedNode>()
  picture = $state.raw<PictureRequest>()
  /** What is asked before it is inserted. */
  dialog = $state<InsertDialog>()
  /** Where the picture stands whose place one of the blog's takes; undefined where it is inserted. */
  replaced: number | undefined

  /**
   * Above 0: the keyboard is to go to the tools for the selected words, or into the menu of the block or the cell. Who
   * leads it there sets it back, so that what appears anew does not take it again.
   */
  selectionTools = $state(0)
  blockMenu = $state(0)
  cellMenu = $state(0)
  /** Above 0: find and replace is open; it goes up when the keyboard is to go there. */
  finding = $state(0)
  /** All but the paragraph at the cursor steps back. */
  focusing = $state(false)
  /** The page of keys is open. */
  helping = $state(false)
  /** The menu behind a `/`. */
  slash = $state.raw<SlashMenu>()

  /** Whether a dialog asks something of the author. */
  get asking(): boolean {
    return this.picture !== undefined || this.dialog !== undefined
  }

  /** Where the cursor stands now. What is drawn of it stays as it is where what was `typed` changed nothing of it. */
  stand(state: ActiveState, typed: boolean): void {
    if (!typed || state.words || state.table || !sameState(state, this.active)) this.active = state
  }

  constructor(session: Session) {
    this.session = session
  }

  /** Shows the file as it stands, at the place where the author is. */
  showSource(): void {
    if (this.source) return
    const { pos, top } = this.editor ? placeInSight(this.editor.view) : { pos: 0, top: 0 }
    this.place = { offset: this.session.openSource(pos), top }
    this.opened = undefined
    this.source = true
  }

  /** Shows the page again, at the same place. */
  async hideSource(): Promise<void> {
    const seen = this.sourceEditor
    if (!this.source || !seen) return
    const [offset, top] = seen.placeInSight()
    const pos = this.session.closeSource(offset)
    this.source = false
    await tick()
    if (this.editor) bringTo(this.editor.view, pos, top)
  }

  /** The latest change of all, whether of the text or of the details. */
  undo(): void {
    if (this.sourceEditor) this.sourceEditor.undo()
    else this.editor?.commands.undo()
  }

  redo(): void {
    if (this.sourceEditor) this.sourceEditor.redo()
    else this.editor?.commands.redo()
  }

  /** Asks what the pictures show; they are inserted once that is said. */
  askPictures(files: readonly File[], at?: PicturePlace): void {
    if (files.length > 0) this.picture = { files, at }
  }

  /** Shows what can be inserted where the author typed a `/`: at once, once its code is here; the next key may be for it. */
  async offer(slash: Slash | undefined): Promise<void> {
    this.#offered = slash
    if (!slash) this.slash = undefined
    if (!slash) return
    const part = slashMenu()
    const Menu = part instanceof Promise ? await part : part
    if (this.#offered === slash) this.slash = new Menu(this, slash)
  }
}

function sameState(one: ActiveState, other: ActiveState | undefined): boolean {
  if (!other) return false
  const keys = Object.keys(one) as (keyof ActiveState)[]
  return keys.every((key) => one[key] === other[key])
}
