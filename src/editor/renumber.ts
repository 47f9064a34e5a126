import { parse } from '../kramdown/index.ts'

interface Numbered {
  /** Where the number stands in the text. */
  readonly at: number
  readonly number: string
  readonly oneLine: boolean
}

function numbersOf(text: string): Numbered[] {
  const list = parse(text, { liquid: true }).children.find(({ type }) => type === 'ol')
  const items = list?.children.filter(({ type }) => type === 'li') ?? []
  return items.flatMap(({ span }) => {
    const source = text.slice(...span)
    const [, blanks = '', number] = /^( {0,3})(\d+)\./.exec(source) ?? []
    const oneLine = !source.trimEnd().includes('\n')
    return number === undefined ? [] : [{ at: span[0] + blanks.length, number, oneLine }]
  })
}

/**
 * The items of a list that counted up count up again; others keep their numbers, which the page does not show. A number
 * that would grow by a digit stays where the lines below it hang on its width.
 */
export function countedUp(text: string, old: string): string {
  const before = numbersOf(old)
  const first = Number(before[0]?.number)
  const counted = before.length > 1 && before.every(({ number }, index) => number === String(first + index))
  if (!counted) return text
  return numbersOf(text).reduceRight((result, { at, number, oneLine }, index) => {
    const wanted = String(first + index)
    if (wanted === number || (wanted.length !== number.length && !oneLine)) return result
    return result.slice(0, at) + wanted + result.slice(at + number.length)
  }, text)
}
