import { LiquidSyntaxError } from '../errors.ts'
import { fragment, parseExpression } from '../expression.ts'
import { leadingInteger } from '../numbers.ts'
import type { Tag } from '../template.ts'
import { Drop, isTrue, numberOf, toText } from '../values.ts'
import { readBody } from './block.ts'
import { expressionsIn, sliceOf } from './for.ts'

class TableLoop extends Drop {
  index = 0
  row = 1
  col = 1
  readonly #length: number
  readonly #cols: number

  constructor(length: number, cols: number) {
    super()
    this.#length = length
    this.#cols = cols
  }

  get isLastColumn(): boolean {
    return this.col === this.#cols
  }

  get isLast(): boolean {
    return this.index === this.#length - 1
  }

  advance(): void {
    this.index += 1
    if (this.isLastColumn) {
      this.col = 1
      this.row += 1
    } else this.col += 1
  }

  override get(key: string): unknown {
    const { index, row, col } = this
    const values: Readonly<Record<string, unknown>> = {
      length: this.#length,
      row,
      col,
      col0: col - 1,
      index: index + 1,
      index0: index,
      rindex: this.#length - index,
      rindex0: this.#length - index - 1,
      first: index === 0,
      last: this.isLast,
      col_first: col === 1,
      col_last: this.isLastColumn,
    }
    return Object.hasOwn(values, key) ? values[key] : undefined
  }

  override toString(): string {
    return 'Liquid::TablerowloopDrop'
  }
}

const syntax = new RegExp(`(\\w+)\\s+in\\s+((?:${fragment})+)`)

/** `tablerow`. */
export const tablerowTag: Tag = (markup, parser) => {
  const [, variable, source] = syntax.exec(markup) ?? []
  if (variable === undefined || source === undefined)
    throw new LiquidSyntaxError(
      "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3",
    )
  const collection = parseExpression(source)
  const attributes = expressionsIn(markup)
  const { body } = readBody(parser, 'tablerow')
  return {
    blank: false,
    source: `{% tablerow ${markup.trim()} %}`,
    render: (context, write) => {
      const value = collection.evaluate(context)
      if (!isTrue(value)) return
      const number = (key: string): number => whole(attributes.get(key)?.evaluate(context))
      const from = number('offset')
      const items = sliceOf(
        value,
        from,
        attributes.has('limit') ? from + number('limit') : undefined,
        context,
      )
      write('<tr class="row1">\n')
      context.inScope(() => {
        const loop = new TableLoop(items.length, number('cols'))
        context.set('tablerowloop', loop)
        for (const item of items) {
          context.set(variable, item)
          write(`<td class="col${loop.col}">${body.text(context)}</td>`)
          if (loop.isLastColumn && !loop.isLast) write(`</tr>\n<tr class="row${loop.row + 1}">`)
          loop.advance()
        }
      })
      write('</tr>\n')
    },
  }
}

/** Ruby's `to_i`. */
const whole = (value: unknown): number => Math.trunc(numberOf(value) ?? Number(leadingInteger(toText(value))))
