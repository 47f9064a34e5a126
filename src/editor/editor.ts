import { Editor, Extension, type AnyExtension } from '@tiptap/core'
import { redo, redoDepth, undo, undoDepth } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { StarterKit } from '@tiptap/starter-kit'
import { commandsOf } from './commands.ts'
import type { EditorCommands, HeadingLevel } from './editor-commands.ts'
import { clipboard, type PicturePlace } from './clipboard.ts'
import { currentSelection } from './current-selection.ts'
import { opening, openMark, type OpeningOptions } from './opening.ts'
import { htmlKeys } from './html-keys.ts'
import { htmlCellAt } from './html-table.ts'
import { longText } from './long-text.ts'
import type { LookOptions } from './looks.ts'
import { schema, schemaExtensions } from './schema.ts'
import {
  replaceDocument,
  surroundings,
  surroundingsOf,
  surroundWith,
  type Surround,
  type Surroundings,
} from './surroundings.ts'
import { staysInSight } from './stays-in-sight.ts'
import { addRow, leaveTable, moveBelow, moveToCell, nextCell, type TableCommand } from './table-commands.ts'
import { typeBehind } from './type-behind.ts'
import { typedShortcuts } from './typed-shortcuts.ts'
import { tasks } from './tasks.ts'
import { writingTools, type ToolOptions } from './tools/writing-tools.ts'
import { captionLook, type CaptionOptions } from './views/caption-look.ts'
import { contentsView } from './views/contents-view.ts'
import { definitionView } from './views/definition-view.ts'
import { excerptView } from './views/excerpt-view.ts'
import { codeColors } from './views/code-colors.ts'
import { codeView } from './views/code-view.ts'
import { commentView } from './views/comment-view.ts'
import { imageView, type ImageViewOptions } from './views/image-view.ts'
import { inlineIslandView, islandView, openSelectedIsland } from './views/island-view.ts'
import { mathView } from './views/math-view.ts'
import { noteMarkView, noteView } from './views/note-view.ts'
import { notes, type NoteOptions } from './views/notes.ts'
import { tickBoxView } from './views/tick-box-view.ts'
import { inlineTagView, outputView, tagView } from './views/tag-view.ts'
import { termKeys } from './views/term-keys.ts'
import { textMarks } from './views/text-marks.ts'
import './editor.css'
import './views/tables.css'
import './views/pictures.css'
import './views/islands.css'
import './views/comments.css'
import './tools/tools.css'
import './views/html.css'

export interface EditorOptions
  extends OpeningOptions, ToolOptions, ImageViewOptions, NoteOptions, CaptionOptions, LookOptions {
  /** Where the editor puts its own element. */
  readonly element: HTMLElement
  /** From `parseBody`. */
  readonly doc: Node
  /** The name of the text for screen readers. */
  readonly label: string
  readonly editable?: boolean
  /** What the file is beside `doc`, for those who change that too with `surround`. */
  readonly surroundings?: Surroundings
  /** After every transaction that changed the document, or what surrounds it. */
  onChange(doc: Node, surroundings?: Surroundings): void
  /** After every change of the document or the selection: what the toolbar shows; `typed`: the document changed too. */
  onState?(state: ActiveState, typed: boolean): void
  /** What a `{{ … }}` puts into the page; undefined where that cannot be known here. */
  resolveLiquid?(source: string): Promise<string | undefined>
  /** Pictures were dropped or pasted; `at` is where they belong, for `commands.insertImage`. */
  onImageFiles?(files: readonly File[], at: PicturePlace): void
  /** The languages in which this blog's code is written, the most common first. */
  languages?(): readonly string[]
  /** Whether the site fills in no tags at all in this post: readers see all of them as they are. */
  tagsAreText?(): boolean
}

export interface GalleyEditor {
  readonly commands: EditorCommands
  readonly doc: Node
  readonly state: ActiveState
  /** For the writing tools of `tools/`. */
  readonly view: EditorView
  /** Another document in place of this one, as one step that undo takes back; the cursor stays where it can. */
  replace(doc: Node): void
  readonly surround: Surround
  setEditable(editable: boolean): void
  destroy(): void
}

