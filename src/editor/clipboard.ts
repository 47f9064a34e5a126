import { Extension, type AnyExtension } from '@tiptap/core'
import type { Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { CleanHtml } from './paste/html.ts'
import { pasteIntoHtml } from './paste/into-html.ts'
import { pastedPictures } from './paste/pictures.ts'
import { meantBy, plainText, programText, withoutControls } from './paste/text.ts'
import { schema } from './schema.ts'

/** Where pictures belong: all at a place, or each at its own, which may have moved meanwhile. */
export type PicturePlace = number | ((index: number) => number)

export interface ClipboardOptions {
  onImageFiles?(files: readonly File[], at: PicturePlace): void
}

/**
 * Cut, copy, paste and drop. What is pasted is cleaned to the schema: attributes that the page does not show (sources,
 * attribute lists) come only from this editor's own last copy, never from pasted HTML.
 */
export function clipboard(options: ClipboardOptions): AnyExtension {
  return Extension.create({
    name: 'clipboard',
    addProseMirrorPlugins: () => clipboardPlugins(options),
  })
}

/** The last copy: also for another post, as long as the page is open. */
let copied: { slice: Slice; html: string } | undefined

/** What cleans HTML: it comes behind the text, and is waited for by what is pasted before. */
let cleanHtml: ((html: string) => CleanHtml) | undefined

const loadCleaner = async (): Promise<void> => {
  cleanHtml = (await import('./paste/html.ts')).cleanHtml
}

/** HTML that comes before it can be cleaned is pasted once it can, as it came; where that cannot be, as plain text. */
function pasteLater(view: EditorView, event: ClipboardEvent): boolean {
  const { clipboardData: data } = event
  if (cleanHtml || !data || data.getData('text/html') === '') return false
  event.preventDefault()
  const kept = new DataTransfer()
  for (const type of data.types) if (type !== 'Files') kept.setData(type, data.getData(type))
  for (const file of data.files) kept.items.add(file)
  const again = new ClipboardEvent('paste', { clipboardData: kept, bubbles: true, cancelable: true })
  void loadCleaner().then(
    () => view.isDestroyed || view.dom.dispatchEvent(again),
    () => view.isDestroyed || view.pasteText(kept.getData('text/plain')),
  )
  return true
}

function clipboardPlugins(options: ClipboardOptions): Plugin[] {
  const remember = (view: EditorView): boolean => {
    const { selection } = view.state
    if (selection.empty) return false // the browser leaves the clipboard as it was
    const slice = selection.content()
    copied = { slice, html: view.serializeForClipboard(slice).dom.innerHTML }
    return false
  }
  /** Pictures that stood in the HTML which is being pasted. */
  let inlined: readonly File[] = []
  const take = (): readonly File[] => {
    const files = inlined
    inlined = []
    return files
  }
  const own = new Plugin({
    view: () => {
      void loadCleaner().catch(() => undefined) // tried again when something is pasted
      return {}
    },
    props: {
      transformPastedText: withoutControls,
      transformPastedHTML: (html) => {
        const clean = cleanHtml?.(withoutControls(html))
        inlined = clean?.pictures ?? []
        return clean?.html ?? ''
      },
      clipboardTextParser: (text, _context, plain) => (plain ? undefined : meantBy(text)) ?? plainText(text),
      handleDOMEvents: { copy: remember, cut: remember, paste: pasteLater },
      handlePaste: (view, event, slice) => {
        const html = event.clipboardData?.getData('text/html') ?? ''
        if (copied && html !== '' && sameHtml(html, copied.html)) return pasteSlice(view, copied.slice)
        return (
          pasteFiles(view, event, options) ||
          pasteAddress(view, event) ||
          pasteCode(view, event) ||
          pasteBlocks(view, slice)
        )
      },
      handleDrop: (view, event) => dropFiles(view, event, options),
    },
  })
  return [own, pastedPictures(take, (files, place) => options.onImageFiles?.(files, place))]
}

/** Browsers put a comment or a meta tag around what was copied. */
const sameHtml = (pasted: string, html: string): boolean => pasted === html || pasted.includes(html)

/** Between tags of HTML stand no other blocks. */
function pasteBlocks(view: EditorView, slice: Slice): boolean {
  const { tr } = view.state
  if (!pasteIntoHtml(tr, slice)) return false
  view.dispatch(tr.scrollIntoView().setMeta('paste', true))
  return true
}

function pasteSlice(view: EditorView, slice: Slice): boolean {
  if (pasteBlocks(view, slice)) return true
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

/** An address pasted over selected words links them; where none are selected it is a link by itself. */
function pasteAddress(view: EditorView, event: ClipboardEvent): boolean {
  const text = (event.clipboardData?.getData('text/plain') ?? '').trim()
  const { selection, tr } = view.state
  if (!/^https?:\/\/\S+$/.test(text) || !selection.$from.parent.inlineContent) return false
  if (selection.empty) return event.clipboardData?.getData('text/html') === '' && insertAddress(view, text)
  if (!selection.$from.sameParent(selection.$to) || selection.$from.parent.type.spec.code === true)
    return false
  view.dispatch(tr.addMark(selection.from, selection.to, schema.mark('link', { href: text })))
  return true
}

function insertAddress(view: EditorView, href: string): boolean {
  const { state } = view
  const { $from } = state.selection
  const link = schema.mark('link', { href })
  const marks = $from.marks()
  const taken = marks.some(({ type }) => type.name === 'link' || type.name === 'code')
  if (taken || $from.parent.type.spec.code === true || !$from.parent.type.allowsMarkType(link.type))
    return false
  const words = schema.text(href, link.addToSet(marks))
  view.dispatch(
    state.tr
      .replaceSelectionWith(words, false)
      .removeStoredMark(link)
      .scrollIntoView()
      .setMeta('paste', true),
  )
  return true
}

/** Lines of a program: its own editor says so, or sets all of them in its own type. */
function pasteCode(view: EditorView, event: ClipboardEvent): boolean {
  const { clipboardData: data } = event
  if (!data || view.state.selection.$from.parent.type.spec.code === true) return false
  const slice = programText(
    data.getData('text/plain'),
    data.getData('text/html'),
    data.getData('vscode-editor-data'),
  )
  return slice !== undefined && pasteSlice(view, slice)
}
