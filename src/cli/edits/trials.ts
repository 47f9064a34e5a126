import { history, undo, undoDepth } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { EditorState } from '@tiptap/pm/state'
import { parseBody, saveBody, type Origin } from '../../editor/document.ts'
import { between, pick, randomOf, seedFor, type Random } from './chance.ts'
import { checkEdit, type Outcome } from './check.ts'
import { randomEdits } from './registry.ts'

/** One edit, saved and checked. */
export interface Trial extends Outcome {
  /** The names of the edits since the post was opened, the last one's at the end. */
  readonly edits: readonly string[]
  readonly doc: Node
  readonly origin: Origin
}

/** Edits that follow each other before all is undone. */
const longest = 4

/**
 * Random edits of one body, each saved and checked: half of them on the document as it was opened, half on top of up to
 * three others. After each such chain all is undone, and the text must be the opened one, byte for byte.
 */
export function* tryEdits(source: string, seed: number, count: number): Generator<Trial> {
  const random = randomOf(seedFor(source, seed))
  const { doc, origin } = parseBody(source)
  const opened = EditorState.create({ doc, plugins: [history()] })
  for (let made = 0; made < count;) {
    const length = random() < 0.6 ? 1 : between(2, longest, random)
    const trials = [...chain(opened, origin, Math.min(length, count - made), random)]
    if (trials.length === 0) return
    yield* trials
    made += trials.length
  }
}

function* chain(opened: EditorState, origin: Origin, length: number, random: Random): Generator<Trial> {
  let state = opened
  const edits: string[] = []
  while (edits.length < length) {
    const made = oneEdit(state, random)
    if (!made) return
    state = made.state
    edits.push(made.name)
    const trial = { edits: [...edits], doc: state.doc, origin }
    const checked = { ...trial, ...attempt(() => check(state, origin)) }
    yield edits.length === length && !checked.trouble
      ? { ...checked, ...attempt(() => undone(state, checked)) }
      : checked
    if (checked.trouble === 'invalid') return
  }
}

/** Chance may choose what cannot be done where it chose. */
const patience = 100

function oneEdit(state: EditorState, random: Random): { state: EditorState; name: string } | undefined {
  for (let tries = 0; tries < patience; tries++) {
    const edit = pick(randomEdits, random)
    const tr = edit?.make(state, random)
    if (edit && tr && !tr.doc.eq(state.doc)) return { state: state.apply(tr), name: edit.name }
  }
  return undefined
}

function check({ doc }: EditorState, origin: Origin): Outcome {
  try {
    doc.check()
  } catch (error) {
    return { trouble: 'invalid', proof: undefined, body: String(error) }
  }
  return checkEdit(doc, origin)
}

function undone(state: EditorState, trial: Trial): Outcome {
  let back = state
  while (undoDepth(back) > 0) undo(back, (tr) => (back = back.apply(tr)))
  const { body } = saveBody(back.doc, trial.origin)
  return body === trial.origin.body ? trial : { ...trial, trouble: 'undo', body }
}

function attempt(run: () => Outcome): Outcome {
  try {
    return run()
  } catch (error) {
    const stack = error instanceof Error ? error.stack : undefined
    return { trouble: 'failed', proof: undefined, body: stack ?? String(error) }
  }
}
