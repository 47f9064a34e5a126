import { describe, expect, it } from 'vitest'
import { learnVideos, videoSource } from '../../src/jekyll/videos.ts'

const [one, two] = ['dQw4w9WgXcQ', 'abc_DEF-123']
const watch = `https://www.youtube.com/watch?v=${two}`
const frame = (src: string, more = '') =>
  `<iframe width="560" height="315" src="${src}" title="Video"${more} allowfullscreen></iframe>`

/** A post's text with a video, and how another one is written then. */
const habits: readonly (readonly [text: string, written: string])[] = [
  [`{% include youtube.html id="${one}" %}`, `{% include youtube.html id="${two}" %}`],
  [`{% youtube ${one} %}`, `{% youtube ${two} %}`],
  [`{% youtube "https://youtu.be/${one}?t=3" %}`, `{% youtube "https://youtu.be/${two}" %}`],
  [
    `{% include video id="${one}" provider="youtube" title="The tide" %}`,
    `{% include video id="${two}" provider="youtube" %}`,
  ],
  [
    `{% include video id="${one}" width="9" %}\n\na\n\n{% include video id="${one}" width="8" %}`,
    `{% include video id="${two}" %}`,
  ],
  [
    `<div class="wide">\n<iframe src="//www.youtube.com/embed/${one}?start=4" height="3"></iframe>\n</div>`,
    `<div class="wide">\n<iframe src="//www.youtube.com/embed/${two}" height="3"></iframe>\n</div>`,
  ],
]

describe('videos', () => {
  it.each(habits)('are written as the blog writes them: %s', (text, written) => {
    const learnt = learnVideos([`Before.\n\n${text}\n\nAfter.\n`])
    expect(videoSource(watch, learnt)).toBe(written)
  })

  it('of another site go into the same include where that is told which site it is', () => {
    const learnt = learnVideos([`{% include video id="${one}" provider="youtube" %}`])
    expect(videoSource('https://vimeo.com/123456789', learnt)).toBe(
      '{% include video id="123456789" provider="vimeo" %}',
    )
  })

  it('have a player of their own where the blog has none, whatever form their address has', () => {
    const player = frame(`https://www.youtube-nocookie.com/embed/${two}`)
    for (const address of [watch, `https://youtu.be/${two}?si=x`, `https://youtube.com/shorts/${two}`])
      expect(videoSource(address, learnVideos(['No video. {% include figure.html src="a" %}']))).toBe(player)
    expect(videoSource('https://vimeo.com/12345678', {})).toBe(
      frame('https://player.vimeo.com/video/12345678'),
    )
    expect(videoSource('/assets/tide.mp4', {})).toBe('<video controls src="/assets/tide.mp4"></video>')
    expect(videoSource('https://tube.example/v/1', {})).toBe(frame('https://tube.example/v/1'))
  })

  it('are none where there is no address', () => {
    for (const text of ['', 'a b', 'javascript:alert(1)', '/post/', 'https://a.example/"><script>'])
      expect(videoSource(text, {})).toBeUndefined()
  })
})
