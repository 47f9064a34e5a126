import { LiquidSyntaxError } from '../errors.ts'
import type { Parser, Tag } from '../template.ts'
import { outputText } from '../values.ts'
import { Variable } from '../variable.ts'
import { readBody } from './block.ts'

/** `comment`: nothing of what is in it, whatever that is; comments in comments are closed first. */
export const commentTag: Tag = (_, parser, name) => {
  skip(parser, name)
  return { blank: true, source: `{% ${name} %}`, render: () => undefined }
}

function skip(parser: Parser, name: string): void {
  let depth = 1
  while (depth > 0) {
    const tag = parser.nextTag()
    if (tag === undefined) throw new LiquidSyntaxError(`'${name}' tag was never closed`)
    if (tag === 'raw') parser.rawUntil('endraw')
    else if (tag === name) depth += 1
    else if (tag === `end${name}`) depth -= 1
  }
}

/** `{% # … %}`. */
export const inlineCommentTag: Tag = () => ({ blank: true, source: '{% # %}', render: () => undefined })

/** `raw`: what is in it, as it stands. */
export const rawTag: Tag = (_, parser) => {
  const text = parser.rawUntil('endraw')
  if (text === undefined) throw new LiquidSyntaxError("'raw' tag was never closed")
  return { blank: text === '', source: '{% raw %}', render: (_context, write) => write(text) }
}

/** `break` and `continue`. */
export const interruptTag: Tag = (_, __, name) => ({
  blank: false,
  source: `{% ${name} %}`,
  render: (context) => {
    context.interrupts.push(name === 'break' ? 'break' : 'continue')
  },
})

/** `ifchanged`: what is in it, where it is not what the last one wrote. */
export const ifchangedTag: Tag = (_, parser) => {
  const { body } = readBody(parser, 'ifchanged')
  return {
    blank: body.blank,
    source: '{% ifchanged %}',
    render: (context, write) => {
      const text = body.text(context)
      if (text === context.changed) return
      context.changed = text
      write(text)
    },
  }
}

/** `echo`: an output as a tag. */
export const echoTag: Tag = (markup) => {
  const value = new Variable(markup)
  return {
    blank: false,
    source: `{% echo ${markup.trim()} %}`,
    render: (context, write) => write(outputText(value.evaluate(context))),
  }
}
