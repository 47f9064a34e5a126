import type { Node } from '@tiptap/pm/model'
import { stringOf } from './constructs/attribute-list.ts'
import { codeText, rawOf } from './constructs/raw-code.ts'

/** Opening fence and the blanks behind it, the language and options, code, closing fence, attribute lists. */
const fenced =
  /^( {0,3})(`{3,}|~{3,})([ \t]*)([^\n]*?)([ \t]*)\n([^]*?)( {0,3})(\2[`~]*[ \t]*)((?:\n *\{:[^\n]*\}[ \t]*)*)$/

/** Code between fences, with the tags that stand around it. */
export function reviseFenced(source: string, old: Node, now: Node): string | undefined {
  const raw = rawOf(now)
  if (raw?.raw !== rawOf(old)?.raw || raw?.rawEnd !== rawOf(old)?.rawEnd) return undefined
  if (raw === undefined || raw.rawWithin) return reviseCode(source, old, now)
  const [from, to] = [source.indexOf(raw.raw) + raw.raw.length, source.lastIndexOf(raw.rawEnd)]
  const code = from <= to ? reviseCode(source.slice(from, to), old, now) : undefined
  return code === undefined ? undefined : source.slice(0, from) + code + source.slice(to)
}

/**
 * Code that was edited between fences that stay, longer only where the code now holds a line that would end it. Undefined
 * where the code has no fences, or attribute lists stand around it otherwise than behind.
 */
function reviseCode(source: string, old: Node, now: Node): string | undefined {
  const [, indent = '', fence, blanks = '', , trailing = '', , inset = '', closing = '', lists = ''] =
    fenced.exec(source) ?? []
  if (fence === undefined || old.attrs.ial !== now.attrs.ial || stringOf(now.attrs.highlight) !== null)
    return undefined
  const text = codeText(now)
  const missing = fence.charAt(0).repeat(Math.max(0, longestRun(text, fence.charAt(0)) + 1 - fence.length))
  const language = stringOf(now.attrs.language) ?? ''
  const opening = indent + fence + missing + (language === '' ? '' : blanks + language) + trailing
  const end = inset + fence + missing + closing.slice(fence.length) + lists
  return `${opening}\n${text}${text === '' ? '' : '\n'}${end}`
}

/** The longest run of a fence's sign at the start of a line, from three on; 0: there is none. */
function longestRun(text: string, sign: string): number {
  const runs = text.split('\n').map((line) => /^ *([`~]*)/.exec(line)?.[1] ?? '')
  const lengths = runs.filter((run) => run.startsWith(sign)).map(({ length }) => length)
  return Math.max(0, ...lengths.filter((length) => length > 2))
}
