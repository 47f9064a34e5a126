import { EditorView } from '@codemirror/view'

/** Tokens alone: the theme follows the page's, light or dark. */
export const look = EditorView.theme({
  '&': { color: 'var(--color-ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    // the numbers of the lines stand in the sheet's margin, which nothing cuts off
    marginInlineStart: 'calc(var(--space-12) * -1)',
    fontFamily: 'var(--font-code)',
    fontSize: 'var(--size-tools)',
    lineHeight: '1.7',
  },
  '.cm-content': { padding: '0 0 var(--space-16)', caretColor: 'var(--color-ink)' },
  '.cm-line': { padding: '0' },
  '.cm-gutters': {
    minWidth: 'var(--space-12)',
    paddingInlineEnd: 'var(--space-3)',
    border: '0',
    color: 'var(--color-ink-faint)',
    backgroundColor: 'transparent',
    fontSize: '0.75rem',
    lineHeight: 'calc(var(--size-tools) * 1.7)',
  },
  '.cm-lineNumbers': { width: '100%' },
  '.cm-content ::selection': { backgroundColor: 'var(--color-selection)' },
  '.filled-in, .filled-in *': { color: 'var(--color-warn)' },
  '.cm-line.wrong': { backgroundColor: 'var(--color-bad-soft)' },
  '.wrong-words': {
    margin: '0 0 var(--space-1)',
    color: 'var(--color-bad)',
    fontFamily: 'var(--font-tools)',
    fontSize: 'var(--size-small)',
    lineHeight: 'var(--leading-tools)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--color-warn-soft)', outline: '1px solid var(--color-warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--color-selection)' },
  '.cm-panels': { zIndex: 'var(--layer-bar)', color: 'var(--color-ink)', backgroundColor: 'transparent' },
  '.cm-panels-top': { border: '0' },
  '@media (max-width: 44rem)': {
    '.cm-gutters': { display: 'none' },
    '.cm-scroller': { marginInlineStart: '0', fontSize: '1rem' },
  },
})
