import { Extension, type AnyExtension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { placeOf } from '../abbreviation-commands.ts'
import { isPlain, openAtWords } from '../opening.ts'
import { differing, holds } from '../touched.ts'

interface Shown {
  /** The abbreviations of the post and what they stand for. */
  readonly titles: ReadonlyMap<string, string>
  readonly pattern: RegExp
  readonly set: DecorationSet
}

const key = new PluginKey<Shown>('text-marks')
const abbreviations = new Set(['abbreviation'])

/**
 * Shows in the text what the page makes of words without marks of their own: abbreviations with what they stand for,
 * and the signs of a note that is not there. The document knows nothing of it.
 */
export const textMarks: AnyExtension = Extension.create({
  name: 'text-marks',
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key,
      state: { init: (_config, { doc }) => showAll(doc), apply },
      props: {
        decorations: (state) => key.getState(state)?.set,
        handleClick: (view, pos, event) => isPlain(event) && openAbbreviation(view, pos, event),
      },
    }),
  ],
})

/** What a short form stands for is changed where it is read. */
function openAbbreviation(view: EditorView, pos: number, { target }: MouseEvent): boolean {
  const { doc } = view.state
  const word = target instanceof Element && target.closest('.galley-abbreviation')
  const [shown] = word ? (key.getState(view.state)?.set.find(pos, pos) ?? []) : []
  const at = shown && placeOf(doc, doc.textBetween(shown.from, shown.to))
  return at !== undefined && openAtWords(view, at, { pos: shown?.from ?? pos, end: shown?.to ?? pos })
}

function apply(tr: Transaction, shown: Shown): Shown {
  const ranges = tr.docChanged ? differing(tr.before, tr.doc) : undefined
  if (!ranges) return shown
  const defines = holds(tr.before, ranges.before, abbreviations) || holds(tr.doc, ranges.now, abbreviations)
  if (defines) return showAll(tr.doc)
  let set = shown.set.map(tr.mapping, tr.doc)
  tr.doc.nodesBetween(...ranges.now, (node, at) => {
    if (!node.isTextblock) return
    set = set.remove(set.find(at, at + node.nodeSize)).add(tr.doc, marksIn(node, at, shown))
  })
  return { ...shown, set }
}

function showAll(doc: Node): Shown {
  const titles = new Map<string, string>()
  doc.descendants((node) => {
    if (node.type.name === 'abbreviation')
      titles.set(String(node.attrs.abbreviation), String(node.attrs.title))
    return !node.isTextblock
  })
  const shown = { titles, pattern: patternOf(titles) }
  const marks: Decoration[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock) marks.push(...marksIn(node, at, shown))
    return !node.isTextblock
  })
  return { ...shown, set: DecorationSet.create(doc, marks) }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** Abbreviations where no letter or digit stands beside them, the longest first; signs of notes. */
function patternOf(titles: ReadonlyMap<string, string>): RegExp {
  const words = [...titles.keys()].sort((one, other) => other.length - one.length).map(escaped)
  const known = words.length === 0 ? '(?!)' : `(?<!\\w)(?:${words.join('|')})(?!\\w)`
  return new RegExp(`(${known})|\\[\\^\\w[\\w:-]*\\]`, 'g')
}

type Pattern = Omit<Shown, 'set'>

function marksIn(block: Node, at: number, pattern: Pattern): Decoration[] {
  if (block.type.spec.code === true) return []
  const marks: Decoration[] = []
  block.forEach((node, offset) => {
    if (node.isText && !node.marks.some(({ type }) => type.name === 'code'))
      marks.push(...marksOf(node.text ?? '', at + 1 + offset, pattern))
  })
  return marks
}

const marksOf = (text: string, at: number, { titles, pattern }: Pattern): Decoration[] =>
  [...text.matchAll(pattern)].map(({ 0: found, 1: word, index }) => {
    const title = word === undefined ? 'There is no note for this.' : (titles.get(word) ?? '')
    const look = word === undefined ? 'galley-note-missing' : 'galley-abbreviation'
    return Decoration.inline(at + index, at + index + found.length, {
      nodeName: word === undefined ? 'span' : 'abbr',
      class: look,
      title,
    })
  })
