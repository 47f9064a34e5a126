import {
  defaultKeymap,
  history,
  indentWithTab,
  isolateHistory,
  redo,
  redoDepth,
  undo,
  undoDepth,
} from '@codemirror/commands'
import { search, selectNextOccurrence } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, gutters, keymap, lineNumbers } from '@codemirror/view'
import type { Found, Search } from '../../../editor/tools/search.ts'
import { inSight } from '../place-in-sight.ts'
import { language } from './language.ts'
import { look } from './look.ts'
import { highlighted, SourceSearch } from './source-search.ts'
import { tellWrongLines, wrongLines, type WrongLine } from './wrong-lines.ts'

interface SourceOptions {
  /** A shadow root: there CodeMirror adopts its style sheets, where in the page it writes `<style>`, which is forbidden. */
  readonly root: ShadowRoot
  readonly label: string
  readonly description: string
  readonly text: string
  readonly cursor: number
  readonly onChange: (text: string) => void
  /** Undo and redo beyond what was typed here: the text after it, undefined where there is nothing. */
  undoBefore(): string | undefined
  redoBefore(): string | undefined
}

/** A text as it stands in its file, in CodeMirror. Its undo goes on where what was typed here ends. */
export class SourceEditor {
  readonly #options: SourceOptions
  readonly #view: EditorView
  /** What was typed here and taken back, while undo is beyond it. */
  #parked: EditorState | undefined
  #wrong: readonly WrongLine[] = []
  #search: SourceSearch | undefined

  constructor(options: SourceOptions) {
    this.#options = options
    const state = this.#stateOf(options.text, options.cursor)
    this.#view = new EditorView({ root: options.root, parent: options.root, state })
    this.#view.setTabFocusMode(true)
  }

  get text(): string {
    return this.#view.state.doc.toString()
  }

  get cursor(): number {
    return this.#view.state.selection.main.head
  }

  /** The cursor, or else the first letter that is in sight, and how far below the window's top it stands. */
  placeInSight(): [offset: number, top: number] {
    const top = this.#view.coordsAtPos(this.cursor)?.top
    if (top !== undefined && inSight(top)) return [this.cursor, top]
    const { left } = this.#view.contentDOM.getBoundingClientRect()
    const height = innerHeight / 3
    return [this.#view.posAtCoords({ x: left + 1, y: height }, false), height]
  }

  focus(): void {
    this.#view.focus()
  }

  /** The selected words, where they are of one line. */
  get selectedWords(): string {
    const { doc, selection } = this.#view.state
    const { from, to } = selection.main
    return doc.lineAt(from).to >= to ? doc.sliceString(from, to) : ''
  }

  openSearch(onFound: (found: Found) => void): Search {
    const made = new SourceSearch(this.#view, onFound, () => (this.#search = undefined))
    this.#search = made
    return made
  }

  /** Puts the cursor to the end of a line, from 1. */
  goTo(line: number): void {
    const { doc } = this.#view.state
    const { to } = doc.line(Math.min(Math.max(line, 1), doc.lines))
    this.#view.dispatch({ selection: { anchor: to }, scrollIntoView: true })
    this.focus()
  }

  /** Puts the cursor there, and that place at a height of the window. */
  show(offset: number, top: number): void {
    const selection = { anchor: offset }
    const effects = EditorView.scrollIntoView(offset, { y: 'start', yMargin: top })
    this.#view.dispatch({ selection, effects })
  }

  /** The text was changed beside this view: a step of its own. */
  setText(text: string): void {
    const change = changeTo(this.text, text)
    if (change) this.#view.dispatch({ changes: change, annotations: isolateHistory.of('full') })
  }

  tell(wrong: readonly WrongLine[]): void {
    this.#wrong = wrong
    tellWrongLines(this.#view, wrong)
  }

  undo(): boolean {
    if (undo(this.#view)) return true
    const { state } = this.#view
    const text = this.#options.undoBefore()
    if (text === undefined) return false
    if (redoDepth(state) > 0) this.#parked = state
    this.#put(this.#stateOf(text, lastChanged(state.doc.toString(), text)))
    return true
  }

  redo(): boolean {
    if (redo(this.#view)) return true
    if (undoDepth(this.#view.state) > 0) return false
    const text = this.#options.redoBefore()
    if (text === undefined) return false
    const typed = this.#parked?.doc.toString() === text ? this.#parked : undefined
    this.#put(typed ?? this.#stateOf(text, lastChanged(this.text, text)))
    if (typed) this.#parked = undefined
    return true
  }

  destroy(): void {
    this.#view.destroy()
  }

  #put(state: EditorState): void {
    this.#view.setState(state)
    this.#search?.again()
    this.#view.dispatch({ scrollIntoView: true })
    this.tell(this.#wrong)
  }

  #stateOf(text: string, cursor: number): EditorState {
    const selection = { anchor: Math.min(cursor, text.length) }
    return EditorState.create({ doc: text, selection, extensions: this.#extensions() })
  }

  #extensions(): Extension[] {
    const { label, description, onChange } = this.#options
    const back = () => (this.undo(), true)
    const forth = () => (this.redo(), true)
    return [
      history(),
      search({ createPanel: highlighted }),
      keymap.of([
        { key: 'Mod-z', run: back, preventDefault: true },
        { key: 'Mod-y', run: forth, preventDefault: true },
        { key: 'Mod-Shift-z', run: forth, preventDefault: true },
        { key: 'Mod-d', run: selectNextOccurrence, preventDefault: true },
        ...defaultKeymap,
        indentWithTab,
      ]),
      EditorState.tabSize.of(4),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': label,
        'aria-description': description,
        spellcheck: 'true',
        autocapitalize: 'sentences',
        autocorrect: 'on',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString())
        this.#search?.tell(update)
      }),
      gutters({ fixed: false }),
      lineNumbers(),
      language,
      look,
      wrongLines,
    ]
  }
}

/** The one place in which two texts differ. */
function changeTo(old: string, text: string): { from: number; to: number; insert: string } | undefined {
  if (old === text) return undefined
  const length = Math.min(old.length, text.length)
  let [head, tail] = [0, 0]
  while (head < length && old[head] === text[head]) head++
  while (tail < length - head && old.at(-1 - tail) === text.at(-1 - tail)) tail++
  return { from: head, to: old.length - tail, insert: text.slice(head, text.length - tail) }
}

function lastChanged(old: string, text: string): number {
  const change = changeTo(old, text)
  return change ? change.from + change.insert.length : 0
}
