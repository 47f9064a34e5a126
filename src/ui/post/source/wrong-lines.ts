import { StateEffect, StateField, type EditorState, type Extension, type Range } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'

/** What is wrong in a line, in words for the author. */
export interface WrongLine {
  /** 1 is the file's first. */
  readonly line: number
  readonly message: string
}

const setWrongLines = StateEffect.define<readonly WrongLine[]>()

class Words extends WidgetType {
  readonly message: string

  constructor(message: string) {
    super()
    this.message = message
  }

  override eq(other: Words): boolean {
    return other.message === this.message
  }

  toDOM(): HTMLElement {
    const words = document.createElement('p')
    words.className = 'wrong-words'
    words.textContent = this.message
    return words
  }
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { changes, effects, state }) => {
    const said = effects.find((effect) => effect.is(setWrongLines))
    return said ? marksFor(state, said.value) : marks.map(changes)
  },
  provide: (marks) => EditorView.decorations.from(marks),
})

function marksFor({ doc }: EditorState, wrong: readonly WrongLine[]): DecorationSet {
  const marks = wrong.flatMap(({ line, message }): Range<Decoration>[] => {
    const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines))
    const words = Decoration.widget({ widget: new Words(message), block: true, side: 1 })
    return [Decoration.line({ class: 'wrong' }).range(from), words.range(to)]
  })
  return Decoration.set(marks, true)
}

/** Shows what is wrong below the line that it is in. */
export const wrongLines: Extension = field

export const tellWrongLines = (view: EditorView, wrong: readonly WrongLine[]): void =>
  view.dispatch({ effects: setWrongLines.of(wrong) })
