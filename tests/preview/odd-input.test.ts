import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { siteFolder } from '../../src/cli/site-folder.ts'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'
import { builtAt, hasJekyll } from './jekyll.ts'

/** Values that a filter does not expect, as YAML in `_data/odd.yml`. */
const odd: Readonly<Record<string, string>> = {
  nil: '~',
  yes: 'true',
  no: 'false',
  empty: '""',
  blank: '" \\t "',
  zero: '0',
  minus: '-7',
  int: '42',
  float: '2.5',
  small: '1.0e-7',
  large: '1.0e+20',
  huge: '12345678901234567890',
  zero_text: '"0"',
  int_text: '"12"',
  float_text: '" -3.75 "',
  power_text: '"1e3"',
  half_text: '"12abc"',
  word: 'Harbor',
  sentence: '"One  two,\\n three -- \\"four\\"... five."',
  unicode: '"Ünïcode 日本語 👩‍👩‍👧 ß ǆ İ"',
  lines: '"a\\r\\nb\\n\\n\\tc "',
  html: '"<p class=\'a\'>b &amp; <b>c</b><br/><!-- d --><script>e</script></p>"',
  address: '"/a b/é?x=1&y=[2]#z"',
  outside: '"https://example.org/ü/%20a?q=ä b"',
  date_text: '"2021-03-28 02:30:00 +0530"',
  day: '2020-02-29',
  moment: '2020-02-29 23:30:15 -0330',
  summer: '2021-06-30T23:59:60Z',
  west: '"2019-12-29T22:15:00-08:00"',
  spring: '"2020-03-29 02:30:00"',
  written_date: '"Sat, 01 Feb 2020 10:20:30 EST"',
  epoch_text: '"1582979415"',
  accents: '"Crème Brûlée — Ǆ ﬁne ½ Ⅷ ŒUVRE Łódź Ωmega Привет 東京 naïve_café.txt (v2)! 1"',
  rtl: '"שלום עולם ١٢٣ न\u093fर"',
  joined_marks: '"e\u0301 o\u0308 İstanbul ǅ ΣΑΣ"',
  no_list: '[]',
  list: '[3, ~, b, 2.5, [4, [5]], true]',
  words: '[pear, Apple, "", apple, Pear, "10", "9"]',
  numbers: '[10, 9, 2.5, -1, 10]',
  no_hash: '{}',
  hash: '{name: Ann, inner: {b: [1, {c: ~}]}, "k y": 2, 3: three}',
  deep: '{a: {b: [{c: {d: ~, "e f": [1, [2, {g: h}]]}}, false]}, true: yes, ~: none, 1.5: x}',
  nils: '[~, {n: 2}, {n: ~}, {m: 1}, {n: 1}]',
  mixed: '[b, ~, a, ~]',
  nested: '[{p: {q: 3}}, {p: {q: ~}}, {p: {q: 1}}, {p: ~}, {}]',
  people:
    '[{name: Bo, age: 9, tags: [x, y]}, {name: al, age: ~}, {name: Cy, age: 10, in: {city: Rye}}, {age: 2.5}]',
}

/** How each filter is called: without anything, and with what it does not expect. */
const calls: Readonly<Record<string, readonly string[]>> = {
  abs: [''],
  append: [': nil', ': 1', ': site.data.odd.list', ': "é"'],
  array_to_sentence_string: ['', ': "or"', ': nil'],
  at_least: [': 3', ': "4"', ': nil', ': "x"'],
  at_most: [': 3', ': "4"', ': nil', ': "x"'],
  capitalize: [''],
  ceil: [''],
  cgi_escape: [''],
  compact: ['', ': "age"'],
  concat: [': site.data.odd.list', ': nil'],
  date: [
    ': "%Y-%m-%d %H:%M:%S %z"',
    ': "%j %U %a %-d %b %^B %10Y %s"',
    ': "%c|%D|%F|%G-W%V-%u|%I:%M %p %P|%L %3N|%Z %:z %::z|%e%n%t|%-H%k%l|%y%C|%#a%^a"',
    ': ""',
    ': nil',
    ': "é%%"',
  ],
  date_to_long_string: ['', ': "ordinal"', ': "ordinal", "US"'],
  date_to_rfc822: [''],
  date_to_string: ['', ': "ordinal"', ': "ordinal", "US"', ': "x", "US"'],
  date_to_xmlschema: [''],
  default: [': "d"', ': nil', ': "d", allow_false: true', ': allow_false: true', ': site.data.odd.hash'],
  divided_by: [': 3', ': "2"', ': 2.0', ': 0', ': 0.0', ': nil', ': -4'],
  downcase: [''],
  escape: [''],
  escape_once: [''],
  find: [': "name", "Bo"', ': "age", 10', ': "name", nil'],
  find_exp: [': "i", "i.age > 3"', ': "i", "i == 10"'],
  first: [''],
  floor: [''],
  group_by: [': "name"', ': "nothing"', ': "in"'],
  group_by_exp: [': "i", "i.age"', ': "i", "i | size"'],
  inspect: [''],
  join: ['', ': "-"', ': nil', ': 1'],
  jsonify: [''],
  last: [''],
  lstrip: [''],
  map: [': "name"', ': "nothing"', ': "in"'],
  markdownify: [''],
  minus: [': 2', ': "1.5"', ': nil', ': "x"'],
  modulo: [': 3', ': -3', ': 2.5', ': "4"'],
  newline_to_br: [''],
  normalize_whitespace: [''],
  number_of_words: ['', ': "cjk"', ': "auto"'],
  plus: [': 2', ': "1.5"', ': nil', ': "x"'],
  pop: ['', ': 2', ': 0'],
  prepend: [': nil', ': 1', ': "é"'],
  push: [': nil', ': 1'],
  relative_url: [''],
  absolute_url: [''],
  remove: [': "a"', ': ""', ': "1"'],
  remove_first: [': "a"', ': "1"'],
  replace: [': "a", "\\\\0"', ': "b"', ': "", "-"', ': "2", 3'],
  replace_first: [': "a", "$1"', ': "b"', ': "", "-"'],
  reverse: [''],
  round: ['', ': 1', ': -1', ': "2"', ': nil'],
  rstrip: [''],
  shift: ['', ': 2'],
  size: [''],
  slice: [': 1', ': -3, 2', ': 0, 0', ': 99', ': 1, -1', ': "1", "2"'],
  slugify: ['', ': "pretty"', ': "ascii"', ': "latin"', ': "raw"', ': "none"', ': "unknown"', ': nil'],
  smartify: [''],
  sort: [
    '',
    ': "age"',
    ': "age", "last"',
    ': "name"',
    ': "in"',
    ': "n"',
    ': "n", "last"',
    ': "n", "first"',
    ': "n", "x"',
    ': "p.q"',
    ': "p.q", "last"',
  ],
  sort_natural: ['', ': "name"'],
  split: [': ""', ': " "', ': "b"', ': nil', ': 1'],
  strip: [''],
  strip_html: [''],
  strip_index: [''],
  strip_newlines: [''],
  times: [': 2', ': "1.5"', ': nil', ': -1'],
  to_integer: [''],
  truncate: ['', ': 5', ': 2', ': 5, ""', ': 0', ': -1', ': "4", 1'],
  truncatewords: ['', ': 2', ': 0', ': 1, ""', ': 2, 7'],
  uniq: ['', ': "age"'],
  unshift: [': nil', ': 1'],
  upcase: [''],
  uri_escape: [''],
  url_decode: [''],
  url_encode: [''],
  where: [
    ': "name", "Bo"',
    ': "age", nil',
    ': "tags", "x"',
    ': "age", "10"',
    ': "nothing", nil',
    ': "name", empty',
    ': "n", 1',
    ': "p.q", 3',
  ],
  where_exp: [': "i", "i.age > 3"', ': "i", "i contains \'a\'"', ': "i", "i.name and i.tags"'],
  xml_escape: [''],
}

