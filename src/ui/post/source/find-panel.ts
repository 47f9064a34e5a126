import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search'
import type { EditorView, Panel } from '@codemirror/view'
import sheet from './find-panel.css?inline'

/** Find and replace over the source. */
export function findPanel(view: EditorView): Panel {
  const find = field('Find', getSearchQuery(view.state).search)
  const replace = field('Replace with', getSearchQuery(view.state).replace)
  find.setAttribute('main-field', 'true')
  const ask = (): void => {
    const query = new SearchQuery({ search: find.value, replace: replace.value, literal: true })
    view.dispatch({ effects: setSearchQuery.of(query) })
  }
  const dom = document.createElement('search')
  dom.className = 'find'
  dom.append(
    find,
    button('Previous', () => findPrevious(view)),
    button('Next', () => findNext(view)),
    replace,
    button('Replace', () => replaceNext(view)),
    button('Replace all', () => replaceAll(view)),
    button('Close', () => closeSearchPanel(view)),
  )
  dom.addEventListener('input', ask)
  dom.addEventListener('keydown', (event) => pressed(event, view, find))
  adopt(view.root)
  return { dom, top: true, mount: () => find.select() }
}

const styles = new CSSStyleSheet()
styles.replaceSync(sheet)

function adopt(root: DocumentOrShadowRoot): void {
  if (!root.adoptedStyleSheets.includes(styles)) root.adoptedStyleSheets.push(styles)
}

function pressed(event: KeyboardEvent, view: EditorView, find: HTMLInputElement): void {
  if (event.key === 'Escape') closeSearchPanel(view)
  else if (event.key === 'Enter' && event.target === find) (event.shiftKey ? findPrevious : findNext)(view)
  else return
  event.preventDefault()
  event.stopPropagation()
}

function field(label: string, value: string): HTMLInputElement {
  const input = document.createElement('input')
  Object.assign(input, { type: 'text', value, placeholder: label, ariaLabel: label, spellcheck: false })
  return input
}

function button(label: string, run: () => unknown): HTMLButtonElement {
  const made = document.createElement('button')
  Object.assign(made, { type: 'button', textContent: label, onclick: run })
  return made
}
