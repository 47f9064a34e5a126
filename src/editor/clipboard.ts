import { Extension, type AnyExtension } from '@tiptap/core'
import type { Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { schema } from './schema.ts'

export interface ClipboardOptions {
  onImageFiles?(files: readonly File[], at: number): void
}

/**
 * Cut, copy, paste and drop. What is pasted is cleaned to the schema: attributes that the page does not show (sources,
 * attribute lists) come only from this editor's own last copy, never from pasted HTML.
 */
export function clipboard(options: ClipboardOptions): AnyExtension {
  return Extension.create({
    name: 'clipboard',
    addProseMirrorPlugins: () => [clipboardPlugin(options)],
  })
}

function clipboardPlugin(options: ClipboardOptions): Plugin {
  let copied: { slice: Slice; html: string } | undefined
  const remember = (view: EditorView): boolean => {
    const slice = view.state.selection.content()
    copied = { slice, html: view.serializeForClipboard(slice).dom.innerHTML }
    return false
  }
  return new Plugin({
    props: {
      transformPastedHTML: withPlainCells,
      handleDOMEvents: { copy: remember, cut: remember },
      handlePaste: (view, event) => {
        const html = event.clipboardData?.getData('text/html') ?? ''
        if (copied && html !== '' && sameHtml(html, copied.html)) return pasteSlice(view, copied.slice)
        return pasteFiles(view, event, options) || pasteAddress(view, event)
      },
      handleDrop: (view, event) => dropFiles(view, event, options),
    },
  })
}

/** Cells hold text alone: paragraphs in pasted ones become lines. */
function withPlainCells(html: string): string {
  if (!/<t[dh][\s>]/i.test(html)) return html
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const block of page.querySelectorAll('td :is(p, div, li), th :is(p, div, li)')) {
    if (block.nextElementSibling) block.after(page.createElement('br'))
    block.replaceWith(...block.childNodes)
  }
  for (const list of page.querySelectorAll('td :is(ul, ol), th :is(ul, ol)'))
    list.replaceWith(...list.childNodes)
  return page.documentElement.outerHTML
}

/** Browsers put a comment or a meta tag around what was copied. */
const sameHtml = (pasted: string, html: string): boolean => pasted === html || pasted.includes(html)

function pasteSlice(view: EditorView, slice: Slice): boolean {
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true))
  return true
}

const pictures = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))

function pasteFiles(view: EditorView, event: ClipboardEvent, options: ClipboardOptions): boolean {
  const files = pictures(event.clipboardData)
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (!options.onImageFiles || files.length === 0 || text !== '') return false
  options.onImageFiles(files, view.state.selection.from)
  return true
}

function dropFiles(view: EditorView, event: DragEvent, options: ClipboardOptions): boolean {
  const files = pictures(event.dataTransfer)
  if (!options.onImageFiles || files.length === 0) return false
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from
  event.preventDefault()
  options.onImageFiles(files, at)
  return true
}

/** An address pasted over selected words links them. */
function pasteAddress(view: EditorView, event: ClipboardEvent): boolean {
  const text = (event.clipboardData?.getData('text/plain') ?? '').trim()
  const { selection, tr } = view.state
  if (selection.empty || !/^https?:\/\/\S+$/.test(text) || !selection.$from.parent.inlineContent) return false
  if (!selection.$from.sameParent(selection.$to) || selection.$from.parent.type.spec.code === true)
    return false
  view.dispatch(tr.addMark(selection.from, selection.to, schema.mark('link', { href: text })))
  return true
}
