import type { Context } from '../liquid/context.ts'
import { LiquidError } from '../liquid/errors.ts'
import { parseExpression } from '../liquid/expression.ts'
import type { Tag } from '../liquid/template.ts'
import type { Hash } from '../liquid/values.ts'
import { Document } from '../site/collection-item.ts'
import { renderingOf } from '../render/rendering.ts'

const liquidName = /^((?:[^{]*\{\{\s*[\w\-.]+\s*(?:\|.*?)?\}\}[^\s{}]*)+)([^]*)$/
const parameter = /([\w-]+)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))/g
const onlyParameters = new RegExp(`^\\s*(?:${parameter.source}(?=\\s|$)\\s*)*$`, 's')
/** As deep as Liquid's scopes. */
const deepest = 90

/** `include`, `include_cached`, `include_relative`: a file as a part of this one, with parameters in `include`. */
export const includeTag: Tag = (markup, _, name) => {
  const [file, parameters] = splitMarkup(markup.trim())
  if (!onlyParameters.test(parameters)) throw new LiquidError(`Invalid syntax for include tag: ${parameters}`)
  return {
    blank: false,
    source: `{% ${name} ${markup.trim()} %}`,
    render: (context, write) => {
      const rendering = renderingOf(context)
      const target = file.includes('{{') ? rendering.template(file).text(context) : file
      const path = locate(target, name, context)
      const text = path === undefined ? undefined : rendering.model.texts.text(path)
      if (text === undefined) {
        if (path === undefined) missing(target, context, write)
        return
      }
      nested(context, () => {
        if (parameters !== '') context.set('include', read(parameters, context))
        rendering.template(text).render(context, write)
      })
    },
  }
}

function nested(context: Context, work: () => void): void {
  if (context.includes >= deepest) throw new RangeError('includes include themselves')
  context.includes += 1
  try {
    context.inScope(work)
  } finally {
    context.includes -= 1
  }
}

function missing(file: string, context: Context, write: (text: string) => void): void {
  const { model, placeholder } = renderingOf(context)
  model.warn('missing-include', file)
  write(placeholder(file))
}

function splitMarkup(markup: string): [file: string, parameters: string] {
  const [, file, rest] = liquidName.exec(markup) ?? []
  if (file !== undefined) return [file.trim(), (rest ?? '').trim()]
  const [, plain = '', parameters = ''] = /^(\S*)\s*([^]*)$/.exec(markup) ?? []
  return [plain, parameters]
}

function read(parameters: string, context: Context): Hash {
  const values: Hash = new Map()
  for (const [, key = '', double, single, variable] of parameters.matchAll(parameter)) {
    if (double !== undefined) values.set(key, double.replaceAll('\\"', '"'))
    else if (single !== undefined) values.set(key, single.replaceAll("\\'", "'"))
    else values.set(key, parseExpression(variable ?? '').evaluate(context))
  }
  return values
}

/** The file that a name means; undefined where there is none. Throws for a name that no file may have. */
function locate(file: string, tag: string, context: Context): string | undefined {
  if (/[./]{2,}/.test(file) || !/^[\w/.\-()+~#@]+$/.test(file))
    throw new LiquidError('Invalid syntax for include tag. File contains invalid characters or sequences')
  const { model } = renderingOf(context)
  const path = `${tag === 'include_relative' ? folderOfPage(context) : `${model.includesFolder}/`}${file.replace(/^\/+/, '')}`
  return model.paths.has(path) ? path : undefined
}

function folderOfPage(context: Context): string {
  const { item } = renderingOf(context)
  const path = item instanceof Document ? item.path : item.relativePath
  return path.slice(0, path.lastIndexOf('/') + 1)
}