/** Where the cursor stands, for the toolbar. */
export interface ActiveState {
  readonly bold: boolean
  readonly italic: boolean
  readonly strike: boolean
  readonly code: boolean
  readonly link: { readonly href: string; readonly title: string | null } | undefined
  readonly heading: HeadingLevel | undefined
  readonly bulletList: boolean
  readonly orderedList: boolean
  readonly taskList: boolean
  readonly blockquote: boolean
  readonly codeBlock: { readonly language: string | undefined } | undefined
  readonly table: boolean
  /** Words of the text are selected, which can be bold or a link. */
  readonly words: boolean
  /** Nothing is selected. */
  readonly empty: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** Pixels at the window's top and bottom in which the cursor does not stand. */
const edge = 72

/**
 * An editor for a document of `parseBody` in the page. It takes no focus, and leaves the page's scroll alone. All styles
 * are classes of the css beside what they style; nothing is fetched but through `resolveImage`.
 */
export function createEditor(options: EditorOptions): GalleyEditor {
  const editor = new Editor({
    element: null,
    extensions: extensionsFor(options),
    injectCSS: false,
    content: { type: 'doc', content: [{ type: 'paragraph' }] }, // without one Tiptap has HTML parsed
    // Nobody listens to what Tiptap works out of every key about deleted ranges.
    enableCoreExtensions: { delete: false },
    autofocus: false,
    editable: options.editable ?? true,
    editorProps: {
      // the cursor keeps off the bars at the window's edges, and has some lines around it where the page moves
      handleScrollToSelection: (view) => staysInSight(view, edge),
      scrollThreshold: { top: edge, bottom: edge, left: 0, right: 0 },
      scrollMargin: { top: 120, bottom: 120, left: 5, right: 5 },
      attributes: {
        'aria-label': options.label,
        'aria-multiline': 'true',
        class: 'galley-text',
        spellcheck: 'true',
      },
    },
    onBeforeCreate: ({ editor: made }) => {
      made.schema = schema
      made.extensionManager.schema = schema
    },
    onTransaction: ({ editor: changed, transaction }) => {
      if (transaction.docChanged) options.onChange(changed.state.doc, surroundingsOf(changed.state))
      options.onState?.(activeState(changed), transaction.docChanged)
    },
  })
  editor.view.updateState(EditorState.create({ doc: options.doc, schema }))
  // Drawn before it stands in the page, where every piece that is added would be seen by the browser on its own.
  editor.mount(document.createElement('div'))
  options.element.append(editor.view.dom)
  return {
    commands: commandsOf(editor),
    get doc() {
      return editor.state.doc
    },
    get state() {
      return activeState(editor)
    },
    get view() {
      return editor.view
    },
    replace: (doc) => editor.view.dispatch(replaceDocument(editor.state.tr, doc)),
    surround: surroundWith(editor),
    setEditable: (editable) => editor.setEditable(editable, false),
    destroy: () => editor.destroy(),
  }
}

/**
 * What of the starter kit is behavior: undo, and the cursors of dragging and of gaps. Its nodes and marks are not used:
 * ours know their kramdown.
 */
const behavior = StarterKit.configure({
  dropcursor: { class: 'galley-drop', color: false },
  document: false,
  text: false,
  paragraph: false,
  heading: false,
  blockquote: false,
  bulletList: false,
  orderedList: false,
  listItem: false,
  listKeymap: false,
  codeBlock: false,
  horizontalRule: false,
  hardBreak: false,
  trailingNode: false,
  bold: false,
  italic: false,
  strike: false,
  underline: false,
  code: false,
  link: false,
})

function extensionsFor(options: EditorOptions): AnyExtension[] {
  const views: Record<string, () => unknown> = {
    image: () => imageView(options),
    codeBlock: () => codeView(options),
    island: () => islandView(options),
    inlineIsland: () => inlineIslandView,
    tag: () => tagView(options),
    inlineTag: () => inlineTagView(options),
    output: () => outputView(options),
    math: () => mathView,
    inlineMath: () => mathView,
    contents: () => contentsView(options),
    excerpt: () => excerptView,
    comment: () => commentView,
    inlineComment: () => commentView,
    embed: () => islandView(options),
    tickBox: () => tickBoxView,
    footnote: () => noteView,
    footnoteReference: () => noteMarkView,
    linkDefinition: () => definitionView,
    abbreviation: () => definitionView,
    styleDefinition: () => definitionView,
  }
  const constructs = schemaExtensions.map((extension) => {
    const view = views[extension.name]
    return view && extension.type === 'node' ? extension.extend({ addNodeView: view as never }) : extension
  })
  return [
    ...constructs,
    behavior,
    currentSelection,
    codeColors,
    tasks,
    longText,
    surroundings(options.surroundings),
    typedShortcuts,
    keys(),
    opening(options),
    notes(options),
    termKeys,
    htmlKeys,
    textMarks,
    captionLook(options),
    clipboard(options),
    ...writingTools(options),
  ]
}

function keys(): AnyExtension {
  return Extension.create({
    name: 'galley',
    priority: 500,
    addProseMirrorPlugins: () => [typeBehind],
    addKeyboardShortcuts() {
      const { editor } = this
      const table = (command: TableCommand) => () => editor.commands.command(({ tr }) => command(tr))
      return {
        'Mod-z': () => undo(editor.state, editor.view.dispatch),
        'Mod-y': () => redo(editor.state, editor.view.dispatch),
        'Shift-Mod-z': () => redo(editor.state, editor.view.dispatch),
        'Mod-k': () => openMark(editor.view, 'link', 'key'),
        Tab: table(nextCell),
        'Shift-Tab': table(moveToCell(-1)),
        ArrowDown: () => endsCell(editor, 'down') && table(leaveTable(1))(),
        ArrowUp: () => endsCell(editor, 'up') && table(leaveTable(-1))(),
        Enter: () => {
          if (openSelectedIsland(editor.view)) return true
          if (!editor.isActive('table')) return false
          return editor.commands.first([({ tr }) => moveBelow(tr), ({ tr }) => addRow(1)(tr)])
        },
      }
    },
  })
}

/** Browsers would lead the cursor between two cells, where what is typed becomes one more. */
const endsCell = ({ state, view }: Editor, way: 'up' | 'down'): boolean =>
  state.selection.empty && state.selection.$from.parent.type.name === 'tableCell' && view.endOfTextblock(way)

function activeState(editor: Editor): ActiveState {
  const { state } = editor
  const link = editor.isActive('link') ? editor.getAttributes('link') : undefined
  const list = enclosing(state, 'listItem')
  return {
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    strike: editor.isActive('strike'),
    code: editor.isActive('code'),
    link: link && { href: String(link.href), title: (link.title as string | null | undefined) ?? null },
    heading: editor.isActive('heading') ? (editor.getAttributes('heading').level as HeadingLevel) : undefined,
    bulletList: editor.isActive('bulletList'),
    orderedList: editor.isActive('orderedList'),
    taskList: list?.attrs.task != null,
    blockquote: editor.isActive('blockquote'),
    codeBlock: codeBlockOf(state),
    table: editor.isActive('table') || htmlCellAt(state.selection.$from) !== undefined,
    words: hasWords(state),
    empty: state.selection.empty,
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
  }
}

function enclosing(state: EditorState, name: string): Node | undefined {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type.name === name) return $from.node(depth)
  return undefined
}

function hasWords({ selection }: EditorState): boolean {
  const { empty, $from } = selection
  return selection instanceof TextSelection && !empty && $from.parent.type.spec.code !== true
}

function codeBlockOf(state: EditorState): ActiveState['codeBlock'] {
  const block = enclosing(state, 'codeBlock')
  return block && { language: (block.attrs.language as string | null) ?? undefined }
}
