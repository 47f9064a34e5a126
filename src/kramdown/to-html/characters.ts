import { entityChar, entityCode, entityName } from '../entities.ts'
import type { Settings } from '../options.ts'
import { SYMBOLS } from '../typography.ts'
import { escapeText, isEscaped } from './markup.ts'

/** A character as the option `entity_output` wants it; `source` is the entity that the author wrote, if it is one. */
export function character(settings: Settings, code: number, source?: string): string {
  const char = entityChar(code)
  const output = settings.entityOutput
  if (output === 'as_char' && (char === '"' || !isEscaped(char))) return char
  if ((output === 'as_input' || output === 'as_char') && source !== undefined) return source
  const name = entityName(code)
  return (output === 'symbolic' || isEscaped(char)) && name !== undefined ? `&${name};` : `&#${code};`
}

/** A typographic symbol, or what the option `typographic_symbols` puts in its place. */
export function symbol(settings: Settings, name: string): string {
  const own = settings.typographicSymbols[name]
  if (own !== undefined) return escapeText(own)
  return Array.from(SYMBOLS[name] ?? '', (char) => character(settings, char.charCodeAt(0))).join('')
}

/** A smart quote by the name of its entity. */
export const quote = (settings: Settings, name: string): string => character(settings, entityCode(name) ?? 39)
