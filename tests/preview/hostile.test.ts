import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite, renderPage } from '../../src/preview/index.ts'
import { siteOf } from '../jekyll/texts.ts'

const post = '_posts/2020-01-02-post.md'

async function render(
  texts: Readonly<Record<string, string>>,
  path = post,
): Promise<{ html: string; codes: string[] }> {
  const files = siteOf(texts)
  const { html, warnings } = await renderPage(path, await readSite(files), files)
  return { html, codes: warnings.map(({ code }) => code) }
}

/** The processor's seconds of what is done meanwhile; compiling and collecting run beside it. */
async function cost(deed: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await deed()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const million = `[${'{"a": "b"}, '.repeat(1_000_000)}1]`
const readMillion = (): Promise<number> => cost(() => JSON.parse(million) as unknown)

/** What has no bounds takes minutes; what has, less than this machine needs to read a million values forty times (10 s). */
async function expectBounded(spent: number): Promise<void> {
  if (spent < 4) return
  const floor = Math.max(await readMillion(), await readMillion(), await readMillion())
  expect(spent / floor).toBeLessThan(40)
}

const of = (body: string): Record<string, string> => ({ [post]: `---\n---\n${body}` })
const loop = (depth: number, body: string): string =>
  '{% for i in (1..100000) %}'.repeat(depth) + body + '{% endfor %}'.repeat(depth)

describe('a page that asks for too much', () => {
  it.each([
    ['loops in loops', of(loop(4, '{% assign a = i | plus: 1 %}'))],
    ['loops in loops that write', of(loop(4, 'x'))],
    ['a huge range', of('{% for i in (1..99999999999) %}x{% endfor %}')],
    ['a huge range, joined', of('{{ (1..99999999999) | join: "," }}')],
    [
      'a text that doubles',
      of(`{% assign a = "xxxxxxxxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(60)}{{ a | size }}`),
    ],
    [
      'a list that doubles',
      of(`{% assign a = "x,y" | split: "," %}${'{% assign a = a | concat: a %}'.repeat(60)}{{ a | size }}`),
    ],
    ['a number that grows', of(`{% assign a = 99 %}${'{% assign a = a | times: a %}'.repeat(60)}{{ a }}`)],
    [
      'an include that includes itself',
      { ...of('{% include a.html %}'), '_includes/a.html': 'a{% include a.html %}' },
    ],
    [
      'two includes that include each other',
      {
        ...of('{% include a.html %}'),
        '_includes/a.html': '{% include b.html %}{% include b.html %}',
        '_includes/b.html': '{% include a.html %}{% include a.html %}',
      },
    ],
    ['ten megabytes', of(loop(2, 'x'.repeat(1000)))],
    ['megabytes of lists', of(`{% for i in (1..1000) %}${'* a\n'.repeat(1300)}{% endfor %}`)],
    ['megabytes of lists that the file itself has', of('- a\n  - b\n'.repeat(500_000))],
    [
      'captures of captures',
      of(
        `{% capture a %}${'x'.repeat(1000)}{% endcapture %}${'{% capture a %}{{ a }}{{ a }}{{ a }}{% endcapture %}'.repeat(30)}{{ a }}`,
      ),
    ],
    [
      'replacing much by more',
      of(
        `{% assign a = "${'a'.repeat(1000)}" %}${'{% assign a = a | replace: "a", a %}'.repeat(10)}{{ a | size }}`,
      ),
    ],
  ])('%s', async (_, texts) => {
    const spent = await cost(async () => {
      const { html, codes } = await render(texts)
      expect(codes).toContain('too-much')
      expect(html).toContain('galley-placeholder')
    })
    await expectBounded(spent)
  })

  it('layouts in a circle', async () => {
    const layouts = {
      '_layouts/a.html': '---\nlayout: b\n---\na{{ content }}',
      '_layouts/b.html': '---\nlayout: a\n---\nb{{ content }}',
    }
    const { html, codes } = await render({ [post]: '---\nlayout: a\n---\nText', ...layouts })
    expect(html).toBe('ba<p>Text</p>\n')
    expect(codes).toEqual(['too-much'])
  })

  it('posts that show each other', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `_posts/2020-01-${String((index % 28) + 1).padStart(2, '0')}-p${index}.md`,
        '---\n---\n{% for p in site.posts %}{{ p.content }}{{ p.excerpt }}{% endfor %}',
      ]),
    )
    const { html } = await render({ ...texts, ...of('{% for p in site.posts %}{{ p.output }}{% endfor %}') })
    expect(html.length).toBeLessThan(20_000_000)
  })
})

