import { bodiesOf } from '../editor/bodies.ts'
import { figuresOf, tryKnownEdits } from '../editor/known-edits.ts'

/** The seven edits whose ideal result is known, in the whole corpus: `npm run bench -- known-edits [places a post]`. */
const figures = tryKnownEdits(bodiesOf(), Number(process.argv[2] ?? '3'))
for (const [name, { other }] of Object.entries(figures))
  for (const { saved, byHand } of other.slice(0, 8)) {
    const at = byHand.split('').findIndex((char, index) => char !== saved[index])
    const part = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60))
    console.log(`${name}\n  by hand ${part(byHand)}\n  saved   ${part(saved)}`)
  }
console.log(figuresOf(figures).join('\n'))
