import type { GalleyEditor } from '../../editor/index.ts'
import { openSearch, type Found, type Search } from '../../editor/tools/search.ts'
import type { SourceEditor } from './source/source-editor.ts'

/** Where words are looked for. */
export interface Searched {
  readonly label: string
  /** The words with which one begins: those that are selected, where they are of one line. */
  readonly selectedWords: string
  openSearch(onFound: (found: Found) => void): Search
  focus(): void
}

/** The text as it is seen, or its source. */
export function searched(editor: GalleyEditor | SourceEditor): Searched {
  if ('commands' in editor) return inText(editor)
  return {
    label: 'Find in the source',
    selectedWords: editor.selectedWords,
    openSearch: (onFound) => editor.openSearch(onFound),
    focus: () => editor.focus(),
  }
}

function inText({ view, commands }: GalleyEditor): Searched {
  const { selection, doc } = view.state
  const oneLine = selection.$from.sameParent(selection.$to)
  return {
    label: 'Find in the text',
    selectedWords: oneLine ? doc.textBetween(selection.from, selection.to) : '',
    openSearch: (onFound) => openSearch(view, onFound),
    focus: () => void commands.focus(),
  }
}
