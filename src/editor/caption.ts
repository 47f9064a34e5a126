import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { tagName } from './html-tag.ts'
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

/** The form of a caption where a site has no habit. */
export const plainCaption: CaptionForm = { before: '*', after: '*', gap: '\n' }

/** The words below a picture and what is deleted with them; `from === to`: where they would stand. */
interface Caption {
  readonly text: string
  readonly from: number
  readonly to: number
  /** Where the words stand; undefined where there are none. */
  readonly words?: readonly [from: number, to: number]
  /** What is inserted where there are none. */
  readonly added: (words: string) => readonly Node[]
}

/** The caption of the picture at a position; undefined where the picture stands in a text and cannot have one. */
export function captionAt(doc: Node, at: number, habit: CaptionForm): Caption | undefined {
  const $at = doc.resolve(at)
  if (!holdsPicture($at.parent) || $at.index() !== 0) return undefined
  if ($at.depth > 1 && isFigure($at.node(-1))) return captionInFigure($at)
  const behind = $at.parent.children.slice(1)
  if (behind.some((node) => !isBlank(node))) return captionBeside($at, behind)
  const below = captionBelow($at, habit)
  const isBeside = below !== undefined && below.words === undefined && habit.gap !== '\n\n' && !isHtml(habit)
  return isBeside && $at.parent.type.name === 'paragraph' ? captionBeside($at, behind) : below
}

const holdsPicture = ({ type }: Node): boolean => type.name === 'paragraph' || type.name === 'htmlText'
const isBlank = (node: Node): boolean => node.type.name === 'hardBreak' || node.text?.trim() === ''
const isHtml = ({ before }: CaptionForm): boolean => before.startsWith('<')
const italic = (text: string): Node => schema.text(text, [schema.mark('italic')])
const isItalic = ({ marks }: Node): boolean => schema.marks.italic?.isInSet(marks) !== undefined

/** Whether a block holds a picture and nothing else. */
export const isLonePicture = (block: Node): boolean =>
  holdsPicture(block) &&
  block.firstChild?.type.name === 'image' &&
  block.children.slice(1).every((node) => isBlank(node))

/** What follows the picture in its paragraph: a caption where all of it is emphasized. */
function captionBeside($at: ResolvedPos, behind: readonly Node[]): Caption | undefined {
  const first = behind.findIndex((node) => !isBlank(node))
  const words = first === -1 ? [] : behind.slice(first)
  if (!words.every((node) => node.isText && isItalic(node))) return undefined
  const added = (text: string) => [schema.text(' '), italic(text)]
  if (first === -1) return { text: '', from: $at.pos + 1, to: $at.pos + 1, added }
  const from = $at.posAtIndex(first + 1)
  const text = words.map((node) => node.text ?? '').join('')
  return { text, from: $at.pos + 1, to: $at.end(), words: [from, $at.end()], added }
}

/** The block behind the picture's. */
function captionBelow($at: ResolvedPos, habit: CaptionForm): Caption | undefined {
  const from = $at.after()
  const next = $at.node(-1).maybeChild($at.index(-1) + 1)
  const added = (text: string) => blockOf(text, habit)
  if (!next || !isCaption(next, habit)) return { text: '', from, to: from, added }
  return blockCaption(next, from, added)
}

const isFigure = ({ type, attrs }: Node): boolean =>
  type.name === 'htmlGroup' && tagName(String(attrs.html)).toLowerCase() === 'figure'

const isFigureCaption = ({ type, attrs }: Node): boolean =>
  type.name === 'htmlText' && tagName(String(attrs.html)).toLowerCase() === 'figcaption'

function captionInFigure($at: ResolvedPos): Caption | undefined {
  const figure = $at.node(-1)
  const index = figure.children.findIndex(isFigureCaption)
  const added = (text: string) => [schema.node('htmlText', { html: '<figcaption>' }, [schema.text(text)])]
  const [caption, from] = [
    figure.maybeChild(index),
    $at.posAtIndex(index === -1 ? figure.childCount : index, -1),
  ]
  return caption ? blockCaption(caption, from, added) : { text: '', from, to: from, added }
}

/** A caption of which only words are words; undefined where there is more in it, which is edited in the text. */
function blockCaption(block: Node, at: number, added: Caption['added']): Caption | undefined {
  const [text, depth] = textIn(block)
  if (!text?.children.every(({ isText }) => isText)) return undefined
  const from = at + depth
  return {
    text: text.textContent,
    from: at,
    to: at + block.nodeSize,
    words: [from, from + text.content.size],
    added,
  }
}

/** The one text in a block, and how deep its content lies. */
function textIn(block: Node, depth = 1): readonly [text: Node | undefined, depth: number] {
  if (block.isTextblock) return [block, depth]
  const [only] = block.children
  return only === undefined || block.childCount > 1 ? [undefined, depth] : textIn(only, depth + 1)
}

/** Whether a block behind a lone picture says what the picture shows: in HTML for that, or as the site does. */
export function isCaption(block: Node, habit: CaptionForm): boolean {
  const [text] = textIn(block)
  if (!text || text.content.size === 0) return false
  if (block.type.name === 'paragraph')
    return !isHtml(habit) && habit.gap === '\n\n' && text.children.every(isItalic)
  if (text.type.name !== 'htmlText' || text.content.size > longest) return false
  const before = startTags.exec(new Printer(defaultStyle).block(block).trim())?.[0]
  return before !== undefined && !others.test(before) && (before === habit.before || captions.test(before))
}

const longest = 600
const startTags = /^(?:<[a-z][a-z\d]*(?:\s[^<>]*)?>\s*)+/i
const captions = /^<(?:center|figcaption|small|sup|sub)\b|caption/i
/** What holds more than a line of words. */
const others = /<(?:img|h[1-6]|[ou]l|table|blockquote|details|pre)\b/i

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
  if (text === '') tr.delete(caption.from, caption.to)
  else if (caption.words) replaceWords(tr, caption.words[0], caption.text, text)
  else tr.insert(caption.from, caption.added(text))
  return true
}

/** Other words for these, with the marks of those that stay. */
function replaceWords(tr: Transaction, at: number, old: string, now: string): void {
  const most = Math.min(old.length, now.length)
  let [head, tail] = [0, 0]
  while (head < most && old[head] === now[head]) head++
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const [from, to] = [at + head, at + old.length - tail]
  const marks = tr.doc.resolve(Math.min(from + 1, at + old.length)).marks()
  const middle = now.slice(head, now.length - tail)
  if (middle === '') tr.delete(from, to)
  else tr.replaceWith(from, to, schema.text(middle, marks))
}

const blockOf = (text: string, form: CaptionForm): readonly Node[] =>
  isHtml(form)
    ? blocksFrom(form.before + encoded(text) + form.after)
    : [schema.node('paragraph', null, [italic(text)])]
