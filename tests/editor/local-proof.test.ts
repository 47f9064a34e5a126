import fc from 'fast-check'
import { Fragment, Slice } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { parseBody, saveBody, type Node, type Origin } from '../../src/editor/document.ts'
import { provesNearby } from '../../src/editor/local-proof.ts'
import { readAlone, readText, sameNodes } from '../../src/editor/proof.ts'
import { bodiesOf } from './bodies.ts'

interface Edited {
  readonly text: string
  readonly doc: Node
}

/** A block written anew, and the document that somebody who reads this block alone takes that for. */
function rewrite(doc: Node, { inner, ...origin }: Origin, at: number, block: string): Edited {
  const written = inner.slots.map(({ gap, text }, index) => gap + (index === at ? block : text)).join('')
  const read = readAlone(block, { ...origin })
  const blocks = [...doc.children.slice(0, at), ...read, ...doc.children.slice(at + 1)]
  return { text: written + inner.tail, doc: doc.type.create(null, blocks) }
}

/** Whether what is read around the edit proves it, and whether the whole text does. */
function bothProofs({ text, doc }: Edited, origin: Origin): { near: boolean; whole: boolean } {
  const all = readText(text, origin).slots.map(({ node }) => node)
  return { near: provesNearby(text, doc, origin), whole: sameNodes(all, doc.children) === 'exact' }
}

const prose = [
  'a',
  'b c',
  '*d* **e**',
  '`f`',
  '[g]',
  '[h](i)',
  '# j',
  'k\nl',
  'm\\',
  'n  ',
  '1986\\. o',
  'p | q',
]
const structure = [
  '- r',
  '- s\n\n  t',
  '1. u',
  '> v',
  '---',
  '***',
  '| w | x |',
  '    y',
  '  z',
  ': A',
  '===',
  '```\nB\n```',
  '~~~',
  '<div>',
  '</div>',
  '<!-- C',
  '-->',
  '$$',
  '$$ D $$',
  '[g]: E',
  '*[b]: F',
  '[^G]: H',
  'I[^G]',
  '{:.J}',
  '{% raw %}',
  '{% endraw %}',
  '^',
  '`',
  '**',
  '{::comment}',
  '{:/}',
  '* * *',
  'K\n- L',
  'M\n> N',
]
const block = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...prose) },
  { weight: 2, arbitrary: fc.constantFrom(...structure) },
)
const gap = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n\n\n', '\n \n')
const body = fc
  .array(fc.tuple(block, gap), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join(''))

/** `GALLEY_RUNS=20000`: as many mixtures. */
const runs = Number(process.env.GALLEY_RUNS ?? 300)

const endOf = (doc: Node, at: number): number =>
  doc.children.slice(0, at + 1).reduce((size, { nodeSize }) => size + nodeSize, -1)

describe('provesNearby', () => {
  it('proves nothing that the whole text does not prove', () => {
    fc.assert(
      fc.property(body, fc.array(block, { minLength: 1, maxLength: 3 }), fc.nat(), (text, blocks, place) => {
        const { doc, origin } = parseBody(text)
        if (origin.inner.slots.length === 0) return
        const edited = rewrite(doc, origin, place % origin.inner.slots.length, blocks.join('\n\n'))
        const { near, whole } = bothProofs(edited, origin)
        expect(!near || whole).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  it('proves words in the paragraphs of posts', () => {
    let [near, whole] = [0, 0]
    for (const text of bodiesOf(runs > 2000 ? 10 : 40, 20_000)) {
      const { doc, origin } = parseBody(text)
      origin.inner.slots.forEach((slot, at) => {
        if (slot.node.type.name !== 'paragraph' || at % 5 !== 0) return
        const proofs = bothProofs(rewrite(doc, origin, at, `Word ${slot.text} word`), origin)
        expect(!proofs.near || proofs.whole).toBe(true)
        near += Number(proofs.near)
        whole += Number(proofs.whole)
      })
    }
    expect(near / whole).toBeGreaterThan(0.3)
  })

  it('goes on from what was proved last', () => {
    const { doc, origin } = parseBody('One\n\nTwo\n\nThree\n\n<div>\n\nFour\n')
    const typed = (old: Node, at: number, word: string): Node =>
      old.replace(endOf(old, at), endOf(old, at), new Slice(Fragment.from(old.type.schema.text(word)), 0, 0))
    const first = typed(doc, 0, ' a')
    expect(saveBody(first, origin)).toMatchObject({ kind: 'saved' })
    const text = 'One a b\n\nTwo\n\nThree\n\n<div>\n\nFour\n'
    expect(saveBody(typed(first, 0, ' b'), origin)).toEqual({ kind: 'saved', proof: 'exact', body: text })
  })
})
