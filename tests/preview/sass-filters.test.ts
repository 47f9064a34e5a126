import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileString } from 'sass'
import { describe, expect, it } from 'vitest'
import { readSite } from '../../src/jekyll/index.ts'
import { renderPage } from '../../src/preview/index.ts'
import { siteOf } from '../jekyll/texts.ts'
import { buildSite, hasJekyll } from './jekyll.ts'

/** What is written, by which filter, and what real Jekyll makes of it. */
const cases: readonly (readonly [filter: string, source: string, css: string])[] = [
  ['scssify', '', ''],
  ['scssify', ".é { content: 'ü'; }", '@charset "UTF-8";\n.é { content: \'ü\'; }\n'],
  [
    'scssify',
    '$ink: #123; .a { color: $ink; &:hover { b: c } }',
    '.a { color: #123; }\n\n.a:hover { b: c; }\n',
  ],
  [
    'scssify',
    '@mixin wide($by: 2) { width: 10px * $by } .a { @include wide; .b > & { @include wide(3) } }',
    '.a { width: 20px; }\n\n.b > .a { width: 30px; }\n',
  ],
  [
    'scssify',
    '// gone\n@each $name in one, two { .#{$name} { content: "#{$name}"; } }',
    '.one { content: "one"; }\n\n.two { content: "two"; }\n',
  ],
  ['scssify', '.a { @media (min-width: 10em) { b: c } }', '@media (min-width: 10em) { .a { b: c; } }\n'],
  [
    'sassify',
    '$ink: red\n.a\n  color: $ink\n  .b\n    width: 1px + 2',
    '.a { color: red; }\n\n.a .b { width: 3px; }\n',
  ],
  ['sassify', '=round\n  border-radius: 3px\n.a\n  +round', '.a { border-radius: 3px; }\n'],
]

const page = cases
  .map(
    ([filter, source]) =>
      `{% capture text %}{% raw %}${source}{% endraw %}{% endcapture %}{{ text | ${filter} }}`,
  )
  .join('\n=====\n')
const files = { '_config.yml': 'title: Styles\n', 'page.txt': `---\n---\n${page}` }
const parts = (text: string): string[] => text.split('=====').map(plain)

/** The same styles are the same text: each version of Jekyll's converter breaks its lines in another way. */
const plain = (css: string): string =>
  compileString(css, { syntax: 'css', style: 'compressed', charset: false }).css

describe('sassify and scssify', () => {
  it('give the styles that real Jekyll gave', async () => {
    const site = siteOf(files)
    const { html, warnings } = await renderPage('page.txt', await readSite(site), site)
    expect(warnings).toEqual([])
    expect(parts(html)).toEqual(cases.map(([, , css]) => plain(css)))
  })

  it.skipIf(!hasJekyll)('are compared with what the Jekyll that is installed gives', () => {
    const folder = mkdtempSync(join(tmpdir(), 'galley-sass-'))
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
    const built = buildSite(folder).get('page.txt') ?? ''
    rmSync(folder, { recursive: true })
    expect(parts(built)).toEqual(cases.map(([, , css]) => plain(css)))
  })
})
