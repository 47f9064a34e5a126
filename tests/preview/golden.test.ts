import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Context, Limits } from '../../src/preview/liquid/context.ts'
import { filtersOf } from '../../src/preview/liquid/filters/filter-table.ts'
import { liquidFilters } from '../../src/preview/liquid/filters/index.ts'
import { liquidTags } from '../../src/preview/liquid/tags/index.ts'
import { parseTemplate } from '../../src/preview/liquid/template.ts'
import { Float } from '../../src/preview/liquid/values.ts'
import { own } from './golden-differences.ts'

interface Case {
  readonly name: string
  readonly template: string
  readonly data?: unknown
  readonly templates?: Readonly<Record<string, string>>
  readonly result?: string
  readonly results?: readonly string[]
  readonly invalid?: boolean
  readonly tags?: readonly string[]
}

const path = process.env.GALLEY_LIQUID ?? ''
const cases = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { tests: Case[] }).tests : []

function ruby(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ruby)
  if (typeof value === 'number') return Number.isInteger(value) ? value : new Float(value)
  if (typeof value !== 'object' || value === null) return value
  return new Map(Object.entries(value).map(([key, each]) => [key, ruby(each)]))
}

const tags = new Map(Object.entries(liquidTags))
const filters = filtersOf(liquidFilters)

function render({ template, data }: Case): string {
  const failed = (error: unknown): string => {
    throw error
  }
  const context = new Context(ruby(data ?? {}) as Map<unknown, unknown>, {
    limits: new Limits(5000, 1e7),
    filters,
    unknownFilter: (_, input) => input,
    failed,
    site: undefined,
  })
  return parseTemplate(template, tags, () => undefined).text(context)
}

/** What Jekyll has of its own or not at all: its `include`, `date` on the site's clock, Liquid's newer tags and filters. */
const beyond = /^(?:include|render|doc|date|has|find_index|reject|sum|find|where) (?:tag|filter)$|^strict/
const isOurs = ({ tags: named = [], templates }: Case): boolean =>
  templates === undefined && !named.some((name) => beyond.test(name))

function outcome(test: Case): string {
  try {
    return render(test)
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : String(error)}`
  }
}

describe.skipIf(cases.length === 0)('the golden cases of Liquid', () => {
  const ours = cases.filter(isOurs)

  it.each(ours.filter(({ name, invalid }) => invalid !== true && !Object.hasOwn(own, name)))(
    '$name',
    (test) => {
      expect(test.results ?? [test.result]).toContain(outcome(test))
    },
  )

  it.each(ours.filter(({ name }) => Object.hasOwn(own, name)))('Liquid 4 and 5.4: $name', (test) => {
    expect(outcome(test)).toBe(own[test.name]?.gives)
  })

  it('names no difference that there is not', () => {
    const same = ours.filter((test) => Object.hasOwn(own, test.name) && test.result === outcome(test))
    expect(same.map(({ name }) => name)).toEqual([])
  })
})
