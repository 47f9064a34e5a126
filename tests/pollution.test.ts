import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { parsePost, readRubyYaml, readSite, serializePost, withFrontMatter } from '../src/jekyll/index.ts'
import { readCorrections } from '../src/jekyll/corrections.ts'
import { DataText } from '../src/jekyll/data/data-text.ts'
import { correctionsFile, writeCorrections } from '../src/jekyll/write-corrections.ts'
import { composeDocument } from '../src/jekyll/yaml/composer.ts'
import { isSame, valueOf } from '../src/jekyll/yaml/values.ts'
import { openSite } from '../src/preview/index.ts'
import { parseRoute } from '../src/ui/router.svelte.ts'
import { parseAddress } from '../src/hosts/address.ts'
import { siteOf } from './jekyll/texts.ts'

/** What every object has by nature; a key of somebody's file must never become one of it. */
const natures = [Object, Array, String, Number, Function, Map, Set, Promise, RegExp, Date].map(
  ({ prototype }) => prototype as object,
)
const seen = () =>
  natures.map(
    (nature) =>
      new Map<PropertyKey, unknown>(
        Object.entries(Object.getOwnPropertyDescriptors(nature)).map(([name, { value }]) => [name, value]),
      ),
  )
const untouched = seen()

afterEach(() => {
  seen().forEach((now, at) => {
    expect([...now.keys()]).toEqual([...(untouched[at]?.keys() ?? [])])
    for (const [name, value] of now) expect(Object.is(value, untouched[at]?.get(name))).toBe(true)
  })
  expect('polluted' in {}).toBe(false)
})

const evil = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
] as const
const key = fc.oneof(fc.constantFrom(...evil), fc.constantFrom('a', 'tags', 'title', 'polluted'))
const leaf = fc.oneof(fc.constantFrom<unknown>(1, true, null, 'x', 'polluted', '__proto__'), fc.integer())
/** Values with such keys at every depth. */
const { value } = fc.letrec<{ value: unknown; map: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('map')),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((pairs) => Object.fromEntries(pairs)),
}))
const map = fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 6 }).map((pairs) => new Map(pairs))

/** A map as a JSON text, which is YAML, too. */
const textOf = (pairs: ReadonlyMap<string, unknown>): string => JSON.stringify(Object.fromEntries(pairs))
const entries = (pairs: ReadonlyMap<string, unknown>): string[] => [...pairs.keys()]

