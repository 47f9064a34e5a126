import { Extension, type AnyExtension, type Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Step, StepMap, StepResult } from '@tiptap/pm/transform'
import type { Origin } from './origin.ts'

/** What a file is beside its document: what stands above the text, and where the document's nodes came from. */
export interface Surroundings {
  /** The file before its body, byte for byte. */
  readonly head: string
  readonly origin: Origin
}

const key = new PluginKey<Surroundings | undefined>('surroundings')

/** Changes what surrounds the document, and nothing in it: so ProseMirror's history takes that back too, in its turn. */
class SurroundingsStep extends Step {
  readonly before: Surroundings | undefined
  readonly after: Surroundings | undefined

  constructor(before: Surroundings | undefined, after: Surroundings | undefined) {
    super()
    this.before = before
    this.after = after
  }

  apply(doc: Node): StepResult {
    return StepResult.ok(doc)
  }

  override getMap(): StepMap {
    return StepMap.empty
  }

  invert(): Step {
    return new SurroundingsStep(this.after, this.before)
  }

  map(): Step {
    return this
  }

  toJSON(): unknown {
    return { stepType: 'surroundings' }
  }
}

/** Keeps what surrounds the document, beginning with `first`. */
export const surroundings = (first: Surroundings | undefined): AnyExtension =>
  Extension.create({
    name: 'surroundings',
    addProseMirrorPlugins: () => [
      new Plugin<Surroundings | undefined>({
        key,
        state: {
          init: () => first,
          apply: ({ steps }, value) =>
            steps.reduce((now, step) => (step instanceof SurroundingsStep ? step.after : now), value),
        },
      }),
    ],
  })

export const surroundingsOf = (state: EditorState): Surroundings | undefined => key.getState(state)

/**
 * Tells that something around the text was changed elsewhere, with `doc` the text too: one step for undo. Steps of the
 * same `name` that follow each other closely are one; those without a name never are.
 */
export type Surround = (
  after: Surroundings,
  change: { readonly name: string; readonly doc?: Node | undefined },
) => void

/** How long a pause in a field may be for what is typed there to be one step. */
const pause = 1000

export function surroundWith(editor: Editor): Surround {
  let last: { name: string; time: number; step: number; after?: Surroundings; doc?: Node } = {
    name: '',
    time: 0,
    step: 0,
  }
  return (after, { name, doc }) => {
    if (editor.isDestroyed) return
    const { state } = editor
    const before = surroundingsOf(state)
    const follows = last.doc === state.doc && last.after === before && Date.now() - last.time < pause
    const step = follows && name !== '' && name === last.name ? last.step : last.step + 1
    const tr = doc ? replaceDocument(state.tr, doc) : state.tr
    tr.step(new SurroundingsStep(before, after)).setMeta('composition', `around ${step}`)
    last = { name, time: Date.now(), step, after, doc: tr.doc }
    editor.view.dispatch(tr)
  }
}

/** Puts another document in the place of this one; what both begin and end with stays. */
export function replaceDocument(tr: Transaction, doc: Node): Transaction {
  const start = tr.doc.content.findDiffStart(doc.content)
  const end = tr.doc.content.findDiffEnd(doc.content)
  if (start === null || end === null) return tr
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap))
}