describe('names that mean something to JavaScript', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']

  it.each(names)('%s is a key like any other', async (name) => {
    const texts = {
      '_config.yml': `${name}: {polluted: config}\n`,
      [`_data/${name}.yml`]: `${name}: {polluted: data}\n`,
      [post]: `---\n${name}: {polluted: page}\n---\n{{ page.${name}.polluted }} {{ site.${name}.polluted }} {{ site.data.${name}.${name}.polluted }} [{{ site.missing.${name} }}{{ "x".${name} }}{{ page.title.${name} }}{{ forloop.${name} }}{{ jekyll.${name} }}{% ${name} %}{{ 1 | ${name} }}]`,
    }
    const { html } = await render(texts)
    expect(html).toContain('page config data [')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each(names)('%s names no tag, filter or layout', async (name) => {
    const { codes } = await render({ [post]: `---\nlayout: ${name}\n---\n{% ${name} %}{{ 1 | ${name} }}` })
    expect(codes.sort()).toEqual(['missing-layout', 'unknown-filter', 'unknown-tag'])
  })
})

describe('files outside of the site', () => {
  it.each(['../secret', '/etc/passwd', '../../etc/passwd', 'a/../../b'])(
    '%s is not included',
    async (path) => {
      const { html, codes } = await render({
        ...of(`{% include ${path} %}{% include_relative ${path} %}`),
        secret: 'SECRET',
      })
      expect(html).not.toContain('SECRET')
      expect(codes.every((code) => code === 'failed' || code === 'missing-include')).toBe(true)
    },
  )
})

/** A list that says `lol` so often that no machine could hold it, by names for lists. */
const laughs = [
  'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]',
  ...Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(10)}*a${at}]`),
].join('\n')

describe('a list that grows with every name in it', () => {
  it.each([
    ['written as JSON', '{{ x | jsonify }}'],
    ['shown', '{{ x }}'],
    ['inspected', '{{ x | inspect }}'],
    ['joined', '{{ x | join: "," }}'],
    [
      'walked through',
      '{% for a in x %}{% for b in a %}{% for c in b %}{% for d in c %}{% for e in d %}{% for f in e %}{% for g in f %}.{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['compared', '{% assign y = x | push: 1 %}{% if x == y %}same{% endif %}{{ x | uniq | size }}'],
  ])('%s', async (_, liquid) => {
    const texts = {
      '_data/bomb.yml': laughs,
      [post]: `---\n${laughs}\n---\n${liquid.replaceAll('x', 'site.data.bomb.a12')}${liquid.replaceAll('x', 'page.a12')}`,
    }
    const spent = await cost(async () => expect(typeof (await render(texts)).html).toBe('string'))
    await expectBounded(spent)
  })
})

describe('a file of millions of values', () => {
  const values = '- a: b\n'.repeat(900_000)
  const data = { '_data/a.yml': values, '_data/b.json': `[${'{"a": 1}, '.repeat(600_000)}1]` }

  it.each([
    ['as data', { ...of('{{ site.data.a | size }}{{ site.data.b | size }}'), ...data }, 'unreadable-data'],
    ['as details', { [post]: `---\nx:\n${values}---\n{{ page.x | size }}` }, undefined],
    ['as settings', { ...of('Text'), '_config.yml': `x:\n${values}` }, undefined],
  ])('%s', async (_, texts: Record<string, string>, code) => {
    const spent = await cost(async () => {
      const { codes } = await render(texts)
      if (code !== undefined) expect(codes).toContain(code)
    })
    await expectBounded(spent)
  })
})

const own = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '{{ "<script>" }}{% include nowhere.html %}{% raw %}{{{% endraw %}',
  '[x](javascript:alert(1)){: onclick="alert(1)"}',
  '<style>@import "https://example.org"</style><!--',
]
const payloads = join(process.env.GALLEY_PAYLOADS ?? '', 'xss.txt')
const all = existsSync(payloads)
  ? readFileSync(payloads, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  : own
const perPage = 60

it('hostile strings never stop the renderer, wherever they stand', async () => {
  for (let at = 0; at < all.length; at += perPage) {
    const lines = all.slice(at, at + perPage)
    const text = lines.join('\n\n')
    const names = lines.filter((line) => !line.includes('/'))
    const texts = {
      [post]: `---\ntitle: ${JSON.stringify(text)}\nlayout: a\n---\n${text}\n\n{% include a.html p=page.title %}`,
      '_layouts/a.html': `${text}{{ content }}`,
      '_includes/a.html': `{{ include.p | markdownify }}{{ site.data.a | jsonify }}{{ site.data.b }}{{ site.data.c }}${text}`,
      '_data/a.yml': lines.map((line) => `- ${JSON.stringify(line)}\n`).join(''),
      '_data/b.json': JSON.stringify(Object.fromEntries(lines.map((line) => [line, line]))),
      '_data/c.csv': lines.map((line) => `"${line.replaceAll('"', '""')}",1\n`).join(''),
      ...Object.fromEntries(names.map((name) => [`pictures/${name}.svg`, '<svg/>'])),
    }
    const { html } = await render(texts)
    expect(html.length, String(at)).toBeGreaterThan(text.length)
  }
})

it('a long text that asks for little is shown', async () => {
  const prose = 'The fog stayed over the harbor all day, and *nobody* went out.\n\n'
  const files = siteOf(of(prose.repeat(10_000)))
  // what it costs is judged by the clock, which says nothing on a busy machine
  const renderer = await openSite(await readSite(files), files, { time: 30_000 })
  const { html, warnings } = await renderer.render(post)
  expect(warnings).toEqual([])
  expect(html.length).toBeGreaterThan(prose.length * 10_000)
})
