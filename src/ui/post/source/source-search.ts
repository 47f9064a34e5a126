import {
  closeSearchPanel,
  findNext,
  findPrevious,
  openSearchPanel,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search'
import { EditorSelection } from '@codemirror/state'
import { EditorView, type Panel, type ViewUpdate } from '@codemirror/view'
import type { Found, Search, SearchWords } from '../../../editor/tools/search.ts'

/** CodeMirror marks what is found while a panel of its own is open: it is, without anything in it. */
export function highlighted(): Panel {
  const dom = document.createElement('div')
  dom.hidden = true
  return { dom }
}

const nothing = new SearchQuery({ search: '' })

/** Finding and replacing in the source, as in the text (`openSearch` of the editor's tools). */
export class SourceSearch implements Search {
  readonly #view: EditorView
  readonly #onFound: (found: Found) => void
  readonly #onClose: () => void
  #query = nothing

  constructor(view: EditorView, onFound: (found: Found) => void, onClose: () => void) {
    this.#view = view
    this.#onFound = onFound
    this.#onClose = onClose
    openSearchPanel(view)
  }

  find({ words, replacement, matchCase, wholeWords }: SearchWords, jump: boolean): void {
    this.#query = new SearchQuery({
      search: words,
      replace: replacement,
      caseSensitive: matchCase,
      wholeWord: wholeWords,
      literal: true,
    })
    this.#view.dispatch({ effects: setSearchQuery.of(this.#query) })
    if (jump) this.#selectFirst()
  }

  next(): void {
    findNext(this.#view)
  }

  previous(): void {
    findPrevious(this.#view)
  }

  replace(): void {
    replaceNext(this.#view)
  }

  replaceAll(): number {
    const { length } = this.#matches()
    replaceAll(this.#view)
    return length
  }

  close(): void {
    this.#onClose()
    closeSearchPanel(this.#view)
  }

  /** The view has another state, which knows nothing of this. */
  again(): void {
    openSearchPanel(this.#view)
    this.#view.dispatch({ effects: setSearchQuery.of(this.#query) })
  }

  /** Tells what is found after an update of the view that can have changed it. */
  tell({ docChanged, selectionSet, transactions }: ViewUpdate): void {
    const asked = transactions.some(({ effects }) => effects.some((effect) => effect.is(setSearchQuery)))
    if (docChanged || selectionSet || asked) this.#onFound(this.#found())
  }

  #found(): Found {
    const { from, to } = this.#view.state.selection.main
    const all = this.#matches()
    return {
      count: all.length,
      current: all.findIndex((match) => match.from === from && match.to === to) + 1,
    }
  }

  #matches(): readonly { readonly from: number; readonly to: number }[] {
    if (!this.#query.valid) return []
    const cursor = this.#query.getCursor(this.#view.state)
    const found = []
    for (let next = cursor.next(); next.done !== true; next = cursor.next()) found.push(next.value)
    return found
  }

  /** From where the selection begins, so that one who goes on typing does not leap from one to the next. */
  #selectFirst(): void {
    const { from: here } = this.#view.state.selection.main
    const all = this.#matches()
    const first = all.find(({ from }) => from >= here) ?? all[0]
    if (!first) return
    const selection = EditorSelection.single(first.from, first.to)
    const effects = EditorView.scrollIntoView(first.from, { y: 'nearest', yMargin: innerHeight / 6 })
    this.#view.dispatch({ selection, effects })
  }
}
