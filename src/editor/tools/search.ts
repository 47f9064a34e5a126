import { Plugin, TextSelection, type EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import * as search from 'prosemirror-search'
import { bringIntoSight } from '../bring-into-sight.ts'

export interface SearchWords {
  readonly words: string
  readonly matchCase: boolean
  readonly wholeWords: boolean
  /** What is put in their place. */
  readonly replacement: string
}

/** What was found: how often, and which of them is selected, counted from 1; 0: none of them. */
export interface Found {
  readonly count: number
  readonly current: number
}

/** Finding and replacing in the text as it is seen. */
export interface Search {
  /** Marks what is found, and selects the first from the cursor on where `jump` says so. */
  find(words: SearchWords, jump: boolean): void
  next(): void
  previous(): void
  /** Replaces the selected one, and selects the next. */
  replace(): void
  /** One step for undo. Returns how many there were. */
  replaceAll(): number
  /** Takes the marks away. */
  close(): void
}

/** `onFound` is called after every change of what is found or selected. */
export function openSearch(view: EditorView, onFound: (found: Found) => void): Search {
  const watching = new Plugin({
    view: () => ({
      update: (now, before) => {
        if (now.state !== before) onFound(foundIn(now.state))
      },
    }),
  })
  const plugins = [search.search(), watching]
  view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, ...plugins] }))
  const run = (command: typeof search.findNext): void => {
    command(view.state, view.dispatch)
    bringIntoSight(view)
  }
  return {
    find: (words, jump) => {
      view.dispatch(search.setSearchState(view.state.tr, queryOf(words)))
      if (jump) selectFirst(view)
    },
    next: () => run(search.findNext),
    previous: () => run(search.findPrev),
    replace: () => run(search.replaceNext),
    replaceAll: () => {
      const { count } = foundIn(view.state)
      run(search.replaceAll)
      return count
    },
    close: () => {
      if (view.isDestroyed) return
      const others = view.state.plugins.filter((one) => !plugins.includes(one))
      view.updateState(view.state.reconfigure({ plugins: others }))
    },
  }
}

/** From where the selection begins, so that one who goes on typing does not leap from one to the next. */
function selectFirst(view: EditorView): void {
  const { state } = view
  const all = matchesIn(state)
  const first = all.find(({ from }) => from >= state.selection.from) ?? all[0]
  if (!first) return
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, first.from, first.to)))
  bringIntoSight(view)
}

const queryOf = ({ words, matchCase, wholeWords, replacement }: SearchWords): search.SearchQuery =>
  new search.SearchQuery({
    search: words,
    replace: replacement,
    caseSensitive: matchCase,
    wholeWord: wholeWords,
    literal: true,
  })

function foundIn(state: EditorState): Found {
  const { from, to } = state.selection
  const all = matchesIn(state)
  return { count: all.length, current: all.findIndex((match) => match.from === from && match.to === to) + 1 }
}

const matchesIn = (state: EditorState) =>
  search
    .getMatchHighlights(state)
    .find()
    .sort((one, other) => one.from - other.from)
