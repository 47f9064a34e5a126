import { Plugin, type EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import * as search from 'prosemirror-search'

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
  const run = (command: typeof search.findNext) => command(view.state, view.dispatch)
  return {
    find: (words, jump) => {
      view.dispatch(search.setSearchState(view.state.tr, queryOf(words)))
      if (jump && foundIn(view.state).current === 0) run(search.findNext)
    },
    next: () => run(search.findNext),
    previous: () => run(search.findPrev),
    replace: () => run(search.replaceNext),
    replaceAll: () => {
      const { count } = foundIn(view.state)
      run(search.replaceAll)
      return count
    },
    close: () =>
      view.updateState(
        view.state.reconfigure({ plugins: view.state.plugins.filter((one) => !plugins.includes(one)) }),
      ),
  }
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
  const all = search.getMatchHighlights(state).find()
  all.sort((one, other) => one.from - other.from)
  return { count: all.length, current: all.findIndex((match) => match.from === from && match.to === to) + 1 }
}
