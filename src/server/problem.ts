/**
 * Something that the person at the keyboard can mend: a path that is not there, a port that is taken. The message is
 * one plain sentence that says what is wrong and, where it is known, what to do.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
}

/** Node's code of a system error (`ENOENT`), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
