import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { Printer } from './printing.ts'
import { blocksFrom } from './reopen.ts'
import { schema } from './schema.ts'
import { defaultStyle } from './style.ts'

/** How the line below a picture is written: HTML or emphasis, and what stands between the two. */
export interface CaptionForm {
  readonly before: string
  readonly after: string
  readonly gap: '' | '\n' | '\n\n'
}

/** The words below a picture and where they stand; `from === to`: where they would. */
interface Caption {
  readonly text: string
  readonly from: number
  readonly to: number
  /** Of a block of its own. */
  readonly form: CaptionForm | undefined
}

const html = /^((?:<[a-z]+(?:\s[^<>]*)?>)+)([^<>]*)((?:<\/[a-z]+>)+)$/i
const captions = /^<(?:center|figcaption|small|sup|sub)\b|caption/i

/** The caption of the picture at a position; undefined where the picture stands in a text and cannot have one. */
export function captionAt(doc: Node, at: number, habit: CaptionForm): Caption | undefined {
  const $at = doc.resolve(at)
  if ($at.parent.type.name !== 'paragraph' || $at.index() !== 0) return undefined
  const behind = $at.parent.children.slice(1)
  return behind.length > 0 ? captionBeside($at, behind) : captionBelow($at, habit)
}

/** What follows the picture in its paragraph: a caption where all of it is emphasized. */
function captionBeside($at: ResolvedPos, behind: readonly Node[]): Caption | undefined {
  const first = behind.findIndex((node) => !isBlank(node))
  const words = first === -1 ? [] : behind.slice(first)
  if (!words.every((node) => node.isText && schema.marks.italic?.isInSet(node.marks))) return undefined
  const from = $at.posAtIndex(first === -1 ? 1 : first + 1)
  return { text: words.map(({ text }) => text).join(''), from, to: $at.end(), form: undefined }
}

const isBlank = (node: Node): boolean => node.type.name === 'hardBreak' || node.text?.trim() === ''

function captionBelow($at: ResolvedPos, habit: CaptionForm): Caption {
  const from = $at.after()
  const container = $at.node(-1)
  const next = container.maybeChild($at.index(-1) + 1)
  const own = next && (inHtml(next, habit) ?? inEmphasis(next, habit))
  return own ? { ...own, from, to: from + next.nodeSize } : { text: '', from, to: from, form: habit }
}

function inHtml(node: Node, habit: CaptionForm): Pick<Caption, 'text' | 'form'> | undefined {
  if (node.isTextblock && node.type.name !== 'htmlText') return undefined
  const [, before, text, after] = html.exec(new Printer(defaultStyle).block(node).trim()) ?? []
  if (before === undefined || text === undefined || after === undefined) return undefined
  if (before !== habit.before && !captions.test(before)) return undefined
  return { text: decoded(text), form: { before, after, gap: '\n\n' } }
}

function inEmphasis(node: Node, habit: CaptionForm): Pick<Caption, 'text' | 'form'> | undefined {
  const emphasized = node.children.every(({ marks }) => schema.marks.italic?.isInSet(marks))
  if (isHtml(habit) || habit.gap !== '\n\n' || !node.isTextblock || node.content.size === 0 || !emphasized)
    return undefined
  return { text: node.textContent, form: habit }
}

const isHtml = ({ before }: CaptionForm): boolean => before.startsWith('<')

const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
/** What HTML and Liquid would take for their own. */
const encoded = (text: string): string =>
  text
    .replace(/&(?=(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\{(?=[{%])/g, '&#123;')

/** Writes the words below the picture at a position, in the form that they have or else in the site's; none take it away. */
export function setCaption(tr: Transaction, at: number, words: string, habit: CaptionForm): boolean {
  const caption = captionAt(tr.doc, at, habit)
  const text = words.replace(/\s+/g, ' ')
  if (!caption || caption.text === text) return false
  if (caption.form === undefined) return writeBeside(tr, at, caption, text)
  if (text === '') tr.delete(caption.from, caption.to)
  else if (caption.form.gap !== '\n\n' && !isHtml(caption.form))
    tr.insert(at + 1, [schema.text(' '), italic(text)])
  else tr.replaceWith(caption.from, caption.to, blockOf(text, caption.form))
  return true
}

function writeBeside(tr: Transaction, at: number, { from, to }: Caption, text: string): boolean {
  if (text === '') tr.delete(at + 1, to)
  else tr.replaceWith(from, to, italic(text))
  return true
}

const italic = (text: string): Node => schema.text(text, [schema.mark('italic')])

const blockOf = (text: string, form: CaptionForm): Node[] =>
  isHtml(form)
    ? blocksFrom(form.before + encoded(text) + form.after)
    : [schema.node('paragraph', null, [italic(text)])]
