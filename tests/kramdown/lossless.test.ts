import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Element } from '../../src/kramdown/index.ts'
import { leaves, parse, toHtml } from '../../src/kramdown/index.ts'
import { anything, markdown } from './documents.ts'

const joined = (source: string, root: Element): string =>
  leaves(root)
    .map(({ span: [from, to] }) => source.slice(from, to))
    .join('')

/** What every tree keeps: children lie in their parent, in order, without gap or overlap; a text's value is its source. */
function check(source: string, element: Element): void {
  let at = element.span[0]
  for (const child of element.children) {
    expect(child.span[0]).toBe(at)
    at = child.span[1]
    check(source, child)
  }
  if (element.children.length > 0) expect(at).toBe(element.span[1])
  if (element.type === 'text')
    expect(element.value).toBe(source.slice(...element.span).replaceAll('\r', '\n'))
}

const INPUTS = ['GFM', 'kramdown'] as const

describe('the tree is lossless', () => {
  const runs = Number(process.env.GALLEY_RUNS ?? 400)
  for (const input of INPUTS) {
    for (const liquid of [false, true]) {
      it.each([
        ['any string', anything],
        ['any Markdown', markdown],
      ])(`for %s (${input}, liquid ${String(liquid)})`, (_, texts) => {
        fc.assert(
          fc.property(texts, (source) => {
            const root = parse(source, { input, liquid })
            expect(joined(source, root)).toBe(source)
            check(source, root)
          }),
          { numRuns: runs },
        )
      })
    }
  }

  it('for every option that changes what is parsed', () => {
    fc.assert(
      fc.property(markdown, fc.boolean(), fc.boolean(), (source, hardWrap, parseBlockHtml) => {
        const root = parse(source, { hardWrap, parseBlockHtml, parseSpanHtml: !hardWrap, gfmQuirks: [] })
        expect(joined(source, root)).toBe(source)
      }),
      { numRuns: runs },
    )
  })
})

describe('the HTML', () => {
  it('is written for any string', () => {
    fc.assert(
      fc.property(fc.oneof(anything, markdown), (source) => {
        expect(typeof toHtml(source)).toBe('string')
      }),
      { numRuns: 500 },
    )
  })
})
