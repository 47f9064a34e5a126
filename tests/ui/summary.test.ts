import { describe, expect, it } from 'vitest'
import type { ReviewItem } from '../../src/app/index.ts'
import { deeds, summarize } from '../../src/ui/publish/summary.ts'

function item(title: string, change: ReviewItem['change'], ...sentences: string[]): ReviewItem {
  return { path: title, title, kind: 'post', change, sentences, before: '', after: '', diff: [], advice: [] }
}
const picture = (title: string): ReviewItem => ({ ...item(title, 'new'), kind: 'picture' })

describe('the summary of what publishing changes', () => {
  it.each([
    [[], 'Nothing has changed.'],
    [[item('Fog', 'edited', '1 paragraph changed')], 'In ‘Fog’ you changed 1 paragraph.'],
    [
      [item('Fog', 'edited', '1 paragraph changed', '2 lists added', 'tags changed', 'read_time removed')],
      'In ‘Fog’ you changed 1 paragraph and the tags, added 2 lists, and removed the read time.',
    ],
    [[item('Fog', 'moved', 'made a draft')], 'You made ‘Fog’ a draft.'],
    [
      [item('Fog', 'moved', '1 heading changed', 'made a post')],
      'In ‘Fog’ you changed 1 heading, and made it a post.',
    ],
    [[item('Fog', 'edited', 'published changed')], 'In ‘Fog’ you changed whether it is shown.'],
    [[item('Fog', 'edited', 'constructor changed')], 'In ‘Fog’ you changed the constructor.'],
    [[item('Fog', 'edited')], 'You changed ‘Fog’.'],
    [[item('Fog', 'new'), picture('boat.png')], 'You wrote ‘Fog’ and added 1 picture.'],
    [[item('Fog', 'edited', '1 picture added'), picture('boat.png')], 'In ‘Fog’ you added 1 picture.'],
    [[item('Fog', 'deleted')], 'You deleted ‘Fog’.'],
    [[picture('a.png'), picture('b.png')], 'You added 2 pictures.'],
    [
      [item('A', 'edited', 'tags changed'), item('B', 'moved'), item('C', 'new'), item('D', 'deleted')],
      'You changed 2 posts, wrote 1 post and deleted 1 post.',
    ],
  ])('reads as a sentence (%#)', (items, sentence) => expect(summarize(items)).toBe(sentence))

  it('names the deeds of one post', () => {
    expect(deeds(item('Fog', 'edited', 'image changed'))).toBe('changed the picture of the post')
    expect(deeds(item('Fog', 'new'))).toBe('')
  })
})
