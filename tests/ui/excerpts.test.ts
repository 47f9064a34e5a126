import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DiffLine } from '../../src/app/index.ts'
import { excerptsOf, type Excerpt } from '../../src/ui/publish/excerpts.ts'

/** `- old`, `+ new`, `  same`, one a line. */
const diff = (...lines: string[]): DiffLine[] =>
  lines.map((line) => {
    const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same'
    return { kind, text: line.slice(2) }
  })

/** `[-old-]`, `{+new+}` in the running text. */
const shown = (excerpt: Excerpt): string =>
  excerpt
    .map(({ kind, text }) => (kind === 'added' ? `{+${text}+}` : kind === 'removed' ? `[-${text}-]` : text))
    .join('')

const shows = (lines: string[], expected: string[]) =>
  expect(excerptsOf(diff(...lines)).map(shown)).toEqual(expected)

describe('excerpts of a proof', () => {
  it('marks the words that changed in their paragraph', () =>
    shows(
      ['  One.', '  ', '  The first line', '- and the sceond', '+ and the second', '  and the third.'],
      ['The first line and the [-sceond-]{+second+} and the third.'],
    ))

  it('shows the items of a list one by one', () =>
    shows(
      ['  - one', '- - [ ] two', '- - three', '+ - [x] two', '+ - four', '  - five'],
      ['[-☐-]{+☑+} two', '[-three-]{+four+}'],
    ))

  it('leaves out the details, which are told in words', () =>
    shows(['  ---', '- tags: [a]', '+ tags: [a, b]', '  ---', '  ', '- Old.', '+ New.'], ['[-Old-]{+New+}.']))

  it('shows the text as it reads, without its marks', () =>
    shows(
      ['- ## A **bold** [link](/x) and _more_', '+ ## A **bold** [link](/x) and _less_'],
      ['A bold link and [-more-]{+less+}'],
    ))

  it('shows the marks where they alone changed', () =>
    shows(['- A word.', '+ A **word**.'], ['A {+**+}word{+**+}.']))

  it('shortens what did not change, and says so', () => {
    const [excerpt = []] = excerptsOf(
      diff(
        `- ${'before '.repeat(60)}old${' after'.repeat(60)}`,
        `+ ${'before '.repeat(60)}new${' after'.repeat(60)}`,
      ),
    )
    expect(shown(excerpt)).toMatch(/^…(?: before){8,11} \[-old-\]\{\+new\+\}(?: after){8,13} ?…$/)
  })

  it('says nothing of what stayed', () => shows(['  One.', '  ', '  Two.'], []))

  it('takes any lines', () => {
    const line = fc.record({ kind: fc.constantFrom('same', 'added', 'removed'), text: fc.string() })
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const excerpt of excerptsOf(lines))
          expect(excerpt.some(({ kind }) => kind !== 'same')).toBe(true)
      }),
    )
  })
})
