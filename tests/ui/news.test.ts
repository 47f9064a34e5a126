import { expect, it } from 'vitest'
import type { Bulletin } from '../../src/app/index.ts'
import { newsInWords } from '../../src/ui/news.ts'
import { elsewhereInWords } from '../../src/ui/words.ts'

const nell = { name: 'Nell', date: 0, alone: true }
const post = (kind: Bulletin['posts'][number]['kind'], title = 'Fog') => ({
  path: `${title}.md`,
  title,
  kind,
})

it.each([
  [[post('changed')], nell, 'Nell changed ‘Fog’ on 1 Jan 1970.'],
  [[post('new')], nell, 'Nell added ‘Fog’ on 1 Jan 1970.'],
  [
    [post('changed'), post('changed', 'Sun'), post('new', 'Rain'), post('deleted', 'Eels')],
    nell,
    'Nell changed 2 posts, added ‘Rain’ and deleted ‘Eels’ on 1 Jan 1970.',
  ],
  [
    [post('changed'), post('new', 'Rain')],
    { ...nell, alone: false },
    '‘Fog’ was changed and ‘Rain’ was added elsewhere, the latest by Nell on 1 Jan 1970.',
  ],
  [[post('deleted'), post('deleted', 'Sun')], undefined, '2 posts were deleted elsewhere.'],
] as const)('%# says what others did', (posts, by, words) => {
  expect(newsInWords({ posts, by })).toBe(words)
})

it('says it in a row of the list, as what stays true', () => {
  expect(elsewhereInWords({ kind: 'new', who: 'Nell', when: 0 })).toBe('New by Nell on 1 Jan 1970')
  expect(elsewhereInWords({ kind: 'changed', who: undefined, when: undefined })).toBe('Changed elsewhere')
  const now = new Date()
  const time = now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  expect(elsewhereInWords({ kind: 'changed', who: 'Nell', when: now.getTime() })).toBe(
    `Changed by Nell at ${time}`,
  )
})
