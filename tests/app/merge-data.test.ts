import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeData } from '../../src/app/merge/merge-data.ts'
import { DataText } from '../../src/jekyll/data/data-text.ts'

const base = '# At the foot\n- name: Home # first\n  url: /\n- name: Tides\n  url: /tides\n'

describe('a data file that was changed here and on the blog', () => {
  it('has what either changed, as they wrote it', () => {
    const merge = mergeData(
      '_data/links.yml',
      base,
      base.replace('url: /tides', 'url: /tide-tables'),
      `${base.replace('url: /\n', "url: '/home'\n")}- name: Maps\n  url: /maps\n`,
    )
    expect(merge.details).toEqual([])
    expect(merge.with([], [])).toBe(
      "# At the foot\n- name: Home # first\n  url: '/home'\n- name: Tides\n  url: /tide-tables\n- name: Maps\n  url: /maps\n",
    )
  })

  it('has the entries that both added', () => {
    const [one, other] = ['- name: Maps\n  url: /maps\n', '- name: Boats\n  url: /boats\n']
    const merge = mergeData('_data/links.yml', base, base + one, base + other)
    expect(merge.details).toEqual([])
    expect(merge.with([], [])).toBe(base + other + one)
  })

  it('has what one changed where the other put it', () => {
    const [home, tides] = ['- name: Home # first\n  url: /\n', '- name: Tides\n  url: /tides\n']
    const moved = `# At the foot\n${tides}${home}`
    const changed = base.replace('/tides', '/sea')
    for (const [mine, theirs] of [
      [moved, changed],
      [changed, moved],
    ] as const) {
      const merge = mergeData('_data/links.yml', base, mine, theirs)
      expect(merge.details).toEqual([])
      expect(new DataText('a.yml', merge.with([], [])).value).toEqual([
        { name: 'Tides', url: '/sea' },
        { name: 'Home', url: '/' },
      ])
    }
  })

  it('asks about a value that both changed, by the name of its entry', () => {
    const [mine, theirs] = [base.replace('/tides', '/mine'), base.replace('/tides', '/theirs')]
    const merge = mergeData('_data/links.yml', base, mine, theirs)
    expect(merge.details).toEqual([{ key: 'Tides › url', mine: '/mine', theirs: '/theirs' }])
    expect([merge.with(['mine'], []), merge.with(['theirs'], [])]).toEqual([mine, theirs])
  })

  it.each([
    [
      'json',
      '{"a": 1, "b": [1, 2]}',
      '{"a": 2, "b": [1, 2]}',
      '{"a": 1, "b": [1, 2, 3]}',
      '{"a": 2, "b": [1, 2, 3]}',
    ],
    [
      'json',
      '[\n  "a"\n]\n',
      '[\n  "a",\n  "b"\n]\n',
      '[\n  "a",\n  "c"\n]\n',
      '[\n  "a",\n  "c",\n  "b"\n]\n',
    ],
    [
      'csv',
      'fish,price\nherring,2\n',
      'fish,price\nherring,3\n',
      'fish,price\nherring,2\ncod,9\n',
      'fish,price\nherring,3\ncod,9\n',
    ],
    [
      'tsv',
      'fish\tprice\nherring\t2\n',
      'fish\tprice\nherring\t3\n',
      'fish\tprice\nHerring\t2\n',
      'fish\tprice\nHerring\t3\n',
    ],
    ['yml', 'a: {x: 1, y: 2}\n', 'a: {x: 3, y: 2}\n', 'a: {x: 1, y: 4}\n', 'a: {x: 3, y: 4}\n'],
  ])('is put together in %s, also within a line', (ending, before, mine, theirs, both) => {
    const merge = mergeData(`_data/x.${ending}`, before, mine, theirs)
    expect(merge.details).toEqual([])
    expect(merge.with([], [])).toBe(both)
  })

  it('stands as one of the two where it cannot be read, or where nothing says what was decided', () => {
    const broken = mergeData('_data/x.json', '{"a": 1}', '{"a": 1,}', '{"a": 2}')
    expect(broken.details).toEqual([{ key: 'All of it', mine: '{"a": 1,}', theirs: '{"a": 2}' }])
    expect([broken.with(['mine'], []), broken.with(['theirs'], [])]).toEqual(['{"a": 1,}', '{"a": 2}'])
  })

  it('is never broken, whatever was changed and chosen', () => {
    const leaf = fc.oneof(
      fc.constantFrom('a', 'b: c', '- d', '"', '#x', ''),
      fc.integer({ min: 0, max: 9 }),
      fc.boolean(),
    )
    const row = fc.dictionary(
      fc.constantFrom('name', 'url', 'tags'),
      fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })),
    )
    const list = fc.array(row, { maxLength: 4 })
    const side = fc.array(fc.constantFrom<'mine' | 'theirs'>('mine', 'theirs'), { maxLength: 6 })
    fc.assert(
      fc.property(
        list,
        list,
        list,
        side,
        fc.constantFrom('yml', 'json'),
        (old, mine, theirs, chosen, ending) => {
          const path = `_data/x.${ending}`
          const start = new DataText(path, ending === 'json' ? JSON.stringify(old, null, 2) : yaml(old))
          const write = (value: unknown): string => start.set([], value).text
          const merge = mergeData(path, start.text, write(mine), write(theirs))
          const sides = merge.details.map((_, at) => chosen[at] ?? 'mine')
          expect(new DataText(path, merge.with(sides, [])).problem).toBeUndefined()
        },
      ),
    )
  })
})

const yaml = (value: readonly object[]): string =>
  value.length === 0 ? '[]\n' : value.map((each) => `- ${JSON.stringify(each)}\n`).join('')
