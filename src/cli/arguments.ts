import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'

/** The command line is not one that Galley understands; the message is a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>['values']

export interface Arguments<O extends Options> {
  readonly values: Parsed<O>
  readonly positionals: readonly string[]
}

/**
 * Reads what follows a command's name: its options, and from `least` to `most` other words.
 * Throws a UsageError that names what is wrong.
 */
export function readArguments<O extends Options>(
  command: string,
  args: readonly string[],
  options: O,
  [least, most]: readonly [least: number, most: number],
): Arguments<O> {
  const { values, positionals } = parse(command, args, options)
  const extra = positionals[most]
  if (extra !== undefined) throw new UsageError(`galley ${command} does not know what to do with “${extra}”.`)
  if (positionals.length < least)
    throw new UsageError(`galley ${command} needs ${folders[least] ?? 'no folder'}.`)
  return { values, positionals }
}

const folders: Readonly<Record<number, string>> = {
  1: 'the folder to read',
  2: '2 folders: the one to read and the one to write',
}

function parse<O extends Options>(command: string, args: readonly string[], options: O): Arguments<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError(explain(command, error))
  }
}

/** Node says it in two or three sentences that advise what does not apply. */
function explain(command: string, error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1]
  if (unknown !== undefined) return `galley ${command} has no option ${unknown}.`
  const option = /'(?:-\w, )?(--[\w-]+)/.exec(message)?.[1] ?? firstQuoted(message)
  if (message.includes('does not take an argument')) return `The option ${option} takes no value.`
  return `The option ${option} needs a value.`
}

function firstQuoted(message: string): string {
  return /'([^']+)'/.exec(message)?.[1] ?? ''
}
