import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { codeWords, grammarOf, loadGrammar } from './code-words.ts'

/** Longer code than this stays plain: coloring it would be felt. */
const longest = 30_000
/** Milliseconds that are colored at a stretch, between two frames. */
const stretch = 6

interface Colors {
  readonly set: DecorationSet
  /** Where code blocks stand whose colors are out of date. */
  readonly waiting: readonly number[]
}

interface Colored {
  readonly done: readonly number[]
  readonly decorations: readonly { at: number; node: Node; words: readonly Decoration[] }[]
}

const key = new PluginKey<Colors>('code-colors')

/**
 * Colors code by its language. A keystroke moves the colors along; the block that it changed is colored anew when the
 * browser is idle, no other one is looked at.
 */
export const codeColors = Extension.create({
  name: 'codeColors',
  addProseMirrorPlugins: () => [
    new Plugin<Colors>({
      key,
      state: { init: () => ({ set: DecorationSet.empty, waiting: [] }), apply },
      props: { decorations: (state) => key.getState(state)?.set },
      view: (view) => new Painter(view),
    }),
  ],
})

function apply(tr: Transaction, old: Colors): Colors {
  const colored = tr.getMeta(key) as Colored | undefined
  if (colored) return painted(tr, old, colored)
  if (!tr.docChanged) return old
  const set = old.set.map(tr.mapping, tr.doc)
  const waiting = old.waiting
    .map((at) => tr.mapping.mapResult(at))
    .flatMap(({ pos, deleted }) => (deleted ? [] : pos))
  return { set, waiting: [...new Set([...waiting, ...changedCode(tr)])] }
}

function painted(tr: Transaction, old: Colors, { done, decorations }: Colored): Colors {
  let { set } = old
  for (const { at, node, words } of decorations) {
    set = set.remove(set.find(at, at + node.nodeSize)).add(tr.doc, [...words])
  }
  return { set, waiting: old.waiting.filter((at) => !done.includes(at)) }
}

/** Where the code blocks stand that a transaction touched. */
function changedCode(tr: Transaction): number[] {
  const places: number[] = []
  tr.mapping.maps.forEach((map, index) => {
    const rest = tr.mapping.slice(index + 1)
    map.forEach((_from, _to, start, end) => {
      const [from, to] = [rest.map(start, -1), rest.map(end, 1)]
      const limit = tr.doc.content.size
      tr.doc.nodesBetween(Math.min(from, limit), Math.min(to, limit), (node, at) => {
        if (node.type.name === 'codeBlock') places.push(at)
        return !node.isTextblock
      })
    })
  })
  return places
}

class Painter {
  readonly #view: EditorView
  #doc: Node | undefined
  #pending = false
  #gone = false

  constructor(view: EditorView) {
    this.#view = view
    this.update(view)
  }

  update(view: EditorView): void {
    const isNew = this.#doc === undefined
    this.#doc = view.state.doc
    if (isNew || (key.getState(view.state)?.waiting.length ?? 0) > 0) this.#soon(isNew)
  }

  destroy(): void {
    this.#gone = true
  }

  #soon(all: boolean): void {
    if (this.#pending) return
    this.#pending = true
    whenIdle(() => {
      this.#pending = false
      if (!this.#gone)
        this.#paint(all ? codeBlocksOf(this.#view.state) : (key.getState(this.#view.state)?.waiting ?? []))
    })
  }

  #paint(places: readonly number[]): void {
    const started = performance.now()
    const done: number[] = []
    const decorations: { at: number; node: Node; words: Decoration[] }[] = []
    const late = places.find((at) => {
      if (performance.now() - started > stretch) return true
      done.push(at)
      const node = this.#view.state.doc.nodeAt(at)
      const words = node ? this.#wordsOf(node, at) : undefined
      if (node && words) decorations.push({ at, node, words })
      return false
    })
    const { tr } = this.#view.state
    if (done.length > 0)
      this.#view.dispatch(tr.setMeta(key, { done, decorations }).setMeta('addToHistory', false))
    if (late !== undefined) this.#later(places.slice(done.length))
  }

  #later(places: readonly number[]): void {
    const { doc } = this.#view.state
    whenIdle(() => {
      if (!this.#gone) this.#paint(this.#view.state.doc === doc ? places : codeBlocksOf(this.#view.state))
    })
  }

  /** Undefined while the language is being fetched. */
  #wordsOf(node: Node, at: number): Decoration[] | undefined {
    const info: unknown = node.attrs.language
    const grammar = grammarOf(typeof info === 'string' ? info : null)
    if (node.type.name !== 'codeBlock' || grammar === undefined || node.content.size > longest) return []
    const words = codeWords(grammar, node.textContent)
    if (words)
      return words.map((word) =>
        Decoration.inline(at + 1 + word.from, at + 1 + word.to, { class: word.class }),
      )
    void loadGrammar(grammar).then(() => {
      if (!this.#gone) this.#paint(codeBlocksOf(this.#view.state, grammar))
    })
    return undefined
  }
}

/** Where the code blocks stand: all, or those of one grammar. */
function codeBlocksOf({ doc }: EditorState, grammar?: string): number[] {
  const places: number[] = []
  doc.descendants((node, at) => {
    const info: unknown = node.attrs.language
    const own = node.type.name === 'codeBlock' && typeof info === 'string' ? grammarOf(info) : undefined
    if (own !== undefined && (grammar === undefined || own === grammar)) places.push(at)
    return !node.isTextblock
  })
  return places
}

const whenIdle = (run: () => void): unknown =>
  'requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 500 }) : setTimeout(run, 50)
