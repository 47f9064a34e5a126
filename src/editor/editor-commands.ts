import type { Attrs } from '@tiptap/pm/model'
import type { CaptionForm } from './caption.ts'
import type { LinkEdit } from './link-edit.ts'

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6

export type BlockKind = 'text' | HeadingLevel | 'bullets' | 'numbers' | 'tasks' | 'quote' | 'code'

/** A picture as the post writes it. */
export interface ImageAttributes {
  /** As it stands in the post: Liquid and percent signs included. */
  readonly src: string
  readonly alt: string
  readonly title?: string | null
  /** An attribute list as written, `{: .wide width="60%"}`. */
  readonly ial?: string | null
}

/**
 * What the toolbar and the menus do. Each is one step back for undo, gives the focus to the text, and returns false
 * where it can do nothing.
 */
export interface EditorCommands {
  undo(): boolean
  redo(): boolean
  toggleBold(): boolean
  toggleItalic(): boolean
  toggleStrike(): boolean
  toggleCode(): boolean
  setParagraph(): boolean
  /** Turns the block into a heading; the same level again turns it back. */
  setHeading(level: HeadingLevel): boolean
  toggleBulletList(): boolean
  toggleOrderedList(): boolean
  /** Gives the list's items boxes to tick, or takes them away. */
  toggleTaskList(): boolean
  toggleBlockquote(): boolean
  toggleCodeBlock(): boolean
  /** `undefined`: no language. */
  setCodeLanguage(language: string | undefined): boolean
  /** Lists: one level deeper, one level up. */
  indent(): boolean
  outdent(): boolean
  /** What the selected blocks become, whatever they were. */
  turnInto(kind: BlockKind): boolean
  /** The selected blocks change places with the one before (-1) or behind them (1). */
  moveBlock(step: 1 | -1): boolean
  duplicateBlock(): boolean
  deleteBlock(): boolean
  /** Selects the block that starts at a position of the document. */
  selectBlock(at: number): boolean
  /** Puts the cursor at a position of the document and brings it to the window's top. */
  goTo(at: number): boolean
  insertRule(): boolean
  /** A formula as TeX on a line of its own, where it can stand there, opened in its panel. */
  insertFormula(): boolean
  /** A formula in the text, opened in its panel. */
  insertInlineFormula(): boolean
  /** The table of contents. */
  insertContents(): boolean
  /** Where the part ends that lists show, written like this; a post has one, so it moves there. */
  insertExcerpt(source: string): boolean
  /** A tag of Liquid, opened in its panel. */
  insertTag(source: string): boolean
  /** One block as the post writes it, opened in its panel where it has one. */
  insertSource(source: string): boolean
  /** The blocks of a source behind the block at a position (without one: the cursor's); no panel opens. */
  insertBlocks(source: string, at?: number): boolean
  /** Says what a short form stands for, or says it otherwise. */
  setAbbreviation(short: string, full: string): boolean
  /** Words in the place of what is selected. */
  insertText(text: string): boolean
  /** A note that the page does not show, and the cursor in it. */
  insertNote(): boolean
  /** Reads another source for what is kept as source at a position: it may be something else then. */
  reopen(at: number, source: string): boolean
  /** Gives the block at a position one of the site's styles, `notice`; '' takes it away. */
  setStyle(at: number, style: string): boolean
  insertBreak(): boolean
  /** Opens the panel of the node at a position, as by the keyboard. */
  open(pos: number): boolean
  /** Opens the panel of the link at the cursor, or of one that the selection is to become. */
  openLink(): boolean
  /** Puts the panel away; the focus stays where it is. */
  close(): boolean
  /**
   * Changes attributes of the node at a position, or of the mark of that name that begins there. Changes of the same
   * attributes in a row are one step for undo. The focus stays where it is.
   */
  update(pos: number, attrs: Attrs, mark?: string): boolean
  /** Links what stands between two positions, changes the link there or takes it away. The focus stays where it is. */
  editLink(from: number, to: number, edit: LinkEdit): boolean
  /** Writes the words below the picture at a position; `habit`: how this site does. The focus stays where it is. */
  setCaption(pos: number, text: string, habit: CaptionForm): boolean
  /** Deletes the node at a position, or takes the mark of that name away that begins there. The focus stays where it is. */
  remove(pos: number, mark?: string): boolean
  /** Links the selection, or changes the link in which the cursor stands; without either, inserts the address as text. */
  setLink(href: string, title?: string): boolean
  unsetLink(): boolean
  /** At the cursor, or at a position of the document (where pictures were dropped). */
  insertImage(image: ImageAttributes, at?: number): boolean
  /** A number at the cursor and an empty note, into which the cursor goes. */
  insertFootnote(): boolean
  /** The cursor's paragraph becomes the first term. */
  insertDefinitionList(): boolean
  insertTable(rows: number, columns: number): boolean
  /** Puts the cursor into a cell of the table that starts at a position. */
  enterCell(table: number, row: number, column: number): boolean
  addRowBefore(): boolean
  addRowAfter(): boolean
  deleteRow(): boolean
  addColumnBefore(): boolean
  addColumnAfter(): boolean
  deleteColumn(): boolean
  alignColumn(align: 'left' | 'center' | 'right' | undefined): boolean
  /** One place up or down, within the body. */
  moveRow(step: 1 | -1): boolean
  /** One place to the end or the start. */
  moveColumn(step: 1 | -1): boolean
  /** Joins the cell with the one beside or below it, where the table can hold that. */
  joinCell(side: 'beside' | 'below'): boolean
  /** Parts a cell that was joined of several. */
  partCell(): boolean
  toggleHeaderRow(): boolean
  deleteTable(): boolean
  /** Puts the cursor at the start or the end of the text and the focus into it. */
  focus(at?: 'start' | 'end'): boolean
}
