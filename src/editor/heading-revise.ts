import type { Node } from '@tiptap/pm/model'

/** A heading of which only the level was changed keeps its form: its underline, or its signs on both sides. */
export function reviseLevel(source: string, old: Node, now: Node): string | undefined {
  const level = Number(now.attrs.level)
  const same = now.hasMarkup(old.type, { ...old.attrs, level }) && now.content.eq(old.content)
  if (!same || old.type.name !== 'heading') return undefined
  const [, start, signs = '', text = '', closing = ''] =
    /^( {0,3})(#{1,6})([^\n]*?)(#*)[ \t]*$/.exec(source) ?? []
  const closed = closing.length === signs.length ? '#'.repeat(level) : closing
  if (start !== undefined) return start + '#'.repeat(level) + text + closed
  const [, line, underline = ''] = /^([^\n]+\n)(=+|-+)[ \t]*$/.exec(source) ?? []
  const sign = level === 1 ? '=' : '-'
  return line === undefined || level > 2 ? undefined : line + sign.repeat(underline.length)
}
