import { describe, expect, it } from 'vitest'
import { EditorState } from '@tiptap/pm/state'
import { captionAt, setCaption, type CaptionForm } from '../../src/editor/caption.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { schema } from '../../src/editor/schema.ts'

const centered: CaptionForm = { before: '<center><sup>', after: '</sup></center>', gap: '\n\n' }
const beside: CaptionForm = { before: '*', after: '*', gap: '\n' }
const below: CaptionForm = { before: '*', after: '*', gap: '\n\n' }
const picture = '![a](/a.png){:.wide width="60%"}'

/** A post with one picture, its caption as it is read, and the post with another one. */
function caption(body: string, form: CaptionForm, text: string) {
  const { doc, origin } = parseBody(body)
  let at = -1
  doc.descendants((node, pos) => {
    if (node.type.name === 'image') at = pos
  })
  const { tr } = EditorState.create({ doc, schema })
  const read = captionAt(doc, at, form)?.text
  setCaption(tr, at, text, form)
  const save = saveBody(tr.doc, origin)
  return { read, kind: save.kind, body: save.body }
}

const cases: readonly (readonly [string, CaptionForm, string | undefined, string, string])[] = [
  [
    `x\n\n${picture}\n\n<center><sup>Old & new</sup></center>\n\ny\n`,
    centered,
    'Old & new',
    'New',
    `x\n\n${picture}\n\n<center><sup>New</sup></center>\n\ny\n`,
  ],
  [
    `x\n\n${picture}\n\ny\n`,
    centered,
    '',
    'a < b {{ c }}',
    `x\n\n${picture}\n\n<center><sup>a &lt; b &#123;{ c }}</sup></center>\n\ny\n`,
  ],
  [`x\n\n${picture}\n\n<center><sup>Old</sup></center>\n\ny\n`, beside, 'Old', '', `x\n\n${picture}\n\ny\n`],
  [`${picture}\n*Old words*\n\ny\n`, beside, 'Old words', 'New words', `${picture}\n*New words*\n\ny\n`],
  [`${picture}\n*Old words*\n\ny\n`, centered, 'Old words', '', `${picture}\n\ny\n`],
  [`*x*\n\n${picture}\n\ny\n`, beside, '', 'New', `*x*\n\n${picture} *New*\n\ny\n`],
  [
    '<figure>\n  <img src="a.png">\n  <figcaption>Old</figcaption>\n</figure>\n',
    beside,
    'Old',
    '',
    '<figure>\n  <img src="a.png">\n</figure>\n',
  ],
  [
    '<figure><img src="a.png"><figcaption>Old</figcaption></figure>\n\ny\n',
    beside,
    'Old',
    '',
    '<figure><img src="a.png"></figure>\n\ny\n',
  ],
  [`${picture}\n\n*Old*\n\ny\n`, below, 'Old', 'New', `${picture}\n\n*New*\n\ny\n`],
  [`*x*\n\n${picture}\n\ny\n`, below, '', 'New', `*x*\n\n${picture}\n\n*New*\n\ny\n`],
  [`${picture}\n\n<div class="note">x</div>\n`, below, '', '', `${picture}\n\n<div class="note">x</div>\n`],
  [
    `${picture}\n\n<center><sup>By <a href="x">Nell</a>, at noon</sup></center>\n`,
    centered,
    'By Nell, at noon',
    'By Nell, at six',
    `${picture}\n\n<center><sup>By <a href="x">Nell</a>, at six</sup></center>\n`,
  ],
  [
    `${picture}\n\n*By [Nell](x), at noon*\n`,
    below,
    'By Nell, at noon',
    'Drawn by Nell, at noon',
    `${picture}\n\n*Drawn by [Nell](x), at noon*\n`,
  ],
  [
    '<figure>\n  <img src="a.png">\n  <figcaption>Old <b>words</b></figcaption>\n</figure>\n',
    below,
    'Old words',
    'New words',
    '<figure>\n  <img src="a.png">\n  <figcaption>New <b>words</b></figcaption>\n</figure>\n',
  ],
  [
    '<figure>\n  <a href="x"><img src="a.png"></a>\n  <p></p>\n</figure>\n',
    below,
    '',
    'New',
    '<figure>\n  <a href="x"><img src="a.png"></a>\n  <p></p>\n  <figcaption>New</figcaption>\n</figure>\n',
  ],
  [
    '<center><img src="a.png"></center>\n\n<center>Old</center>\n',
    below,
    'Old',
    'New',
    '<center><img src="a.png"></center>\n\n<center>New</center>\n',
  ],
  [
    `${picture}\n\n<center><h2>A part</h2></center>\n`,
    centered,
    '',
    'New',
    `${picture}\n\n<center><sup>New</sup></center>\n\n<center><h2>A part</h2></center>\n`,
  ],
  [`Words ${picture} more\n`, centered, undefined, 'New', `Words ${picture} more\n`],
  [`${picture} more\n`, centered, undefined, 'New', `${picture} more\n`],
]

describe('a caption', () => {
  it.each(cases)('in %j (%j) is %j and becomes %j', (body, form, words, text, wanted) => {
    const { read, kind, body: saved } = caption(body, form, text)
    expect(read).toBe(words)
    expect(kind).toBe('saved')
    expect(saved).toBe(wanted)
  })
})
