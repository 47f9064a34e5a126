/** Something in a template that Jekyll would stop at; `message` is Liquid's own. */
export class LiquidError extends Error {
  override readonly name: string = 'LiquidError'
}

/** The template cannot be read. */
export class LiquidSyntaxError extends LiquidError {
  override readonly name = 'LiquidSyntaxError'
}

/** The page asks for more than any page may: time, loops, depth or size. Nothing goes on after it. */
export class LimitError extends Error {
  override readonly name = 'LimitError'
  readonly limit: 'time' | 'depth' | 'size'
  constructor(limit: 'time' | 'depth' | 'size') {
    super(`The page exceeds its limit of ${limit}.`)
    this.limit = limit
  }
}
