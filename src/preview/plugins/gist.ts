import { LiquidError } from '../liquid/errors.ts'
import { parseExpression } from '../liquid/expression.ts'
import { isNil, toText } from '../liquid/values.ts'
import type { Context } from '../liquid/context.ts'
import type { Tag } from '../liquid/template.ts'
import type { Plugin } from './plugin.ts'

/** A name that the page knows stands for its value. */
function valueOf(text: string, context: Context): string {
  const value = text === '' ? undefined : parseExpression(text).evaluate(context)
  return isNil(value) ? text : toText(value)
}

const gistTag: Tag = (markup) => {
  const [, id, file = ''] = /^(\S+|.*(?=\/).+)\s?(\S*)$/.exec(markup.trim()) ?? []
  if (id === undefined) throw new LiquidError(`Syntax error in tag 'gist': ${markup.trim()}`)
  return {
    blank: false,
    source: `{% gist ${markup.trim()} %}`,
    render: (context, write) => {
      const name = valueOf(file, context)
      write(
        `<script src="https://gist.github.com/${valueOf(id, context)}.js${name === '' ? '' : `?file=${name}`}"> </script>`,
      )
    },
  }
}

/** jekyll-gist, without the text for readers without scripts, which would have to be fetched. */
export const gistPlugin: Plugin = { name: 'jekyll-gist', tags: { gist: gistTag } }
