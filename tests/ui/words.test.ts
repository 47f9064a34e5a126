import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProblemCode } from '../../src/app/index.ts'
import { asText, isDate, isMap, labelOf, readNumber } from '../../src/ui/details/key-words.ts'
import { explain } from '../../src/ui/errors.ts'
import { changeWord, counted, dayInWords, lengthInWords, trueStatus } from '../../src/ui/words.ts'

/** All codes that the app knows, read from where they are listed. */
const codes = (): ProblemCode[] => {
  const source = readFileSync(join(import.meta.dirname, '../../src/app/problem.ts'), 'utf8')
  return [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code as ProblemCode)
}

describe('the words for problems', () => {
  it('are the author’s, and sentences', () => {
    expect(codes().length).toBeGreaterThan(15)
    for (const code of codes()) {
      const { title, sentence } = explain({ code })
      expect(`${title} ${sentence}`).not.toMatch(
        /\b(git|commit|push|pull|merge|branch|SHA|YAML|front matter|Liquid|remote)\b/i,
      )
      expect(sentence).toMatch(/[.:]$/)
      expect(title).not.toMatch(/[.]$/)
    }
  })

  it('keep the host’s own for whoever wants them', () =>
    expect(explain({ code: 'refused', message: 'Frozen until Monday.' }).detail).toBe('Frozen until Monday.'))
})

describe('the host’s patience', () => {
  it('is told in minutes, where it says how much', () => {
    expect(explain({ code: 'busy' }).sentence).toContain('Try again in a few minutes.')
    expect(explain({ code: 'busy', after: 20 }).sentence).toContain('Try again in a minute.')
    expect(explain({ code: 'busy', after: 400 }).sentence).toContain('Try again in 7 minutes.')
  })
})

describe('words', () => {
  it('count', () => {
    expect(counted(1, 'word')).toBe('1 word')
    expect(counted(1204, 'word')).toBe('1,204 words')
    expect(counted(2, 'more place', 'more places')).toBe('2 more places')
    expect(lengthInWords(1204)).toBe('1,204 words · 5 min')
    expect(lengthInWords(0)).toBe('0 words')
    expect(lengthInWords(3)).toBe('3 words · 1 min')
  })

  it('name a day', () => expect(dayInWords({ year: 2020, month: 5, day: 22 })).toBe('22 May 2020'))
})

describe('the state of a post', () => {
  it.each([
    [{ status: 'published', change: undefined }, undefined, 'published'],
    [{ status: 'published', change: 'edited' }, 'Changed', 'published'],
    [{ status: 'published', change: 'new' }, 'New', undefined],
    [{ status: 'draft', change: 'new' }, 'New', 'draft'],
    [{ status: 'future', change: 'new' }, 'New', 'future'],
    [{ status: 'published', change: 'moved' }, 'Now a post', undefined],
    [{ status: 'future', change: 'moved' }, 'Now a post', 'future'],
    [{ status: 'draft', change: 'moved' }, 'Now a draft', undefined],
    [{ status: 'published', change: 'deleted' }, 'Deleted', undefined],
    [{ status: 'published', change: 'conflict' }, 'Changed elsewhere too', 'published'],
  ] as const)('is said as it is: %j', (item, word, status) => {
    expect([changeWord(item), trueStatus(item)]).toEqual([word, status])
  })
})

describe('details', () => {
  it('have labels', () => {
    expect(labelOf('read_time')).toBe('Read time')
    expect(labelOf('imageAlt')).toBe('Image Alt')
    expect(labelOf('image')).toBe('Picture')
    expect(labelOf('__')).toBe('__')
  })

  it('hold numbers', () => {
    expect(readNumber(' 3,5 ')).toBe(3.5)
    expect(readNumber('')).toBeUndefined()
    expect(readNumber('many')).toBeUndefined()
  })

  it('tell dates, maps and the rest apart', () => {
    const map: unknown = Object.assign(Object.create(null) as object, { text: 'a map with a text' })
    class Stamp {
      readonly text = '2026-11-22'
    }
    expect([isDate(new Stamp()), isMap(new Stamp()), asText(new Stamp())]).toEqual([
      true,
      false,
      '2026-11-22',
    ])
    expect([isDate(map), isMap(map), asText(map)]).toEqual([false, true, ''])
    expect([asText(12), asText(true), asText(null), asText([])]).toEqual(['12', 'true', '', ''])
    expect([isMap([]), isMap(null)]).toEqual([false, false])
  })
})
