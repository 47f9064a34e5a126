import { describe, expect, it } from 'vitest'
import { learnConventions, readSite } from '../../src/jekyll/index.ts'
import { siteOf } from './texts.ts'

const lookOf = async (body: string) =>
  learnConventions(await readSite(siteOf({ '_posts/2020-01-01-a.md': `---\n---\n${body}` }))).look

describe('how pictures look', () => {
  it.each([
    ['![a](a.png){: width="60%"}', 'percent'],
    ['![a](a.png){: width="300"}', 'pixels'],
    ['![a](a.png){: style="width: 50%"}', 'style'],
    ['![a](a.png){: .w-50 .rounded}', 'class'],
    ['![a](a.png)', 'percent'],
  ])('in %s: the width', async (body, width) => {
    expect((await lookOf(body)).width).toBe(width)
  })

  it('the classes, most used first, and how lists begin', async () => {
    const { classes, start } = await lookOf(
      '![a](a.png){:.b width="{{ x.y }}"}\n![a](a.png){:class="c b"}\n![a](a.png){: .d#e}',
    )
    expect(classes.map(({ value }) => value)).toEqual(['b', 'c', 'd'])
    expect(start).toBe('{:')
  })

  it.each([
    ['![a](a.png){:.x}\n\n<center><sup>Words</sup></center>\n', ['<center><sup>', '</sup></center>', '\n\n']],
    ['[![a](a.png)](b)\n*Words*\n', ['*', '*', '\n']],
    ['![a](a.png)\n\n_Words_\n\n![a](a.png)\n\n_Words_\n\n![a](a.png)\n\n_Words_\n', ['_', '_', '\n\n']],
    ['![a](a.png)\n\n_Once may be chance_\n', undefined],
    ['![a](a.png)\n\nWords *end*\n', undefined],
    ['![a](a.png)\n\n\n*Words*\n', undefined],
    ['![a](a.png)\n**Words**\n', undefined],
  ])('in %j: the caption', async (body, wanted) => {
    const { caption } = await lookOf(body)
    expect(caption && [caption.before, caption.after, caption.gap]).toEqual(wanted)
  })
})
