import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergePost } from '../../src/app/merge/merge-post.ts'
import { mergeText } from '../../src/app/merge/merge-text.ts'
import { readSite } from '../../src/jekyll/index.ts'

const site = await readSite({ list: async () => [], read: async () => undefined })
const post = (base: string, mine: string, theirs: string) =>
  mergePost('_posts/2026-01-01-a.md', base, mine, theirs, site)

describe('a text that two have changed', () => {
  const base = 'One.\n\nTwo.\n\nThree.\n'
  it.each([
    ['other paragraphs', 'One!\n\nTwo.\n\nThree.\n', 'One.\n\nTwo.\n\nThree!\n', 'One!\n\nTwo.\n\nThree!\n'],
    ['neighbors', 'One!\n\nTwo.\n\nThree.\n', 'One.\n\nTwo!\n\nThree.\n', 'One!\n\nTwo!\n\nThree.\n'],
    [
      'one added, one removed',
      'One.\n\nNew.\n\nTwo.\n\nThree.\n',
      'One.\n\nTwo.\n',
      'One.\n\nNew.\n\nTwo.\n',
    ],
    ['the same', 'One.\n\n2.\n\nThree.\n', 'One.\n\n2.\n\nThree.\n', 'One.\n\n2.\n\nThree.\n'],
    [
      'one at the end',
      'One!\n\nTwo.\n\nThree.\n',
      'One.\n\nTwo.\n\nThree.\n\nFour.\n',
      'One!\n\nTwo.\n\nThree.\n\nFour.\n',
    ],
    [
      'one behind the last',
      'One.\n\nTwo.\n\nThree.\n\nMine.',
      'One!\n\nTwo.\n\nThree.\n',
      'One!\n\nTwo.\n\nThree.\n\nMine.',
    ],
    [
      'a list and a heading',
      'One.\n\nTwo.\n\n- a\n- b\n\nThree.\n',
      '# One\n\nTwo.\n\nThree.\n',
      '# One\n\nTwo.\n\n- a\n- b\n\nThree.\n',
    ],
  ])('(%s) has both changes', (_, mine, theirs, expected) => {
    const merge = mergeText(base, mine, theirs)
    expect(merge.conflicts).toEqual([])
    expect(merge.with([])).toBe(expected)
    expect(mergeText(base, theirs, mine).with([])).toBe(expected)
  })

  it('in the same paragraph is a question, and the rest is merged', () => {
    const merge = mergeText(base, 'One mine.\n\nTwo.\n\nThree!\n', 'One theirs.\n\nTwo?\n\nThree.\n')
    expect(merge.conflicts).toEqual([{ mine: 'One mine.', base: 'One.', theirs: 'One theirs.' }])
    expect(merge.with(['One both.'])).toBe('One both.\n\nTwo?\n\nThree!\n')
    expect(merge.with([''])).toBe('Two?\n\nThree!\n')
  })

  it('keeps its line ends', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
    const merge = mergeText(
      crlf(base),
      crlf('One!\n\nTwo.\n\nThree.\n\nFour.\n'),
      crlf('One.\n\nTwo.\n\nThree!\n'),
    )
    expect(merge.with([])).toBe(crlf('One!\n\nTwo.\n\nThree!\n\nFour.\n'))
  })

  it('is what one side made of it where the other changed nothing, to the byte', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b *c*', '- d', '> e', '```', '    f', '# g', '', '  ', '{% h %}', '1. i'))
      .map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (one, other) => {
        const merge = mergeText(one, other, one)
        expect(merge.with(merge.conflicts.map(({ mine }) => mine))).toBe(other)
        const back = mergeText(one, one, other)
        expect(back.with(back.conflicts.map(({ theirs }) => theirs))).toBe(other)
      }),
      { numRuns: 500 },
    )
  })

  it('never loses a paragraph of either', () => {
    const words = fc.array(fc.nat({ max: 9 }), { maxLength: 8 })
    const text = (numbers: readonly number[], by = ''): string =>
      numbers.map((n) => `${by}${n}.\n`).join('\n')
    fc.assert(
      fc.property(words, fc.nat(8), fc.nat(8), (numbers, one, two) => {
        const mine = text(numbers.toSpliced(one, 0, 77))
        const theirs = text(numbers.toSpliced(two, 0, 88))
        const merge = mergeText(text(numbers), mine, theirs)
        const merged = merge.with(merge.conflicts.map(({ mine, theirs }) => `${mine}\n\n${theirs}`))
        for (const part of ['77.', '88.', ...numbers.map((n) => `${n}.`)]) expect(merged).toContain(part)
      }),
    )
  })
})

describe('a post that two have changed', () => {
  const file = (details: string, text: string): string => `---\n${details}---\n\n${text}`
  const base = file('title: Fog # a working title\ntags: a, b\nlayout: post\n', 'One.\n\nTwo.\n')

  it('has the details that each changed, as each wrote them', () => {
    const merge = post(
      base,
      file('title: Mist # a working title\ntags: a, b\nlayout: post\n', 'One.\n\nTwo.\n'),
      file(
        '# theirs\ntitle: Fog # a working title\ntags: a, b, c\nlayout: post\nimage: x.png\n',
        'One.\n\nTwo!\n',
      ),
    )
    expect([merge.details, merge.texts]).toEqual([[], []])
    expect(merge.with([], [])).toBe(
      file(
        '# theirs\ntitle: Mist # a working title\ntags: a, b, c\nlayout: post\nimage: x.png\n',
        'One.\n\nTwo!\n',
      ),
    )
  })

  it('asks about a detail that both changed', () => {
    const mine = file('title: Mist # a working title\ntags: a, b\nlayout: page\n', 'One!\n\nTwo.\n')
    const theirs = file('title: "Haze" # a working title\ntags: a, b\nlayout: post\n', 'One.\n\nTwo.\n')
    const merge = post(base, mine, theirs)
    expect(merge.details).toEqual([{ key: 'title', mine: 'Mist', theirs: 'Haze' }])
    expect(merge.with(['mine'], [])).toBe(
      file('title: "Mist" # a working title\ntags: a, b\nlayout: page\n', 'One!\n\nTwo.\n'),
    )
    expect(merge.with([], [])).toBe(merge.with(['mine'], []))
    expect(merge.with(['theirs'], [])).toBe(
      file('title: "Haze" # a working title\ntags: a, b\nlayout: page\n', 'One!\n\nTwo.\n'),
    )
  })

  it('takes what was chosen for its texts', () => {
    const merge = post(
      base,
      base.replace('Two.', 'Two, mine.'),
      base.replace('Two.', 'Two, theirs.').replace('layout: post\n', ''),
    )
    const [head] = base.replace('layout: post\n', '').split('Two.')
    expect(merge.with([], ['mine'])).toBe(`${head}Two, mine.\n`)
    expect(merge.with([], ['theirs'])).toBe(`${head}Two, theirs.\n`)
    expect(merge.with([], ['both'])).toBe(`${head}Two, theirs.\n\nTwo, mine.\n`)
    expect(merge.with([], [{ text: 'Two, ours.' }])).toBe(`${head}Two, ours.\n`)
  })
})
