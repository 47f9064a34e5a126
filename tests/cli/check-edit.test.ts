import { describe, expect, it } from 'vitest'
import { outsideKept } from '../../src/cli/edits/check.ts'
import { parseBody } from '../../src/editor/document.ts'

/** Whether what stands outside the edit is right, where `before` was edited to what `meant` means and saved as `now`. */
const kept = (before: string, meant: string, now: string): boolean =>
  outsideKept(parseBody(meant).doc, parseBody(before).origin, now)

describe('what stands outside an edit', () => {
  it.each([
    ['is as it was', 'A\n\nb\\_c\n\nd\n', 'X\n\nb_c\n\nd\n', 'X\n\nb\\_c\n\nd\n', true],
    ['is not written anew', 'A\n\nb\\_c\n\nd\n', 'X\n\nb_c\n\nd\n', 'X\n\nb_c\n\nd\n', false],
    ['but for a neighbor that would be a table', '# A\nb | c\n', 'b \\| c\n', 'b \\| c\n', true],
    ['also of many lines', '# A\nb | c\nd | e\n', 'b \\| c\nd | e\n', 'b \\| c\nd | e\n', true],
    ['which is none behind a heading', '# A\nb | c\n', '# X\nb | c\n', '# X\nb \\| c\n', false],
    [
      'not for one farther away',
      '# A\n\nb\n\n# C\nd | e\n',
      'b\n\n# C\nd | e\n',
      'b\n\n# C\nd \\| e\n',
      false,
    ],
    ['nor for what follows it', '# A\nb | c\n\nd_e\n', 'b \\| c\n\nd_e\n', 'b \\| c\n\nd\\_e\n', false],
  ])('%s', (_, before, meant, now, isRight) => {
    expect(kept(before, meant, now)).toBe(isRight)
  })
})