/** Calls that are not tried, and why. */
const left: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/huge \| date/, 'Ruby counts years without end'],
  [/(?:half_text|outside) \| date/, 'Ruby takes any two digits for a day of this month'],
  [
    /(?:moment|summer|west) \| (?:compact|concat|join|reverse|sort_natural|uniq)/,
    'Ruby makes a list of the parts of a time',
  ],
  [
    /odd\.(?:list|nils|mixed) \| (?:markdownify|smartify)/,
    'Ruby writes a list in ASCII, and kramdown then quotes as numbers',
  ],
  [/html \| smartify/, 'kramdown quotes the attributes of a block element anew'],
  [/(?:words|nested|nils|mixed) \| sort_natural: "name"/, 'Ruby sorts what is equal in any order'],
  [/float_text \| times: nil/, 'Ruby knows a zero below zero'],
]

interface Case {
  readonly call: string
  readonly template: string
}

const casesOf = (filter: string): Case[] =>
  Object.keys(odd).flatMap((name) =>
    (calls[filter] ?? []).map((call) => {
      const value = `site.data.odd.${name} | ${filter}${call}`
      return { call: value, template: `{{ ${value} }}|{{ ${value} | inspect }}` }
    }),
  )

function makeSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-odd-'))
  mkdirSync(join(folder, '_data'))
  writeFileSync(
    join(folder, '_config.yml'),
    'url: https://blog.example\nbaseurl: /b\ntimezone: Europe/Paris\n',
  )
  const values = Object.entries(odd).map(([name, value]) => `${name}: ${value}\n`)
  writeFileSync(join(folder, '_data/odd.yml'), values.join(''))
  writeFileSync(join(folder, 'page.html'), '---\n---\n')
  return folder
}

/** What Jekyll makes of each; null where it would end the build. */
function expectedOf(folder: string, cases: readonly Case[]): readonly (string | null)[] {
  const { stdout, stderr, status } = spawnSync('ruby', [join(import.meta.dirname, 'odd-input.rb'), folder], {
    input: JSON.stringify(cases.map(({ template }) => template)),
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, TZ: 'UTC', JEKYLL_ENV: 'production', LC_ALL: 'C.UTF-8' },
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as (string | null)[]
}

const mark = '\u241e'

describe.skipIf(!hasJekyll)('a filter with what it does not expect, as Jekyll has it:', () => {
  let render: (cases: readonly Case[]) => Promise<readonly string[]>
  const expected = new Map<string, string | null>()

  beforeAll(async () => {
    const folder = makeSite()
    const cases = Object.keys(calls).flatMap(casesOf)
    expectedOf(folder, cases).forEach((text, at) => expected.set(cases[at]?.template ?? '', text))
    const files = siteFolder(folder)
    const renderer = await openSite(await readSite(files), files, {
      now: Date.parse(builtAt),
      time: 20_000,
    })
    render = async (cases) => {
      const text = cases.map(({ template }) => template).join(mark)
      const { html } = await renderer.render('page.html', `---\n---\n${text}`)
      return html.split(mark)
    }
  })

  it.each(Object.keys(calls))('%s', async (filter) => {
    const cases = casesOf(filter).filter(
      ({ call, template }) =>
        expected.get(template) !== null && !left.some(([pattern]) => pattern.test(call)),
    )
    const given = await render(cases)
    const differing = cases.flatMap(({ call, template }, at) =>
      given[at] === expected.get(template)
        ? []
        : [{ call, gives: given[at], jekyll: expected.get(template) }],
    )
    expect(differing).toEqual([])
  })
})