/** Plain data, whichever prototypes it has on the way. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return plain(Object.fromEntries(value as Map<string, unknown>))
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.keys(value)
    .sort()
    .map((name) => [name, plain((value as Record<string, unknown>)[name])])
}

describe('a key that means something to JavaScript means nothing here', () => {
  it('in YAML', () => {
    fc.assert(
      fc.property(map, (pairs) => {
        const text = textOf(pairs)
        const root = composeDocument(text)
        expect(plain(root && valueOf(root))).toEqual(plain(JSON.parse(text)))
        expect(plain(readRubyYaml(text, Number))).toEqual(plain(JSON.parse(text)))
      }),
    )
  })

  it('in YAML that merges', () => {
    for (const name of evil) {
      const root = composeDocument(
        `a: &a\n  ${name}: {polluted: 1}\nb:\n  <<: *a\n  c: 1\n${name}:\n  <<: *a\n`,
      )
      const merged = root && (valueOf(root) as Record<string, Record<string, unknown>>)
      expect(Object.keys(merged ?? {})).toEqual(['a', 'b', name])
      expect(plain(merged?.b)).toEqual(plain(JSON.parse(`{"${name}":{"polluted":1},"c":1}`)))
    }
  })

  it('in front matter, which is read, changed and written back', () => {
    fc.assert(
      fc.property(map, key, value, (pairs, name, next) => {
        const source = `---\n${[...pairs].map(([each, it]) => `${each}: ${JSON.stringify(it)}\n`).join('')}---\nText\n`
        const post = parsePost('_posts/2026-01-01-a.md', source)
        expect(serializePost(post)).toBe(source)
        expect(post.frontMatter.keys).toEqual(entries(pairs))
        for (const [each, it] of pairs) expect(isSame(post.frontMatter.get(each), it)).toBe(true)
        for (const each of evil) expect(post.frontMatter.has(each)).toBe(pairs.has(each))
        const changed = withFrontMatter(post, post.frontMatter.with(name, next))
        const again = parsePost(post.path, serializePost(changed)).frontMatter
        expect(isSame(again.get(name), next)).toBe(true)
        for (const each of evil.filter((one) => one !== name && !pairs.has(one)))
          expect(again.get(each)).toBeUndefined()
      }),
    )
  })

  it.each(['json', 'yml', 'csv', 'tsv'])('in data: %s', (ending) => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 1 }), key, (names, name) => {
        const by = ending === 'csv' ? ',' : '\t'
        const row = Object.fromEntries(names.map((each) => [each, `is ${each}`]))
        const text = ending.endsWith('sv')
          ? `${names.join(by)}\n${Object.values(row).join(by)}\n`
          : JSON.stringify([row])
        const data = new DataText(`_data/a.${ending}`, text)
        expect(plain(data.value)).toEqual(plain([row]))
        if (!names.includes(name) && ending.endsWith('sv')) return
        const set = data.set([0, name], 'new')
        expect(plain(set.value)).toEqual(plain([Object.fromEntries([...Object.entries(row), [name, 'new']])]))
        expect(plain(new DataText(`_data/a.${ending}`, set.text).value)).toEqual(plain(set.value))
      }),
    )
  })

  it('in what is said of the blog’s habits', () => {
    fc.assert(
      fc.property(map, map, (pairs, details) => {
        const text = JSON.stringify({ ...Object.fromEntries(pairs), details: Object.fromEntries(details) })
        const said = readCorrections(text)
        writeCorrections(text, said)
        writeCorrections('', said)
        for (const each of evil.slice(0, 3)) expect(Object.keys(said)).not.toContain(each)
      }),
    )
  })

  it('in a whole blog, with its settings, other editors’ settings, defaults, data and pages', async () => {
    await fc.assert(
      fc.asyncProperty(map, async (pairs) => {
        const text = textOf(pairs)
        const settings = JSON.stringify({
          collections: [{ name: '__proto__', folder: '_posts', fields: [JSON.parse(text)] }],
        })
        const shown = evil.map(
          (name) =>
            `{{ page.${name} }}{{ site.${name} }}{{ site.data.${name}.${name}.polluted }}{{ site.data.d.${name} }}{{ x.${name}.y }}`,
        )
        const files = siteOf(
          Object.fromEntries([
            [
              '_config.yml',
              `title: T\ndefaults:\n- scope: {path: ''}\n  values: ${text}\ncollections: ${text}\n${text.slice(1, -1)}`,
            ],
            ...[
              'admin/config.yml',
              '.pages.yml',
              '_prose.yml',
              'frontmatter.json',
              'cloudcannon.config.yml',
            ].map((path) => [path, settings]),
            [correctionsFile, text],
            ...evil.map((name) => [`_data/${name}.json`, text]),
            ['_data/d.csv', `${evil.join(',')}\npolluted\n`],
            [
              '_posts/2026-01-01-a.md',
              `---\n${text}\n---\n${shown.join('\n')}{% assign __proto__ = "polluted" %}{{ __proto__ }}\n`,
            ],
            ['__proto__.md', `---\ntitle: P\n---\n{% include constructor p="x" __proto__="polluted" %}\n`],
            ['_includes/constructor', '{{ include.p }}{{ include.constructor }}'],
          ]) as Record<string, string>,
        )
        const site = await readSite(files)
        const renderer = await openSite(site, files)
        const pages = await renderer.destinations()
        expect(pages.length).toBeGreaterThan(0)
        for (const { path } of pages) {
          const { html } = await renderer.renderDestination(path)
          expect(html).not.toMatch(/native code|\[object /)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('in an address, of the app and of a blog', () => {
    for (const name of evil) {
      expect(parseRoute(`#/${name}`)).toEqual({ name: 'posts' })
      expect(parseRoute(`#/?${name}[polluted]=1&${name}=2`)).toMatchObject({ name: 'posts' })
      expect(parseRoute(`#/post/${name}`)).toEqual({ name: 'post', path: name })
      expect(parseAddress(`https://example.org/${name}`)).toMatchObject({ kind: 'blog', blog: { name } })
    }
  })
})
