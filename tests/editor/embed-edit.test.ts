import { describe, expect, it } from 'vitest'
import { readEmbed, withEmbedPart, type EmbedParts } from '../../src/editor/embed-edit.ts'
import { parseBody, saveBody } from '../../src/editor/document.ts'
import { Editing } from './editing.ts'

const frame =
  '<div class="video"  style="aspect-ratio: 16/9;">\n  <iframe width=560 height="315" src="https://www.youtube.com/embed/abcdefg?a=1&amp;b=2" allowfullscreen></iframe>\n</div>'
const film = "<video controls poster='p.png'><source src='a.mp4'></video>"
const gist = '<script src="https://gist.github.com/a/1.js"></script>'

const changes: readonly (readonly [string, keyof EmbedParts, string, readonly [string, string]])[] = [
  [frame, 'width', '640', ['width=560', 'width="640"']],
  [frame, 'height', '360', ['"315"', '"360"']],
  [frame, 'proportions', '4/3', ['16/9', '4/3']],
  [frame, 'title', 'The “tide”', ['allowfullscreen', 'allowfullscreen title="The “tide”"']],
  [
    frame,
    'address',
    'https://vimeo.com/1',
    ['https://www.youtube.com/embed/abcdefg?a=1&amp;b=2', 'https://vimeo.com/1'],
  ],
  [frame, 'address', 'https://youtu.be/hijklmn?t=1', ['abcdefg?a=1&amp;b=2', 'hijklmn']],
  [film, 'address', 'b.mp4', ["'a.mp4'", "'b.mp4'"]],
  [gist, 'address', 'https://gist.github.com/b/2.js', ['a/1.js', 'b/2.js']],
  [gist, 'width', '3', ['', '']],
]

describe('embeds', () => {
  it('are taken apart', () => {
    const address = 'https://www.youtube.com/embed/abcdefg?a=1&b=2'
    expect(readEmbed(frame)).toEqual({
      address,
      title: null,
      width: '560',
      height: '315',
      proportions: '16/9',
    })
    expect(readEmbed(film)).toMatchObject({ address: 'a.mp4', title: null, width: undefined })
    expect(readEmbed(gist)).toMatchObject({ title: undefined, proportions: undefined })
  })

  it.each(changes)('%j with another %s', (source, part, value, [before, now]) => {
    expect(withEmbedPart(source, part, value)).toBe(source.replace(before, now))
  })

  it('lose a title that is emptied', () => {
    const titled = withEmbedPart(gist.replace('script', 'iframe'), 'title', 'a')
    expect(withEmbedPart(titled, 'title', '')).toBe(gist.replace('script', 'iframe'))
  })

  it('are saved with that change alone', () => {
    const body = `Before.\n\n${frame}\n\nAfter.\n`
    const { doc, origin } = parseBody(body)
    const { tr } = new Editing(doc)
    tr.setNodeAttribute(9, 'source', withEmbedPart(frame, 'width', '1'))
    expect(saveBody(tr.doc, origin)).toMatchObject({
      kind: 'saved',
      body: body.replace('width=560', 'width="1"'),
    })
  })
})
