import { describe, expect, it } from 'vitest'
import { contentWidth } from '../../src/jekyll/content-width.ts'

describe('how wide a site shows its pictures', () => {
  it.each([
    ['$content-width: 860px !default;', 860],
    [':root { --main-width: 46rem }', 736],
    ['.container { margin: 0 auto; max-width: 1100px; }', 1100],
    ['body { color: red }\nmain.page{max-width:50em}', 800],
    ['.wrapper { max-width: 640px }\n$content-width: 720px;', 720],
    ['@media (max-width: 600px) { img { max-width: 900px } }', 800],
    ['$content-width: calc(100% - 2px); .container { max-width: 4000px }', 800],
    ['', 800],
  ])('%j: %i', (style, width) => {
    expect(contentWidth([style])).toBe(width)
  })

  it('is looked for in a hostile stylesheet without end', () => {
    for (const part of ['--', ' .post', ' .post{', '.posta', '$width', ' main,'])
      expect(contentWidth([part.repeat(200_000 / part.length)])).toBe(800)
  }, 10_000)
})
