import { expect, it } from 'vitest'
import { readSite } from '../../src/jekyll/index.ts'
import { openSite } from '../../src/preview/index.ts'
import { siteOf } from '../jekyll/texts.ts'

async function assetOf(texts: Readonly<Record<string, string>>, address: string): Promise<unknown> {
  const files = siteOf(texts)
  return (await openSite(await readSite(files), files)).assetAt(address)
}

it('compiles Sass after Liquid, with what it imports', async () => {
  const texts = {
    '_config.yml': 'color: red\nsass: {load_paths: [other]}\n',
    'css/main.scss':
      '---\n---\n$color: {{ site.color }};\n@import "part";\n@import "deep/indented";\n@import "elsewhere";\n',
    '_sass/_part.scss': '.part { color: $color; .in { width: 5px * 2 } }',
    '_sass/deep/_indented.sass': '@import "beside"\n.indented\n  color: blue',
    '_sass/deep/_beside.scss': '.beside { a: b }',
    'other/elsewhere.scss': '.elsewhere { a: "é" }',
  }
  expect(await assetOf(texts, 'css/main.css')).toEqual({
    text: '.part{color:red}.part .in{width:10px}.beside{a:b}.indented{color:blue}.elsewhere{a:"é"}',
  })
})

it('gives files as they are, and pages that are no HTML as they are made', async () => {
  const texts = {
    'a/plain.css': 'a { b: c }',
    'a/made.css': '---\n---\n{{ "x" | append: "y" }}',
    '_config.yml': 'collections: {food: {output: true}}\n',
    '_food/pic.svg': '<svg/>',
  }
  expect(await assetOf(texts, 'a/plain.css')).toEqual({ path: 'a/plain.css' })
  expect(await assetOf(texts, 'a/made.css')).toEqual({ text: 'xy' })
  expect(await assetOf(texts, 'food/pic.svg')).toEqual({ path: '_food/pic.svg' })
  expect(await assetOf(texts, 'nowhere.css')).toBeUndefined()
})
